# The compose files that a script starts are included; what else it makes is beside them.
docker network create edge
docker compose -f shop.yaml -p shop --profile debug --env-file shop.env up -d
docker compose -f shop.yaml -p shop up -d
docker-compose -f gone.yaml up
docker compose down
cat > made.yaml <<END
services: {}
END
docker compose -f made.yaml up -d
podman-compose up -d
docker stack deploy -c stack/stack.yaml --prune shop
docker run -d --name proxy --network edge -p 80:80 nginx:1.27
