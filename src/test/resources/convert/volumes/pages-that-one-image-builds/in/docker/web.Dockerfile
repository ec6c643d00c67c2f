FROM node:22 AS builder
WORKDIR /var/www
COPY . .
RUN npm ci && npm run build

FROM nginx:1.28
COPY --from=builder /var/www/public /var/www/public
COPY docker/pictures /usr/share/pictures
