#!/bin/sh
set -e
sed -i "s/^APP_NAME=.*/APP_NAME=$NAME/" .env
exec node index.js
