USER = "shop"
PASSWORD = "shop"
