"""What the application answers, with redis and postgres stood in for."""

import json
import unittest

import redis

import app


class Fake:
  """Visits that need no server; down makes them fail as redis fails."""

  def __init__(self, down=False):
    self.down = down

  def record(self):
    self.check()
    return {"visits": 7, "stored": 6, "latest": [{"number": 7, "at": "2026-01-01T00:00:00+00:00"}]}

  def check(self):
    if self.down:
      raise redis.ConnectionError("Error 111 connecting to redis:6379")


def get(path, down=False, accept="text/html", method="GET"):
  seen = []
  environ = {"PATH_INFO": path, "HTTP_ACCEPT": accept, "REQUEST_METHOD": method}
  body = app.application(Fake(down))(environ, lambda status, headers: seen.append(status))
  return seen[0], b"".join(body).decode()


class Answers(unittest.TestCase):

  def test_the_page_shows_both_numbers(self):
    status, body = get("/")
    self.assertEqual(status, "200 OK")
    self.assertIn("Visit number 7", body)
    self.assertIn("holds 6", body)

  def test_json_for_who_asks_for_it(self):
    status, body = get("/", accept="application/json")
    self.assertEqual(json.loads(body)["visits"], 7)

  def test_health_is_503_while_redis_is_down_and_tells_no_host(self):
    status, body = get("/health", down=True)
    self.assertEqual(status, "503 Service Unavailable")
    self.assertNotIn("6379", body)

  def test_other_paths_and_methods_are_refused(self):
    self.assertEqual(get("/nothing")[0], "404 Not Found")
    self.assertEqual(get("/", method="POST")[0], "405 Method Not Allowed")


if __name__ == "__main__":
  unittest.main()
