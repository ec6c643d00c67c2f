# Nothing runs: questions and cleaning up make nothing, control flow is read once, unknown options are findings.
set -euo pipefail
if ! command -v docker >/dev/null 2>&1; then echo "no docker" >&2; exit 1; fi
docker network inspect app >/dev/null 2>&1 || docker network create app
docker ps -a | grep -q db || docker run -d --name db --network app --memroy 1g postgres:16
docker rm -f db 2>/dev/null || true
while true; do docker stats db; done
sudo -E docker run --network=app --name api --no-such-flag example/api:1 > id.txt
docker exec -it api sh -c 'docker run evil'
cat > app.conf <<EOF
docker run -d --name in-a-document evil
EOF
eval "docker run evil"
# docker run -d --name in-a-comment evil
docker run
