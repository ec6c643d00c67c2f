psql -h stock_db
