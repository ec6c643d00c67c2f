"""What a user has ordered."""

from service import Database, serve

TABLE = """
  CREATE TABLE IF NOT EXISTS orders (
    id bigserial PRIMARY KEY, name text NOT NULL, item text NOT NULL, quantity integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now())"""


def routes(database):

  def read(request):
    return database.rows(
        "SELECT id, item, quantity, at FROM orders WHERE name = %s ORDER BY id DESC LIMIT 20", request.user)

  def place(request):
    return database.rows(
        "INSERT INTO orders (name, item, quantity) VALUES (%s, %s, %s) RETURNING id, item, quantity, at",
        request.user, request.text("item"), request.number("quantity"))[0]

  return {("GET", "/orders"): read, ("POST", "/orders"): place}


if __name__ == "__main__":
  database = Database(TABLE)
  serve(routes(database), database)
