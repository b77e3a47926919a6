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
from feedforum.store.poller_lease import lock_file_of, without_polls
from feedforum.store.triggers import create_triggers, drop_triggers

OF_PROCESSES = frozenset({"lease", "worker", "forum_lease"})
"""The tables that say what processes are at: those of one store mean nothing in another."""

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
    wanted = [table for table in tables.metadata.sorted_tables if table.name not in OF_PROCESSES]
    counts = {table.name: _count(reading, table) for table in wanted}
    progress = _Progress(show, 2 * sum(counts.values()))
    # They number what changes, and nothing does.
    drop_triggers(writing)
    read = [_copy(reading, writing, table, progress) for table in wanted]
    create_triggers(writing)
    _set_sequences(writing)
    for table, expected in zip(wanted, read, strict=True):
        progress.begin(f"checking {table.name}")
        if _checked(_rows(writing, table), table, progress) != expected:
            raise StoreError(
                f"The table {table.name} came out different, and nothing was kept;"
                " copy into a new database, and report it if that ends the same."
            )
    if writing.dialect.name == "postgresql":
        # Until it has counted the rows it takes full tables for empty ones, and reads them whole.
        writing.exec_driver_sql("ANALYZE")
    return tuple(read)


def _copy(
    reading: sa.Connection, writing: sa.Connection, table: sa.Table, progress: "_Progress"
) -> CopiedTable:
    progress.begin(f"copying {table.name}")
    adding = sa.insert(_plain(table))

    def written() -> Iterator[sa.Row[Any]]:
        for rows in _rows(reading, table).partitions(_BATCH):
            _write(writing, adding, rows)
            yield from rows

    with plain_errors(reading.engine):
        return _checked(written(), table, progress)


def _write(connection: sa.Connection, adding: sa.Insert, rows: Sequence[sa.Row[Any]]) -> None:
    try:
        connection.execute(adding, [row._asdict() for row in rows])
    except (DataError, IntegrityError) as error:
        # SQLite takes what PostgreSQL does not, such as texts that are too long.
        raise StoreError(
            f"A row of the table {adding.table.name} cannot be written there ({first_line(error)}),"
            " and nothing was kept; report it."
        ) from None
    except DBAPIError as error:
        raise fault(error, connection.engine.url, "written") from None


def _checked(rows: Iterable[sa.Row[Any]], table: sa.Table, progress: "_Progress") -> CopiedTable:
    """The count and checksum of rows in any order: databases sort texts each in their own way."""
    total = count = 0
    for row in rows:
        digest = hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).digest()
        total += int.from_bytes(digest)
        count += 1
        progress.advance()
    return CopiedTable(table.name, count, f"{total % 2**128:032x}")


def _rows(connection: sa.Connection, table: sa.Table) -> sa.Result[Any]:
    return connection.execute(sa.select(_plain(table)).execution_options(yield_per=_BATCH))


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
    for table in tables.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and table.name not in OF_PROCESSES:
            named = sa.func.pg_get_serial_sequence(table.name, column.name)
            next_one = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
            connection.execute(sa.select(sa.func.setval(named, next_one, False)))


def _refuse_a_full_one(connection: sa.Connection, address: sa.URL) -> None:
    for table in tables.metadata.sorted_tables:
        if table.name not in OF_PROCESSES and _count(connection, table):
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
        for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            file.unlink(missing_ok=True)
        lock_file_of(str(path)).unlink(missing_ok=True)
        raise


class _Progress:
    """What is done of all rows, which are each written and read again; shown now and then."""

    def __init__(self, show: ShowProgress, total: int) -> None:
        self._show, self._total = show, total
        self._done = 0
        self._what = ""

    def begin(self, what: str) -> None:
        self._what = what
        self._show(what, self._done, self._total)

    def advance(self) -> None:
        self._done += 1
        if self._done % _BATCH == 0:
            self._show(self._what, self._done, self._total)
