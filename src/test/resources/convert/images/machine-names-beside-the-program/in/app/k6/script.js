const BASE = "http://host.docker.internal:8000";
