"""The queue that workers share, in PostgreSQL: the tables of Procrastinate, beside those of the store."""

from typing import Any

import sqlalchemy as sa


def create_queue(connection: sa.Connection) -> None:
    """Make the queue, in the caller's transaction. SQLite has none."""
    if connection.dialect.name != "postgresql":
        return
    from procrastinate.schema import SchemaManager

    # Several statements at once need to be sent without parameters, and then a % is no placeholder.
    schema = SchemaManager.get_schema()
    connection.exec_driver_sql(schema, execution_options={"no_parameters": True})


def connection_arguments(engine: sa.Engine) -> dict[str, Any]:
    """What psycopg connects with to the same database."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    return dict(arguments)
