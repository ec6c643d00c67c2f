docker buildx build --push -t shop-backend:1 .
