x = "http://host.docker.internal:99/"
