# An image that the script builds is built by compose, too.
docker build -t shop/api:1 -f api/Dockerfile.prod --target production --build-arg VERSION=2 ./api
docker volume create --driver local --opt type=nfs --opt o=addr=10.0.0.9 --opt device=:/data --label a=b shared
docker run -d -v shared:/data shop/api:1
docker run -d shop/api:1 worker
docker build -t shop/web:1 --platform linux/amd64,linux/arm64 --build-context docs=./docs --secret id=npmrc,src=.npmrc \
  --secret id=NPM_TOKEN --ssh default --add-host repo:10.0.0.2 --cache-from type=registry,ref=shop/web:cache --no-cache-filter base \
  --shm-size 256m --ulimit nofile=1024:2048 --allow network.host --provenance=false --pull=never --memory 2g web
podman build -t shop/jobs:1 --env MODE=prod --from alpine:3 --build-arg-file args.conf -v ./cache:/cache --arch arm64 --squash-all jobs
docker run -d shop/web:1
docker run -d shop/jobs:1
docker volume create --type mount --sharing all --required-bytes 1g --secret user=key plugin-data
docker build -t shop/one:1 --secret id=token,src=one.txt one
docker build -t shop/two:1 --secret id=token,src=two.txt two
docker build -t shop/three:1 --secret id=token,src=three.txt three
docker build -t shop/four:1 --secret id=token,src=two.txt four
docker run -d shop/one:1
docker run -d shop/two:1
docker run -d shop/three:1
docker run -d shop/four:1
docker run -d $(docker build -q --iidfile id.txt --load --unknown five)
