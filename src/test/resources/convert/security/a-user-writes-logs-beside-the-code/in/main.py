import logging
import os

os.makedirs("tmp", exist_ok=True)
logging.basicConfig(filename="log/api.log")
