FROM debian:12-slim
RUN apt-get update && apt-get install -y gosu=1.14-1 && rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["/run.sh"]
