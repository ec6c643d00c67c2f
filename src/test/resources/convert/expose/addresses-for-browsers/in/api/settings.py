ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ORIGIN = "http://localhost:3000"
