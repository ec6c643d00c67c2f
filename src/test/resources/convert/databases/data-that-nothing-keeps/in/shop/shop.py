import flask

FOLDER = "static/uploads/"
