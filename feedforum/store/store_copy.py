"""Copying a whole store into an empty one, from any kind of database into any other."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from feedforum.errors import StoreError
from feedforum.store import tables
from feedforum.store.database import connected, plain_errors
from feedforum.store.database_errors import address_of, fault, file_of, first_line, named
from feedforum.store.migration import check_schema, schema_of, upgrade
from feedforum.store.poller_lease import without_polls
from feedforum.store.sqlite import BESIDE, lock_file_of
from feedforum.store.triggers import create_triggers, drop_triggers

OF_PROCESSES = frozenset({"lease", "worker", "forum_lease"})
"""The tables that say what processes are at: those of one store mean nothing in another."""

COPIED = [table for table in tables.metadata.sorted_tables if table.name not in OF_PROCESSES]

_BATCH = 1_000

ShowProgress = Callable[[str, int, int], None]
"""Gets what is at work ("copying post"), how many rows of all are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table that is the same in both stores. `checksum` is made of all values of all rows."""

    name: str
    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class StoreCopy:
    """What was copied. `url` is where to, whole, with no password in it that the target's address had."""

    url: str
    tables: tuple[CopiedTable, ...]


def copy_store(source: str, target: str, show: ShowProgress = lambda *_: None) -> StoreCopy:
    """Copy every row of the store at one URL into the empty store at another, and compare both.

    All is of one moment. Keys, numbers and times stay as they are, and what feeds are made of with them.
    Raises StoreError, and then the target is as it was; HeldError while either is polled.
    """
    from_, to = address_of(source), address_of(target)
    path, new_file = file_of(from_), file_of(to)
    if path is not None and not path.exists():
        raise StoreError("There is no store yet to copy; it is made by the first run or poll.")
    if path is not None and new_file is not None and new_file.exists() and path.samefile(new_file):
        raise StoreError("That is the store itself; name another database to copy it to.")
    with ExitStack() as stack:
        before = stack.enter_context(connected(from_))
        stack.enter_context(without_polls(before))
        reading = stack.enter_context(_one_moment(before))
        if schema_of(reading).present is None:
            raise StoreError(f"There is no store at {named(from_)} yet to copy.")
        check_schema(reading)
        if new_file is not None and not new_file.exists():
            stack.enter_context(_removed_on_failure(new_file))
        after = stack.enter_context(connected(to))
        stack.enter_context(without_polls(after))
        with after.begin() as writing:
            upgrade(writing, existing=False)
            _refuse_a_full_one(writing, to)
            copied = _copied(reading, writing, show)
        return StoreCopy(named(to), copied)


def _copied(reading: sa.Connection, writing: sa.Connection, show: ShowProgress) -> tuple[CopiedTable, ...]:
    total, done = 2 * sum(_count(reading, table) for table in COPIED), 0

    def checked(doing: str, table: sa.Table, batches: Iterable[Sequence[sa.Row[Any]]]) -> CopiedTable:
        """The count and checksum of rows in any order: databases sort texts each in their own way."""
        nonlocal done
        checksum = count = 0
        show(f"{doing} {table.name}", done, total)
        for rows in batches:
            digests = (hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).digest() for row in rows)
            checksum += sum(map(int.from_bytes, digests))
            count += len(rows)
            done += len(rows)
            show(f"{doing} {table.name}", done, total)
        return CopiedTable(table.name, count, f"{checksum % 2**128:032x}")

    # They number what changes, and nothing does.
    drop_triggers(writing)
    read = [checked("copying", table, _written(reading, writing, table)) for table in COPIED]
    create_triggers(writing)
    _set_sequences(writing)
    for table, expected in zip(COPIED, read, strict=True):
        if checked("checking", table, _batches(writing, table)) != expected:
            raise StoreError(
                f"The table {table.name} came out different, and nothing was kept;"
                " copy into a new database, and report it if that ends the same."
            )
    if writing.dialect.name == "postgresql":
        # Until it has counted the rows it takes full tables for empty ones, and reads them whole.
        writing.exec_driver_sql("ANALYZE")
    return tuple(read)


def _written(
    reading: sa.Connection, writing: sa.Connection, table: sa.Table
) -> Iterator[Sequence[sa.Row[Any]]]:
    """The rows of a table, each batch once it is written."""
    adding = sa.insert(_plain(table))
    for rows in _batches(reading, table):
        try:
            writing.execute(adding, [row._asdict() for row in rows])
        except (DataError, IntegrityError) as error:
            # SQLite takes what PostgreSQL does not, such as texts that are too long.
            raise StoreError(
                f"A row of the table {table.name} cannot be written there ({first_line(error)}),"
                " and nothing was kept; report it."
            ) from None
        except DBAPIError as error:
            raise fault(error, writing.engine.url, "written") from None
        yield rows


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[sa.Row[Any]]]:
    with plain_errors(connection.engine):
        query = sa.select(_plain(table)).execution_options(yield_per=_BATCH)
        yield from connection.execute(query).partitions()


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def _plain(table: sa.Table) -> sa.TableClause:
    """The table with the values that stand in the database, which nothing makes ids or moments of."""
    return sa.table(
        table.name,
        *(
            sa.column(
                column.name,
                column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type,
            )
            for column in table.columns
        ),
    )


def _set_sequences(connection: sa.Connection) -> None:
    """Let PostgreSQL go on counting where the rows end; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in COPIED:
        column = table.autoincrement_column
        if column is not None:
            named = sa.func.pg_get_serial_sequence(table.name, column.name)
            next_one = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
            connection.execute(sa.select(sa.func.setval(named, next_one, False)))


def _refuse_a_full_one(connection: sa.Connection, address: sa.URL) -> None:
    for table in COPIED:
        if _count(connection, table):
            raise StoreError(
                f"The store {named(address)} is not empty, its table {table.name} has rows;"
                " name a new database to copy to."
            )


@contextmanager
def _one_moment(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that reads, and sees nothing of what is written meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection.execution_options(reading=True)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    """Takes the new file of SQLite away, with what stands beside it, where nothing came of it."""
    try:
        yield
    except BaseException:
        for file in (path, *(path.with_name(path.name + end) for end in BESIDE)):
            file.unlink(missing_ok=True)
        lock_file_of(path).unlink(missing_ok=True)
        raise
