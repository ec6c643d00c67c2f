export const url = process.env.NEXT_PUBLIC_API_URL || 'http://localhost:8000';
