# What a container runs decides whether it is a Job; a label makes a CronJob, and --rm alone says nothing.
docker run -d --name db -v pgdata:/var/lib/postgresql/data -e POSTGRES_PASSWORD_FILE=/run/secrets/pw postgres:16
docker run --rm --name dump --label sild.dev/schedule='0 3 * * *' -v pgdata:/data:ro alpine:3.20 tar czf /tmp/dump.tgz -C /data .
docker run --rm --name once -v pgdata:/data:ro alpine:3.20 tar tf /data/x.tgz
docker run --rm --name site -p 8080:80 nginx:1.27
docker run --rm --name dev -v "$(pwd)":/workspace -v /workspace/node_modules -w /workspace -p 3000:3000 node:20 npm run dev
docker run --rm -it --name shell --label sild.dev/secrets=TOKEN,KEY --label sild.dev/kind=StatefulSet alpine:3.20 sh
