#!/bin/sh
set -e
php artisan key:generate --force
exec php-fpm
