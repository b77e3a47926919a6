"""Rows of the tables ↔ records, whose fields are named like the columns; an author has `x` and `x_id`.

And the writing of rows, in the caller's transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from feedforum.records import Author

Record = TypeVar("Record")

_AUTHORS = {"author_id": "author", "starter_id": "starter"}


def record(
    kind: Callable[..., Record], row: Mapping[Any, Any], prefix: str = "", /, **worked_out: Any
) -> Record:
    """A record of a row, whose columns may be named with a `prefix`.

    Fields that are neither columns of it nor `worked_out` keep their defaults.
    """
    stored = {name: row[column] for name, column in _columns(kind, prefix) if column in row}
    for id_, name in _AUTHORS.items():
        if name in stored:
            stored[name] = Author(stored[name], row[prefix + id_])
    return kind(**stored | worked_out)


def values(record: Any, table: sa.Table) -> dict[str, Any]:
    """What the table's row holds of a record."""
    found = {}
    for name in columns(record.__class__, table):
        value = getattr(record, _AUTHORS.get(name, name))
        if isinstance(value, Author):
            value = value.id if name in _AUTHORS else value.name
        found[name] = value
    return found


@cache
def columns(kind: Any, table: sa.Table) -> tuple[str, ...]:
    """The names of the columns that hold something of such a record."""
    return tuple(name for name in table.c.keys() if hasattr(kind, _AUTHORS.get(name, name)))  # noqa: SIM118


@cache
def _columns(kind: Any, prefix: str) -> tuple[tuple[str, str], ...]:
    """The fields of such a record with the columns that they are read from."""
    return tuple((field.name, prefix + field.name) for field in fields(kind))


def upsert(
    connection: sa.Connection, table: sa.Table, row: Mapping[str, Any], *, adding: bool = False
) -> None:
    """Write a row in the place of the one with its primary key, if there is one, or add its numbers to it.

    A value may be one that the database works out.
    """
    worked_out = {name: value for name, value in row.items() if isinstance(value, sa.ColumnElement)}
    values = {name: value for name, value in row.items() if name not in worked_out}
    statement = _upserting(connection.dialect.name, table, tuple(row), adding)
    connection.execute(statement.values(worked_out) if worked_out else statement, values)


@cache
def _upserting(dialect: str, table: sa.Table, names: tuple[str, ...], adding: bool) -> Any:
    """The statement of `upsert`, made once: to make it takes longer than to execute it."""
    new = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    key = [column.name for column in table.primary_key]
    changed = {name: new.excluded[name] for name in names if name not in key}
    set_ = {name: table.c[name] + value if adding else value for name, value in changed.items()}
    return new.on_conflict_do_update(index_elements=key, set_=set_)


def insert_missing(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows of the same columns, but none with a primary key that is there."""
    new = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)
    if rows:
        connection.execute(new.on_conflict_do_nothing(), rows)


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows of the same columns."""
    if rows:
        connection.execute(sa.insert(table), rows)


def change_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change rows that are there: each is its primary key and its new values, all of the same columns."""
    key = [column.name for column in table.primary_key]
    found = sa.update(table).where(*(table.c[name] == sa.bindparam(f"of_{name}") for name in key))
    if rows:
        connection.execute(
            found, [{f"of_{name}" if name in key else name: row[name] for name in row} for row in rows]
        )
