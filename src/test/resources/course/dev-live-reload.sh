# A bind mount of the sources, and an anonymous volume that hides the machine's node_modules.
docker run -d --name dev-env \
  -v $(pwd):/workspace \
  -v /workspace/node_modules \
  -w /workspace \
  -p 3000:3000 \
  node:16-alpine \
  npm run dev
