import sys
from prefect import flow

sys.path.insert(0, ".")
from etl.steps import copy


@flow
def load():
    copy()


load()
