# Networks that are joined after the containers were started.
docker run -d --name web -p 80:80 nginx:alpine
docker run -d --name api python:3.9-alpine
docker run -d --name db -e POSTGRES_PASSWORD=secret postgres:alpine

docker network create myapp
docker network connect myapp web
docker network connect myapp api
docker network connect myapp db
