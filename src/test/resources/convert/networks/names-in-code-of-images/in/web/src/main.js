const posts = require('./post_db')
const stock = process.env.STOCK_HOST || 'stock_db'
const db = new Client({ name: 'stock_db', host: 'stock_db', port: 5432 })
