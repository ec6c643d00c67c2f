cache = os.getenv("CACHE_HOST", "shop_cache")
