#!/bin/sh
echo "Connecting to db:7777 and api:9999"
echo "upstream api:8081" > /tmp/upstream.conf
exec web
