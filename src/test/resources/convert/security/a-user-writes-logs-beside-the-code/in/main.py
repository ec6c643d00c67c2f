import logging
import os

os.makedirs("tmp", exist_ok=True)
logging.basicConfig(filename="log/api.log")
os.makedirs("dist", exist_ok=True)
logging.FileHandler("data/api.log")
