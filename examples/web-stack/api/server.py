"""Serves the application on port 3000 until it is told to stop."""

import signal
import sys

import waitress

import app

if __name__ == "__main__":
  # As process 1 python would ignore SIGTERM, and every stop would take the whole grace period.
  signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
  waitress.serve(app.from_environment(), port=3000, threads=8)
