#!/bin/sh
set -e
envsubst < "$CONF_DIR/app.template" > "$CONF_DIR/app.conf"
exec app --config "$CONF_DIR/app.conf"
