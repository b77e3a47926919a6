"""New SQLite stores in a third of the time: a run of all tests makes thousands.

The program makes one; what it wrote for that is written again for the others.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect

from feedforum.store import migration, sqlite

Statements = tuple[tuple[str, Any], ...]


@cache
def _schema() -> Statements:
    """What makes a new store: statements with their values."""
    written: list[tuple[str, Any]] = []
    engine = create_engine("sqlite://")
    sqlite.prepare(engine)

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: Connection, _cursor: object, statement: str, values: Any, *_others: object) -> None:
        if not statement.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN")):
            written.append((statement, values))

    with engine.begin() as connection:
        migration.upgrade(connection)
    engine.dispose()
    return tuple(written)


def make_or_upgrade(connection: Connection, *, existing: bool = True) -> None:
    """Does what `migration.upgrade` does."""
    if connection.dialect.name != "sqlite" or inspect(connection).get_table_names():
        migration.upgrade(connection, existing=existing)
        return
    for statement, values in _schema():
        connection.exec_driver_sql(statement, values)
