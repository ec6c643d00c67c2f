"""What a user says of himself."""

from service import Database, serve

TABLE = "CREATE TABLE IF NOT EXISTS profiles (name text PRIMARY KEY, city text NOT NULL)"


def routes(database):

  def read(request):
    found = database.rows("SELECT name, city FROM profiles WHERE name = %s", request.user)
    return found[0] if found else {"name": request.user, "city": None}

  def write(request):
    return database.rows(
        "INSERT INTO profiles VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET city = EXCLUDED.city"
        " RETURNING name, city", request.user, request.text("city"))[0]

  return {("GET", "/users/me"): read, ("PUT", "/users/me"): write}


if __name__ == "__main__":
  database = Database(TABLE)
  serve(routes(database), database)
