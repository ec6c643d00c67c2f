# The containers of a pod share its ports and localhost; the first of them has what the pod says.
podman pod create --name webapp --publish 8080:80 --add-host db:10.0.0.2
podman run -d --pod webapp --name frontend nginx:1.27
podman run -d --pod webapp --name backend -p 9:9 python:3.12
podman run -d --pod new:other --secret token,target=api-token,mode=0400 example/tool:1
