from prefect.runner import Runner

Runner().start()
