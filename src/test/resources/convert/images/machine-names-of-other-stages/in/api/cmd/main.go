package main
const hook = "http://host.docker.internal:9/"
