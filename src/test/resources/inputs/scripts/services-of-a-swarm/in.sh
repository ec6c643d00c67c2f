# A service of a swarm is one of a compose file, with what it deploys.
docker service create --name web --replicas 3 --publish 8080:80 --limit-memory 512M --reserve-cpu 0.5 \
  --constraint node.role==worker --update-delay 10s --update-parallelism 1 --label tier=front --container-label a=b \
  --config source=site,target=/etc/site --secret source=key,target=api-key --with-registry-auth nginx:1.27
docker service create --mode global --name agent --mount type=bind,source=/var/log,target=/logs,readonly example/agent:1 --fast
docker service create --name train --group 2000 --group video --placement-pref spread=node.labels.zone --generic-resource nvidia.com/gpu=1 \
  --rollback-order start-first --rollback-monitor 20s --max-concurrent 2 --mode replicated-job example/train:1
docker config create --label a=b prometheus ./conf/prometheus.yml
docker config create --template-driver golang motd - <<'END'
Hello $USER
END
echo 'level: debug' > app.yml
docker config create app app.yml
hostname | docker config create host -
docker service create --name conf --config source=prometheus,target=/etc/prometheus.yml,mode=0440 --config motd --config src=app,target=/app.yml,uid=1 \
  --config host --secret key --config target=/nothing example/conf:1
