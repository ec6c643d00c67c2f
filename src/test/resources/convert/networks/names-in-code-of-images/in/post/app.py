import os, post_db
# http://post_db:27017 is the database
HOST = os.getenv('POST_DATABASE_HOST', 'post_db')
log = getLogger('post_db')
name = post_db.find("post_db")
host = post_db
OTHER = "mongodb://post_db:27017"
