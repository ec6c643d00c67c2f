# A database with its settings and its password in files, and a copy of its data.
docker volume create --driver local postgres_data

docker run -d --name postgres-prod \
  --restart unless-stopped \
  -v postgres_data:/var/lib/postgresql/data \
  -v $(pwd)/postgres.conf:/etc/postgresql/postgresql.conf:ro \
  -v $(pwd)/password.txt:/run/secrets/postgres_password:ro \
  -e POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password \
  -e POSTGRES_DB=production \
  --memory=2g \
  --cpus=2 \
  postgres:13-alpine \
  -c config_file=/etc/postgresql/postgresql.conf

docker run --rm \
  -v postgres_data:/data:ro \
  -v $(pwd)/backups:/backup \
  alpine:latest \
  tar czf /backup/postgres_$(date +%Y%m%d_%H%M%S).tar.gz -C /data .
