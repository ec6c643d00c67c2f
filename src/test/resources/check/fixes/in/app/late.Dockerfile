FROM alpine:3.22 AS alpine
RUN apk add curl
FROM debian:12-slim
RUN apt-get update && apt-get install -y git=1:2.39.5-0+deb12u2
RUN apt-get install -y curl=7.88.1-10
RUN ["apt-get", "update"]
COPY --from=alpine /usr/bin/curl /curl
USER 1001
CMD ["/curl"]
