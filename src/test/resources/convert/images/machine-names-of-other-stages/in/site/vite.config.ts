export default {server: {proxy: {"/api": "http://host.docker.internal:9"}}}
