import docker


def names():
    return [each.name for each in docker.from_env().containers.list()]
