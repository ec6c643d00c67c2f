"""Asks HOST:PORT for RATE pages a second, each when it is due, however long others take, until /tmp/stop exists.

Writes a line for each to /tmp/answers: when it was due, the path, the status (0: no whole answer), the number of the
visit that the answer acknowledged (0: none), the seconds it took, and what went wrong. The last line is "end".
"""

import http.client
import json
import os
import queue
import socket
import sys
import threading
import time

HOST, PORT, RATE = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
# Once: the only name server of a cluster with one node fails with its kubelet, and is no part of what is measured.
ADDRESS = socket.gethostbyname(HOST)
# Two of five write a row.
PATHS = ["/", "/static/style.css", "/health", "/", "/static/style.css"]
WORKERS = 200

due = queue.Queue()
lock = threading.Lock()


def ask(path):
  connection = http.client.HTTPConnection(ADDRESS, PORT, timeout=10)
  try:
    connection.request("GET", path, headers={"Accept": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    visit = json.loads(body)["visits"] if path == "/" and answer.status == 200 else 0
    return answer.status, visit, "-" if answer.status == 200 else f"{answer.getheader('Server')}: {body[:60]}"
  except (OSError, http.client.HTTPException, ValueError) as error:
    return 0, 0, f"{type(error).__name__}: {error}"
  finally:
    connection.close()


def work(answers):
  while True:
    at, path = due.get()
    status, visit, wrong = ask(path)
    with lock:
      answers.write(f"{at:.3f} {path} {status} {visit} {time.time() - at:.3f} {wrong}\n")
    due.task_done()


with open("/tmp/answers", "w") as answers:
  for _ in range(WORKERS):
    threading.Thread(target=work, args=(answers,), daemon=True).start()
  start, sent = time.time(), 0
  while not os.path.exists("/tmp/stop"):
    at = start + sent / RATE
    time.sleep(max(0.0, at - time.time()))
    due.put((at, PATHS[sent % len(PATHS)]))
    sent += 1
  due.join()
  with lock:
    answers.write("end\n")
    answers.flush()
  print(f"sent {sent}", flush=True)
  time.sleep(3600)
