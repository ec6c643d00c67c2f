export const token = () => crypto.randomUUID();
