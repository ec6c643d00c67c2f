docker logs shop-metrics-1
