#!/bin/sh
until pg_isready -h stock_db; do sleep 1; done
exec "$@"
