"""Rows of the tables ↔ records, whose fields are named like the columns; an author has `x` and `x_id`."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from feedforum.records import Author, StoredThread

Record = TypeVar("Record")

_AUTHORS = {"author_id": "author", "starter_id": "starter"}


def record(kind: Callable[..., Record], row: Mapping[Any, Any], **worked_out: Any) -> Record:
    """A record of a row. Fields that are neither columns of it nor `worked_out` keep their defaults."""
    stored = {name: row[name] for name in _names(kind) if name in row}
    for id_, name in _AUTHORS.items():
        if name in stored:
            stored[name] = Author(row[name], row[id_])
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
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def stored_thread(row: Mapping[Any, Any], prefix: str = "") -> StoredThread:
    """A thread as feeds need it, from columns whose names may begin with `prefix`."""
    thread = {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}
    replies = max((thread["total"] or 1) - 1, 0)
    return record(StoredThread, thread, board_title=row["board_title"] or "", replies=replies)
