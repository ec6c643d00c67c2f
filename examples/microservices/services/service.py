"""What the four services share: a table in a database of one's own, and JSON over HTTP on port 8000."""

import json
import os
import signal
import sys
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2
import psycopg2.extras

MOST_BYTES = 64 * 1024


class Refusal(Exception):
  """An answer other than 200, with a text for the caller."""

  def __init__(self, status, message):
    super().__init__(message)
    self.status = status


class Database:
  """One table. PGHOST, PGUSER, PGDATABASE and PGPASSWORD say where, as for every program that uses libpq."""

  def __init__(self, table):
    self._table = table

  def rows(self, statement, *values):
    """The rows that a statement returns, as dicts. What it changes is kept when it succeeds."""
    try:
      return self._run(statement, values)
    except psycopg2.errors.UndefinedTable:
      # Not made at start-up: under Kubernetes nothing promises that the database is up by then.
      # Two that create a table at once collide in spite of IF NOT EXISTS, so one waits for the other.
      self._run("SELECT pg_advisory_xact_lock(1);" + self._table, ())
      return self._run(statement, values)

  def check(self):
    """Raises what psycopg2 raises when the database does not answer."""
    self._run("SELECT 1", ())

  def _run(self, statement, values):
    # A connection per request, so a restarted database is no trouble.
    with closing(psycopg2.connect("", connect_timeout=3)) as connection, connection:
      with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute(statement, values)
        return [dict(row) for row in cursor.fetchall()] if cursor.description else []


class Request:
  """What a route is given: the user whom the gateway vouches for, the bearer's token, and the fields of the body."""

  def __init__(self, headers, body):
    self.user = headers.get("X-User", "")
    self.token = headers.get("Authorization", "").removeprefix("Bearer ").strip()
    self._fields = body

  def text(self, name):
    """A field that must be a text with something in it."""
    value = self._fields.get(name)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= 200:
      raise Refusal(400, f"'{name}' must be a text of 1 to 200 characters")
    return value.strip()

  def number(self, name):
    """A field that must be a whole number above nought."""
    value = self._fields.get(name)
    if type(value) is not int or not 0 < value < 2**31:
      raise Refusal(400, f"'{name}' must be a whole number above 0")
    return value


def answer(routes, check, method, path, headers, body):
  """The status, the value to send as JSON, and further headers.

  A route is a function of a Request that returns a value, or a value and headers.
  """
  try:
    if path == "/health":
      check()
      return 200, {"status": "ok"}, {}
    route = routes.get((method, path))
    if route is None:
      known = any(path == other for _, other in routes)
      raise Refusal(405, "not with this method") if known else Refusal(404, "no such page")
    fields = json.loads(body) if body else {}
    if not isinstance(fields, dict):
      raise ValueError
    result = route(Request(headers, fields))
    return (200, *result) if isinstance(result, tuple) else (200, result, {})
  except Refusal as refusal:
    return refusal.status, {"error": str(refusal)}, {}
  except ValueError:
    return 400, {"error": "the body must be a JSON object"}, {}
  except psycopg2.Error as error:
    # The kind of error only: its text may name hosts and users, which are not the caller's business.
    print(f"{method} {path}: {error}".strip(), flush=True)
    return 503, {"error": type(error).__name__}, {}


def serve(routes, database):
  """Answers on port 8000 until it is told to stop. The routes are keyed by method and path."""

  class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one(self):
      length = int(self.headers.get("Content-Length") or 0)
      if length > MOST_BYTES:
        self.close_connection = True
        return self.reply(413, {"error": "too large"}, {})
      path = self.path.split("?")[0]
      self.reply(*answer(routes, database.check, self.command, path, self.headers, self.rfile.read(length)))

    do_GET = do_POST = do_PUT = do_DELETE = handle_one

    def reply(self, status, value, headers):
      data = json.dumps(value, default=str).encode() + b"\n"
      self.send_response(status)
      for name, text in {**headers, "Content-Type": "application/json", "Content-Length": len(data)}.items():
        self.send_header(name, str(text))
      self.end_headers()
      self.wfile.write(data)

    def log_message(self, text, *values):
      if self.path != "/health":
        print(text % values, flush=True)

  # As process 1 python would ignore SIGTERM, and every stop would take the whole grace period.
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
  ThreadingHTTPServer(("", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
