#!/bin/bash
set -e
export GOOSE_DRIVER=postgres

sleep 2 && goose -dir ./migrations up -v
