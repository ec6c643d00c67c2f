package main

import (
	"context"
	"log"

	"github.com/docker/docker/client"
)

func main() {
	cli, err := client.NewClientWithOpts(client.FromEnv)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := cli.Ping(context.Background()); err != nil {
		log.Fatalf("no engine: %v", err)
	}
	select {}
}
