// http://localhost:8000 is the API.
export const socket = io('ws://localhost:8000');
