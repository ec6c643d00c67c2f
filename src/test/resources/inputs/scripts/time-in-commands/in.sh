# The time that a script fills in is filled in by a shell in the container, where that is sure to be the same.
docker run --rm -v data:/data alpine tar czf "/b/it's \"x\" $(date +%F).tgz" -C /data .
docker run --rm alpine sh -c "echo $(date '+%H %M')"
docker run --rm -e T=$(date) alpine echo '$(date)' "a\$b"
docker run --rm alpine echo "$X" $(date)
docker run --rm prom/x --at=$(date +%s)
docker run --rm --entrypoint tar alpine czf /b/$(date).tgz .
