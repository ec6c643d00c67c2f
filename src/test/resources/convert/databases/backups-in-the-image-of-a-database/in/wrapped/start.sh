#!/bin/sh
echo starting
exec docker-entrypoint.sh "$@"
