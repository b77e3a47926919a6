"""Rows of the tables ↔ records, whose fields are named like the columns; an author has `x` and `x_id`."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

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
