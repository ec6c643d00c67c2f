import http from 'k6/http';
const BASE = 'http://host.docker.internal:8000';
