import docker
from flask import Flask

app = Flask(__name__)
try:
    client = docker.from_env()
except docker.errors.DockerException:
    client = None


@app.get("/")
def index():
    return str(docker.from_env().version())


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
