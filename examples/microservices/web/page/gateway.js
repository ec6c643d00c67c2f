// Where the browser finds the gateway: beside the page, on the port that compose.yaml publishes it on.
// Change it where GATEWAY_PORT, or the gateway's host, is another.
const gateway = `${location.protocol}//${location.hostname}:8081`;
