DB = "postgresql://host.docker.internal:5432/shop"
