"""Who is who: accounts with a hashed password, and tokens that the gateway has checked here."""

import hashlib
import hmac
import re
import secrets

from service import Database, Refusal, serve

TABLES = """
  CREATE TABLE IF NOT EXISTS accounts (name text PRIMARY KEY, salt bytea NOT NULL, hash bytea NOT NULL);
  CREATE TABLE IF NOT EXISTS tokens (
    hash bytea PRIMARY KEY, name text NOT NULL REFERENCES accounts, expires timestamptz NOT NULL)"""


def hashed(password, salt):
  """About a twentieth of a second and 16 MB, so that guessing is slow."""
  return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)


def fingerprint(token):
  """What is stored of a token: who reads the table cannot use it."""
  return hashlib.sha256(token.encode()).digest()


def routes(database):

  def register(request):
    name, password, salt = request.text("name"), request.text("password"), secrets.token_bytes(16)
    # It travels in a header.
    if not re.fullmatch("[a-z0-9._-]{1,40}", name):
      raise Refusal(400, "'name' may hold small letters, digits, '.', '_' and '-'")
    made = database.rows(
        "INSERT INTO accounts VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING name",
        name, salt, hashed(password, salt))
    if not made:
      raise Refusal(409, "this name is taken")
    return made[0]

  def login(request):
    name, password = request.text("name"), request.text("password")
    found = database.rows("SELECT salt, hash FROM accounts WHERE name = %s", name)
    # As slow for a name that nobody has, or the time would tell.
    salt, known = (bytes(found[0]["salt"]), bytes(found[0]["hash"])) if found else (b"", b"")
    if not hmac.compare_digest(hashed(password, salt), known):
      raise Refusal(401, "wrong name or password")
    token = secrets.token_urlsafe(32)
    database.rows(
        "DELETE FROM tokens WHERE expires < now();"
        "INSERT INTO tokens VALUES (%s, %s, now() + interval '12 hours')", fingerprint(token), name)
    return {"token": token}

  def check(request):
    found = database.rows(
        "SELECT name FROM tokens WHERE hash = %s AND expires > now()", fingerprint(request.token))
    if not found:
      raise Refusal(401, "log in first")
    return found[0], {"X-User": found[0]["name"]}

  return {
      ("POST", "/auth/register"): register,
      ("POST", "/auth/login"): login,
      ("GET", "/auth/check"): check,
  }


if __name__ == "__main__":
  database = Database(TABLES)
  serve(routes(database), database)
