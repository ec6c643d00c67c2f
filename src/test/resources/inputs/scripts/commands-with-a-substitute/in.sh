# Commands that make nothing in a compose file, but that something takes the place of: each is said once.
docker login -u me --password-stdin registry.example.com < token.txt
docker login
sudo systemctl enable --now docker
podman run -d --name web registry.example.com/web:1
podman generate kube web > web.yaml
podman kube generate web
podman generate systemd --new --files --name web
systemctl --user daemon-reload
systemctl --user enable --now container-web.service
loginctl enable-linger $USER
podman play kube other.yaml
podman kube play --replace third.yaml
docker logs web; docker exec web ls; docker pull x; docker system prune -f; docker push x; docker stop web
docker network disconnect bridge gone
