# An image that the script builds is built by compose, too.
docker build -t shop/api:1 -f api/Dockerfile.prod --target production --build-arg VERSION=2 ./api
docker volume create --driver local --opt type=nfs --opt o=addr=10.0.0.9 --opt device=:/data --label a=b shared
docker run -d -v shared:/data shop/api:1
docker run -d shop/api:1 worker
