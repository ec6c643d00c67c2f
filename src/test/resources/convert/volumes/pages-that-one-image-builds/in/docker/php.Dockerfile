FROM php:8.4-fpm
COPY . /var/www
