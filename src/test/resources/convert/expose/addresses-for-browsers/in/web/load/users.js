import http from "k6/http";
export const BASE = "http://localhost:8000";
