from fastapi import FastAPI

from .containers import Containers

app = FastAPI()
containers = Containers()


@app.get("/")
def index():
    return containers.names()
