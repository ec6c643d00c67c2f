# Containers of a pod share localhost, and the pod has their ports.
podman pod create --name webapp --publish 8080:80
podman run -d --pod webapp --name frontend nginx:alpine
podman run -d --pod webapp --name backend python:3.9-alpine
