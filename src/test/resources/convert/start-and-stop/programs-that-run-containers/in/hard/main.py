import docker

client = docker.DockerClient(base_url="unix:///var/run/docker.sock")


def run(image):
    return client.containers.run(image, detach=True)
