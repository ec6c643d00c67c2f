FROM debian:12
COPY . /opt
ENTRYPOINT ["/opt/listen"]
