serve_forever()
