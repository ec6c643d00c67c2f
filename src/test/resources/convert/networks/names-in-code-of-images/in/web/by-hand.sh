# Nothing starts it; people do, in the container: stock_db.
psql \
  --host=stock_db \
  --port=5432
