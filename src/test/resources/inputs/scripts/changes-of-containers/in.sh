# What happens to a container later counts: limits, names and images of its own, and another of the same name.
docker build . --tag local/app
docker tag local/app:latest registry.example.com/app:1
docker run -d --name app -m 1g registry.example.com/app:1
docker update --memory 2g --cpus=1.5 --restart always app
docker stop app; docker start app; docker restart app
docker rename app old
docker update --cpus 2 old none
docker run -d --name twice -p 1:1 nginx:1.26
docker rm -f twice
docker run -d --name twice nginx:1.27
docker buildx build --platform linux/amd64,linux/arm64 -f deploy/Dockerfile --load -t other .
docker run -d other
alias dr='docker run -d'
dr --name named --new-option value example/named:1 serve
docker network create late --driver bridge
docker network connect late named --alias n
docker rm -f app twice named
docker network create --subnt 10.8.0.0/24 misspelt
docker volume create --no-such data
docker build --taag x .
docker compose --no-such-option down
