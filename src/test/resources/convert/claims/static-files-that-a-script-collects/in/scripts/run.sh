#!/bin/sh
python manage.py collectstatic --no-input
exec gunicorn shop.wsgi -b 0.0.0.0:8000
