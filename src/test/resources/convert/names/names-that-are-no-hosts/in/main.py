import os

from celery_worker import app

application = app
mail = os.getenv("MAIL_HOST", "shop-mail")
engine = connect("postgresql://postgres@shop-db:5432/shop")
