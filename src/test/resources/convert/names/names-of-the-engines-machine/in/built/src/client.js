// not host.docker.internal
const url = "http://host.docker.internal:9000/";
