from tasks.store import load
NAME = "tasks.store"
