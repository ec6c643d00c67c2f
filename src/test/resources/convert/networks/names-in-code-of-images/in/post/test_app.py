client = MongoClient('post_db', 27017)
