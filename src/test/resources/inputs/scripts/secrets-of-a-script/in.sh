# Secrets come from files and variables; a value that only the script knows is never copied into a compose file.
podman secret create db ./db.txt
printf '%s' "$API_KEY" | podman secret create api -
openssl rand -hex 16 | podman secret create random -
echo hunter2 | docker secret create --label a=b plain -
podman secret create --env=true token TOKEN
podman run -d --name a --secret db --secret random,target=r,mode=0400 --secret source=plain,target=p,odd=x \
  --secret api,type=env,target=KEY --secret token,type=env --secret elsewhere,type=env,target=E \
  --secret other example/api:1
