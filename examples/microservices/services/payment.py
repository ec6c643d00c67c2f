"""What a user has paid. That the order is there is the page's business: this service asks no other."""

from service import Database, serve

TABLE = """
  CREATE TABLE IF NOT EXISTS payments (
    id bigserial PRIMARY KEY, name text NOT NULL, ordered bigint NOT NULL, cents integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now())"""


def routes(database):

  def read(request):
    return database.rows(
        'SELECT id, ordered AS "order", cents, at FROM payments WHERE name = %s ORDER BY id DESC LIMIT 20',
        request.user)

  def pay(request):
    return database.rows(
        "INSERT INTO payments (name, ordered, cents) VALUES (%s, %s, %s)"
        ' RETURNING id, ordered AS "order", cents, at',
        request.user, request.number("order"), request.number("cents"))[0]

  return {("GET", "/payments"): read, ("POST", "/payments"): pay}


if __name__ == "__main__":
  database = Database(TABLE)
  serve(routes(database), database)
