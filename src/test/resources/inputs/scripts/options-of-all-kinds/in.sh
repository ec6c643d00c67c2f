# Each kind of option: flags, values with and without =, short ones together, lists, pairs, and words after the image.
docker run -itd --rm --name=web -p 80:80 -p127.0.0.1:8443:443/tcp -e A=1 -eB=2 --env-file app.env \
  -m 512m --cpus=1.5 --init --read-only=true --privileged=false -u 1000:1000 -w /srv \
  --cap-drop ALL --cap-add=NET_BIND_SERVICE --security-opt no-new-privileges --ulimit nofile=1024:2048 --ulimit nproc=64 \
  --sysctl net.core.somaxconn=1024 --tmpfs /run:size=64m --shm-size 128m --restart unless-stopped --stop-timeout 30 \
  --label team=shop --label sild.dev/kind=StatefulSet --log-driver json-file --log-opt max-size=10m \
  --mount type=bind,source=./conf,target=/etc/app,readonly --mount type=volume,src=data,dst=/data -v logs:/var/log \
  --add-host db:10.0.0.1 --dns 1.1.1.1 --entrypoint /entry --pull always --platform linux/amd64 --gpus all \
  --health-cmd "curl -f http://localhost/ || exit 1" --health-interval 30s --health-retries 3 \
  nginx:1.27 -g 'daemon off;' -p 81:81
docker run -d --name two-gpus --gpus 2 --io-maxiops 100 example/train:1
docker run -d --name named-gpus --gpus '"device=0,GPU-3a","capabilities=compute,utility",driver=nvidia,options=mode=mps' example/train:1
docker run -d --name own-gpus --gpus 1 --gpus driver=amd example/train:1
