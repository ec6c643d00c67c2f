import docker


class Containers:
    """Uses docker.from_env() of the SDK."""

    def __init__(self):
        self.client = docker.from_env()

    def names(self):
        return [container.name for container in self.client.containers.list()]
