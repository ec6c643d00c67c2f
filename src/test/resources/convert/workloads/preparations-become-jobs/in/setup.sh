#!/bin/sh
until curl -s http://konga:1337; do sleep 1; done
curl -X POST http://konga:1337/users
