import snowflake.connector


def copy():
    snowflake.connector.connect()


copy()
