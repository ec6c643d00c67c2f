import Docker from "dockerode";

const docker = new Docker({ socketPath: "/var/run/docker.sock" });
const info = await docker.info();
console.log(info.Name);
setInterval(() => docker.ping(), 60000);
