#!/bin/sh
# As the official image does: as root, hand the data to redis and become redis. Reached from elsewhere without a
# password, so protected mode is off there too.
set -e
case "$1" in
  -*) set -- redis-server "$@" ;;
esac
if [ "$1" = redis-server ]; then
  set -- "$@" --protected-mode no
fi
if [ "$(id -u)" = 0 ]; then
  chown -R redis:redis .
  exec setpriv --reuid=redis --regid=redis --clear-groups "$@"
fi
exec "$@"
