# Networks are made, joined and left one after the other; what is left at the end counts.
docker network create --driver bridge --subnet 172.20.0.0/16 --gateway 172.20.0.1 front
docker network create --internal back
docker run -d --name api --network back --network-alias service example/api:1
docker run -d --name db --network back --ip 172.21.0.5 postgres:16
docker run -d --name tool --network host example/tool:1
docker run -d --name side --network container:api example/side:1
podman run -d --name both --network front:alias=www,ip=172.20.0.9 --network back nginx:1.27
docker network connect --alias redis-master front api
docker network connect front db
docker network disconnect front db
docker network connect front nobody
