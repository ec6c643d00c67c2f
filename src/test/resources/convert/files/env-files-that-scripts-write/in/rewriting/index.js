process.loadEnvFile('.env');
require('http').createServer((request, answer) => answer.end(process.env.APP_NAME)).listen(3000);
