# A compose file that the script writes is read as one; its places are those of the script.
mkdir -p app && cd app
VERSION=7
cat > .env <<END
PORT=8080
PASSWORD=$(openssl rand -hex 8)
END
cat > docker-compose.yml <<END
services:
  web:
    image: "example/web:$VERSION"
    ports: ["\${PORT}:80"]
    command: sh -c 'echo \$\$HOME \$(id)'
    privileged: no
END
cat > docker-compose.override.yml <<'END'
services:
  web:
    environment: {A: "${PORT}", B: $$x}
END
docker compose up -d
docker compose -f ../more.yaml -f docker-compose.yml up -d
date > compose.yaml
