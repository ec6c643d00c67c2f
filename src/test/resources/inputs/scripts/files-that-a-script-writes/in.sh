# What a script writes into a file, and then mounts, reads or builds, is part of the compose file.
DOMAIN=example.com
cat > nginx.conf <<END
server_name $DOMAIN; root ${ROOT:-/srv}; proxy_set_header Host \$host;
END
echo "# comment" > app.env
echo "MODE=prod" >> app.env
printf 'LEVEL=debug\n' >> app.env
sudo tee conf/my.cnf >/dev/null <<'END'
[mysqld]
user=$USER
END
cat > Dockerfile <<'END'
FROM alpine:3.20
ENV A=$PATH
END
date > stamp.txt
docker build -t own:1 .
docker build -t typed - <<END
FROM busybox:1.36
END
docker run -d --name web -v ./nginx.conf:/etc/nginx/nginx.conf:ro -v ./stamp.txt:/stamp.txt --env-file app.env nginx:1.27
docker run -d --name db --mount type=bind,source="$(pwd)"/conf/my.cnf,target=/etc/my.cnf,readonly mysql:8
docker run -d --name own own:1
docker run -d --name typed typed:latest
