# Paths are those of the folder that the script is in at each command, and the first folder stays what it is.
set -e
cd "$(dirname "$0")"
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HERE="$(pwd)"
ABOVE=$(dirname "$HERE")
cd api && docker build -t own/api:1 -f docker/Dockerfile --secret id=npmrc,src=.npmrc --build-context docs=../docs .
docker run -d --name api -v ./data:/data -v cache:/cache -v "$PWD/logs:/logs" -v "$HERE/conf:/conf" -v $ROOT/shared:/shared \
  -v $ABOVE/common:/common -v /abs:/abs --env-file app.env --mount type=bind,src=keys,dst=/keys --mount type=volume,src=store,dst=/store own/api:1
( cd ../web; docker run -d --name web -v ./html:/html nginx:1.27; cat > app.conf <<END
listen 80;
END
docker run -d --name conf -v ./app.conf:/etc/app.conf nginx:1.27 )
pushd jobs
docker run -d --name job -v ./in:/in busybox:1.36
popd
docker run -d --name after -v ./data:/data redis:7
cd -
docker run -d --name back -v ./data:/data redis:7
cd "$HERE"
case "$1" in
  start) docker run -d --name chosen -v ./data:/data redis:7 ;;
esac
for part in one two; do (cd services/$part && docker build -t own/$part:1 . && docker run -d own/$part:1); done
cd deploy
docker compose up -d
docker secret create key < key.txt
docker compose -f "$HERE/deploy/compose.yaml" up -d
cd "$UNKNOWN"
docker ps
docker run -d --name unknown -v ./data:/data redis:7
cd ..
git clone https://example.com/team/shop.git
cd shop
docker run -d --name cloned -v ./data:/data redis:7
cd /opt/app
docker run -d --name elsewhere -v ./data:/data -e DIR=$PWD redis:7
docker compose up -d
