# A web server with limits, a health check and a restart policy.
docker run -d \
  --name production-web \
  --restart unless-stopped \
  --memory="512m" \
  --cpus="1.5" \
  --health-cmd="curl -f http://localhost || exit 1" \
  --health-interval=30s \
  --health-timeout=10s \
  --health-retries=3 \
  -p 80:80 \
  nginx:alpine

docker stats production-web        # looks, and changes nothing
docker exec -it production-web sh
