#!/bin/sh
docker exec -it nightly_jobs sh /restart.sh
docker restart nightly_jobs shop-proxy
