#!/bin/sh
# docker info tells when the engine is there
until docker info > /dev/null 2>&1; do
  sleep 1
done
exec crond -f
