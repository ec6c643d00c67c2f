fetch("http://host.docker.internal:9/")
