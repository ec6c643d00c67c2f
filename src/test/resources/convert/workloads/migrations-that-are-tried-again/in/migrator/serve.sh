#!/bin/bash
goose -dir ./migrations up
./server
