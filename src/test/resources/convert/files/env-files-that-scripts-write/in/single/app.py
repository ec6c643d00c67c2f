import time
print(open("/srv/.env").read().count("\n"), flush=True)
time.sleep(10**6)
