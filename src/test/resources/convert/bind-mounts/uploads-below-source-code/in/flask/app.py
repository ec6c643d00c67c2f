import os
app.config["UPLOAD_FOLDER"] = os.path.join("static", "files")
URL = os.getenv("DATABASE_URL", "sqlite:///app.db")
