#!/bin/sh
mkdir -p /app/data
exec "$@"
