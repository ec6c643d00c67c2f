# Three tiers on two networks, of which one is closed, and a cache known by an alias.
docker network create --driver bridge \
  --subnet=172.20.0.0/16 \
  --ip-range=172.20.240.0/20 \
  frontend

docker network create --driver bridge \
  --subnet=172.21.0.0/16 \
  --internal \
  backend

docker run -d --name nginx \
  --network frontend \
  -p 80:80 \
  nginx:alpine

docker run -d --name api \
  --network backend \
  python:3.9-alpine
docker network connect frontend api

docker run -d --name postgres \
  --network backend \
  -e POSTGRES_PASSWORD=secret \
  postgres:13-alpine

docker run -d --name cache \
  --network backend \
  --network-alias redis-master \
  redis:alpine
