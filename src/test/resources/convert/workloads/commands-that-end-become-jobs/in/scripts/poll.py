import time
import requests

while True:
    requests.get('http://db')
    time.sleep(5)
