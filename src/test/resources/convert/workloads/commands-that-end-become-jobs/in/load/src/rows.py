import logging


def write(session):
    logging.info(session.version)
