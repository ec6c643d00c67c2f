export const BASE = "http://localhost:8000";
