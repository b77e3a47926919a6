"""Opening the store: the database at its newest schema, with the rights and settings it needs."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from typing import Any, Self, TypeVar

from sqlalchemy import (
    URL,
    ColumnElement,
    CompoundSelect,
    Connection,
    Delete,
    Engine,
    NullPool,
    RowMapping,
    Select,
    Table,
    Update,
    create_engine,
    event,
    exc,
    func,
    insert,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from feedforum.errors import StoreBusyError, StoreError
from feedforum.store import sqlite, tables
from feedforum.store.database_errors import BUSY_SECONDS, NO_ADDRESS, address_of, fault, file_of
from feedforum.store.migration import schema_of, upgrade
from feedforum.store.row_mapping import upsert

Value = TypeVar("Value")


def open_database(url: str, *, upgrades: bool = True) -> Engine:
    """The database at `url`, brought to the newest schema.

    Without `upgrades` an older one in PostgreSQL, which others may be at work with, stays and is refused.
    Raises `StoreError` if it cannot be opened, saying what to do; SchemaError.
    """
    address = address_of(url)
    with _opening(address):
        engine = _prepared(address)
        try:
            with engine.begin() as connection:
                upgrade(connection, existing=upgrades or engine.dialect.name == "sqlite")
        except BaseException:
            engine.dispose()
            raise
    return engine


def upgrade_store(url: str) -> tuple[str | None, str]:
    """Bring the store at `url` to the newest schema, or set it up; gives the schema before and now.

    Raises StoreError, and then all is as it was.
    """
    with connected(address_of(url)) as engine, engine.begin() as connection:
        before = schema_of(connection)
        upgrade(connection)
    return before.present, before.newest


@contextmanager
def connected(address: URL) -> Iterator[Engine]:
    """The database at an address as it is. Raises `StoreError` for what goes wrong in the block, too."""
    with _opening(address):
        engine = _prepared(address)
        try:
            yield engine
        finally:
            engine.dispose()


def _prepared(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        sqlite.make_private_file(address)
        sqlite.look_at_file(address)
        engine = create_engine(address)
        sqlite.prepare(engine)
    else:
        engine = create_engine(address, pool_pre_ping=True)

        @event.listens_for(engine, "connect")
        def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
            """A writer waits for its turn, and not for ever."""
            cursor = connection.cursor()
            cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
            cursor.close()
            connection.commit()

    return engine


@contextmanager
def _opening(address: URL) -> Iterator[None]:
    """Makes a `StoreError` with one sentence of what keeps a database from being opened."""
    try:
        yield
    except NoSuchModuleError:
        raise StoreError(NO_ADDRESS) from None
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The storage url needs {error.name}, which is not installed; install feedforum[postgresql]."
        ) from None
    except (DBAPIError, OSError) as error:
        raise fault(error, address, "opened") from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises `StoreError` with one sentence for what goes wrong in it."""
    with plain_errors(engine), engine.connect().execution_options(reading=True) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is committed as a whole or not at all. Raises `StoreError` as `reading` does."""
    with plain_errors(engine), engine.begin() as connection:
        if check := engine.get_execution_options().get(_FENCE):
            check(connection)
        yield connection


_FENCE = "feedforum_fence"


def fenced_by(engine: Engine, check: Callable[[Connection], None]) -> Engine:
    """The same database, in which each writing transaction begins with `check`, which may forbid it."""
    return engine.execution_options(**{_FENCE: check})


def database_now() -> ColumnElement[Any]:
    """The moment by the clock of the database, in UTC, and in PostgreSQL."""
    return func.timezone("UTC", func.clock_timestamp())


def in_no_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same values as an expression: a question that is asked or ordered by it goes by another index.

    SQLite would often go through all posts of a forum by the column's own.
    """
    return func.coalesce(column, column)


class Repository:
    """A part of the store. Each method is a transaction of its own and may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    @contextmanager
    def in_one_transaction(self) -> Iterator[Self]:
        """The same, for several questions in one reading transaction: the answers are of one moment."""
        with reading(self._engine) as connection:
            same = copy(self)
            same._connection = connection  # noqa: SLF001 - of this very class
            yield same

    def _reading(self) -> AbstractContextManager[Connection]:
        return nullcontext(self._connection) if self._connection else reading(self._engine)

    def _all(self, query: Select[Any] | CompoundSelect[Any], **values: Any) -> Sequence[RowMapping]:
        with self._reading() as connection:
            return connection.execute(query, values).mappings().all()

    def _first(self, query: Select[Any], **values: Any) -> RowMapping | None:
        with self._reading() as connection:
            return connection.execute(query, values).mappings().first()

    def _value(self, query: Select[Value], **values: Any) -> Value | None:
        """What the first row has in its only column, if there is one."""
        with self._reading() as connection:
            return connection.execute(query, values).scalar()

    def _write(self, statement: Update | Delete) -> None:
        with writing(self._engine) as connection:
            connection.execute(statement)

    def _put(self, table: Table, **row: Any) -> None:
        """Write a row in the place of the one with its primary key."""
        with writing(self._engine) as connection:
            upsert(connection, table, row)


def check_openable(url: str) -> None:
    """See whether the store at a URL could be opened, and change nothing. Raises `StoreError` if not."""
    address = address_of(url)
    file = file_of(address)
    if file is not None and not file.exists():
        if not os.access(file.parent, os.W_OK | os.X_OK):
            raise StoreError(
                f"The store {file} cannot be made; see that its folder is there and may be written,"
                " or name another in [storage] url."
            )
        return
    with _opening(address):
        if address.get_backend_name() == "sqlite":
            sqlite.look_at_file(address)
        engine = create_engine(address, poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")


def check_writable(engine: Engine) -> None:
    """See whether the store could be written now, and leave it as it is. Raises `StoreError` if not.

    A store that somebody else is writing to can be written.
    """
    sqlite.refuse_a_lost_or_full_file(engine.url)
    try:
        with plain_errors(engine), engine.connect() as connection, sqlite.without_waiting(connection):
            # More than fits into what a database has begun already: writing it takes room.
            connection.execute(insert(tables.poll_state), {"forum_key": "", "detail": "." * 20_000})
            connection.rollback()
    except StoreBusyError:
        return


@contextmanager
def plain_errors(engine: Engine) -> Iterator[None]:
    """Raises what a database or its disk refuses as `StoreError`."""
    try:
        yield
    except (DBAPIError, OSError, exc.TimeoutError) as error:
        raise fault(error, engine.url, "used") from error
