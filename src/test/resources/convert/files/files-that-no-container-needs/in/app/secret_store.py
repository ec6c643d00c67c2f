PASSWORD = "hunter2-Very-Secret-99"


def store():
    return PASSWORD
