ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ORIGIN = "http://localhost:3000"
CSRF = """See http://localhost:8000."""
ALSO = [
    "http://localhost:3000",
]
