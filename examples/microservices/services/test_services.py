"""What the services answer, with the database stood in for."""

import json
import unittest

import psycopg2

import auth
import order
import payment
import service
import user


class Rows:
  """A database that returns what it was given, and remembers what it was asked."""

  def __init__(self, *rows):
    self._rows = list(rows)
    self.values = []

  def rows(self, statement, *values):
    self.values.append(values)
    return self._rows

  def check(self):
    pass


def ask(routes, method, path, body=None, check=lambda: None, **headers):
  data = b"" if body is None else json.dumps(body).encode()
  return service.answer(routes, check, method, path, headers, data)


class Answers(unittest.TestCase):

  def test_an_order_is_stored_for_the_user_whom_the_gateway_names(self):
    rows = Rows({"id": 7})
    status, value, _ = ask(order.routes(rows), "POST", "/orders", {"item": "tea", "quantity": 2}, **{"X-User": "mari"})
    self.assertEqual((status, value, rows.values), (200, {"id": 7}, [("mari", "tea", 2)]))

  def test_fields_that_are_missing_or_of_the_wrong_kind_are_refused(self):
    for body in ({}, {"order": "1", "cents": 5}, {"order": 1, "cents": True}, {"order": 1, "cents": -5}, [1]):
      self.assertEqual(ask(payment.routes(Rows()), "POST", "/payments", body)[0], 400, body)

  def test_who_has_no_profile_gets_an_empty_one(self):
    self.assertEqual(
        ask(user.routes(Rows()), "GET", "/users/me", **{"X-User": "mari"})[1], {"name": "mari", "city": None})

  def test_other_paths_and_methods_are_refused(self):
    self.assertEqual(ask(order.routes(Rows()), "GET", "/nothing")[0], 404)
    self.assertEqual(ask(order.routes(Rows()), "DELETE", "/orders")[0], 405)

  def test_a_wrong_password_and_an_unknown_name_look_the_same(self):
    salt = b"0" * 16
    known = Rows({"salt": salt, "hash": auth.hashed("right", salt)})
    login = {"name": "mari", "password": "wrong"}
    self.assertEqual(ask(auth.routes(known), "POST", "/auth/login", login)[:2],
                     ask(auth.routes(Rows()), "POST", "/auth/login", login)[:2])
    self.assertEqual(ask(auth.routes(known), "POST", "/auth/login", {**login, "password": "right"})[0], 200)

  def test_a_token_is_looked_for_by_its_fingerprint_and_its_owner_named_in_a_header(self):
    rows = Rows({"name": "mari"})
    status, _, headers = ask(auth.routes(rows), "GET", "/auth/check", Authorization="Bearer abc")
    self.assertEqual((status, headers), (200, {"X-User": "mari"}))
    self.assertEqual(rows.values, [(auth.fingerprint("abc"),)])
    self.assertEqual(ask(auth.routes(Rows()), "GET", "/auth/check", Authorization="Bearer abc")[0], 401)

  def test_without_its_database_a_service_says_503_and_names_no_host(self):
    def down():
      raise psycopg2.OperationalError("connection to server at order-db failed")
    status, value, _ = ask({}, "GET", "/health", check=down)
    self.assertEqual(status, 503)
    self.assertNotIn("order-db", str(value))


if __name__ == "__main__":
  unittest.main()
