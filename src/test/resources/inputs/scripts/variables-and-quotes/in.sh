#!/bin/bash -e   The shell's own ways to write words: quotes, variables, defaults, lines that go on, loops over words.
IMAGE=nginx
TAG="1.27"
export OPTS="-e A=1 -p 80:80"
NAME='web'; PASSWORD=$(openssl rand -hex 8)
docker run -d --name "$NAME" $OPTS -v "$(pwd)/html":/usr/share/nginx/html:ro -v $PWD/conf:/conf -v ~/certs:/certs \
  -e "GREETING=it's \"$NAME\" \$5" -e KEY=${API_KEY} -e LEVEL=${LEVEL:-info} -e NEEDED="${NEEDED:?set it}" \
  -e PASSWORD=$PASSWORD -e $'LINES=a\nb' ${IMAGE}:$TAG
for n in one two; do
  docker run -d --name worker-$n example/worker:1 --queue "$n"
done
