# podman gives an alias on all networks that a container joins, docker on the first one.
podman run -d --name web --network front --network back --network-alias www nginx:1.28
docker run -d --name api --network front --network back --network-alias service example/api:1
