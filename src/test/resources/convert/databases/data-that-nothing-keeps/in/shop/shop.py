import flask
SHOWN = "/static/uploads/"
