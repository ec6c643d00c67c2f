"""The api as a WSGI application: it counts visits in redis and keeps each of them as a row in postgres."""

import html
import json
import os
from contextlib import closing

import psycopg2
import redis

PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>web-stack</title>
  <link rel="stylesheet" href="/static/style.css">
</head>
<body>
  <img src="/static/bridge.svg" alt="">
  <h1>Visit number {visits}</h1>
  <p>nginx asked the api, the api asked <b>redis</b> for the number and stored a row in <b>postgres</b>.</p>
  <p>postgres holds {stored} of them; the latest:</p>
  <ol reversed start="{stored}">
{rows}
  </ol>
</body>
</html>
"""


class Visits:
  """The visits: their number lives in redis, their rows in postgres."""

  def __init__(self, redis_url, database_url):
    self._redis = redis.Redis.from_url(redis_url, socket_timeout=3, socket_connect_timeout=3)
    self._database_url = database_url

  def record(self):
    """Counts and stores one visit; returns its number, how many are stored, and the latest five."""
    number = self._redis.incr("visits")
    try:
      return self._store(number)
    except psycopg2.errors.UndefinedTable:
      # Not made at start-up: under Kubernetes nothing promises that the database is up by then.
      self._create_table()
      return self._store(number)

  def check(self):
    """Raises what the first of the two that does not answer raises."""
    self._redis.ping()
    with closing(self._connect()) as connection, connection.cursor() as cursor:
      cursor.execute("SELECT 1")

  def _store(self, number):
    with closing(self._connect()) as connection, connection, connection.cursor() as cursor:
      cursor.execute("INSERT INTO visits (number) VALUES (%s)", (number,))
      cursor.execute("SELECT count(*) FROM visits")
      stored = cursor.fetchone()[0]
      cursor.execute("SELECT number, at FROM visits ORDER BY id DESC LIMIT 5")
      latest = [{"number": n, "at": at.isoformat(timespec="seconds")} for n, at in cursor.fetchall()]
    return {"visits": number, "stored": stored, "latest": latest}

  def _create_table(self):
    with closing(self._connect()) as connection, connection, connection.cursor() as cursor:
      # Two that create a table at once collide in spite of IF NOT EXISTS, so one waits for the other.
      cursor.execute("SELECT pg_advisory_xact_lock(1)")
      cursor.execute(
          "CREATE TABLE IF NOT EXISTS visits"
          " (id bigserial PRIMARY KEY, number bigint NOT NULL, at timestamptz NOT NULL DEFAULT now())")

  def _connect(self):
    """A connection per request, so a restarted database is no trouble. The password comes from PGPASSWORD."""
    return psycopg2.connect(self._database_url, connect_timeout=3)


def page(result):
  """The result of Visits.record() as HTML."""
  rows = "\n".join(f"    <li>visit {row['number']} at {html.escape(row['at'])}</li>" for row in result["latest"])
  return PAGE.format(visits=result["visits"], stored=result["stored"], rows=rows)


def application(visits):
  """The WSGI application over the given visits."""

  def respond(environ, start_response):
    path = environ.get("PATH_INFO", "/")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
      return send(start_response, "405 Method Not Allowed", {"error": "only GET"})
    try:
      if path == "/health":
        visits.check()
        return send(start_response, "200 OK", {"status": "ok"})
      if path == "/":
        result = visits.record()
        if "application/json" in environ.get("HTTP_ACCEPT", ""):
          return send(start_response, "200 OK", result)
        return send(start_response, "200 OK", page(result), "text/html; charset=utf-8")
    except (redis.RedisError, psycopg2.Error) as error:
      # The kind of error only: its text may name hosts and users, which are not the visitor's business.
      print(f"{path}: {error}".strip(), flush=True)
      return send(start_response, "503 Service Unavailable", {"error": type(error).__name__})
    return send(start_response, "404 Not Found", {"error": "no such page"})

  return respond


def send(start_response, status, body, content_type="application/json"):
  """Answers with text as it is, and with anything else as JSON."""
  data = (body if isinstance(body, str) else json.dumps(body) + "\n").encode()
  start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(data)))])
  return [data]


def from_environment(environ=os.environ):
  """The application with redis and postgres from REDIS_URL and DATABASE_URL."""
  return application(Visits(environ["REDIS_URL"], environ["DATABASE_URL"]))
