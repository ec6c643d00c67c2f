import subprocess


def run(folder):
    return subprocess.run(["docker", "run", "--rm", "-v", f"{folder}:/work", "gcc:14", "make"])
