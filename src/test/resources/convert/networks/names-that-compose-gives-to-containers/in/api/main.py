import memcache

# shop-metrics-1
sessions = memcache.Client(["staging-sessions-1:11211"])
