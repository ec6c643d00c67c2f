#!/bin/sh
docker logs -f nightly_jobs
