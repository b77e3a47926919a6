"""What only SQLite knows of opening a store: its file, its settings, how its schema is brought forward."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from feedforum.errors import StoreError, StoreFullError
from feedforum.store.database_errors import BUSY_SECONDS, file_of, named
from feedforum.store.tables import metadata
from feedforum.translations import detail_text

LEAST_ROOM = 2_000_000
"""The bytes that a disk must have left for a poll to begin: about what one page of posts may bring."""


BESIDE = ("-wal", "-shm")
"""How the names of the files end that SQLite has beside a store's while it is open."""


def lock_file_of(database: str | Path) -> Path:
    """The file that whoever polls locks, beside a database of SQLite by its one true name."""
    return Path(f"{os.path.realpath(database)}.poller.lock")


def make_private_file(address: URL) -> None:
    """Create a new SQLite file for its owner alone: it holds what only members of a forum may see."""
    path = file_of(address)
    if path is not None and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def look_at_file(address: URL) -> None:
    """Raise the driver's errors where the file is damaged, and StoreError where it is another program's.

    It stays as it is: so this comes before all settings. Each table and index is looked at along one path,
    and the file must not be cut off. Looking at all of it takes time by its size: a backup does.
    """
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            if tables and "alembic_version" not in tables:
                raise StoreError(
                    f"{named(address)} is the database of another program; name another in [storage] url."
                )
            for table in metadata.tables.keys() & set(tables):
                for order in ("ASC", "DESC"):
                    # The names are those of the schema.
                    query = f"SELECT * FROM {table} ORDER BY rowid {order} LIMIT 1"  # noqa: S608
                    connection.exec_driver_sql(query).all()
    finally:
        engine.dispose()


def prepare(engine: Engine) -> None:
    """Readers that never wait for the writer, a writer that waits for its turn, real transactions.

    The driver begins transactions only before some statements; so it is told to begin none, and
    each begins here, a writing one at once, so that two writers wait instead of failing.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        _wait(connection, BUSY_SECONDS)
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def without_waiting(connection: Connection) -> Iterator[None]:
    """What is begun now on a connection does not wait for another writer. Other databases wait as ever."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    _wait(driver, 0)
    try:
        yield
    finally:
        _wait(driver, BUSY_SECONDS)


def _wait(driver: DBAPIConnection, seconds: int) -> None:
    cursor = driver.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {seconds * 1000}")
    cursor.close()


def refuse_a_lost_or_full_file(address: URL) -> None:
    """Raise StoreError if the file of an open store was taken away, StoreFullError if its disk is full.

    What is written to a lost file is lost once this program ends. A small write may still find room in the
    log of a full one, which keeps its size; what a poll brings would not.
    """
    path = file_of(address)
    if path is None:
        return
    if not path.exists():
        gone = detail_text("store_gone", store=named(address))
        raise StoreError(gone, "The store is no longer there; the log says where it was.")
    if shutil.disk_usage(path.parent).free < LEAST_ROOM:
        room = LEAST_ROOM // 1_000_000
        raise StoreFullError(detail_text("store_disk_full", room=room, store=named(address)))


class CommitsOfOthers:
    """Tells whether anything has been committed to a SQLite file, for much less than a query costs.

    It looks by a connection of its own that never writes: for that all commits are those of others
    (https://sqlite.org/pragma.html#pragma_data_version). May be used from any thread.
    """

    def __init__(self, engine: Engine) -> None:
        # A database in memory has but one connection.
        self._engine = engine if engine.dialect.name == "sqlite" and file_of(engine.url) else None
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened_times = 0

    def seen(self) -> tuple[int, int] | None:
        """What changes with each commit; None where that is not known."""
        if self._engine is None:
            return None
        with self._lock:
            try:
                if self._connection is None:
                    # With all settings that others have; no one else is handed it.
                    made = self._engine.raw_connection()
                    made.detach()
                    self._connection = cast("sqlite3.Connection", made.dbapi_connection)
                    # Another connection may begin with a number that meant something else to the last.
                    self._opened_times += 1
                (version,) = self._connection.execute("PRAGMA data_version").fetchall()
            except (sqlite3.Error, DBAPIError):
                self._forget()
                return None
        return self._opened_times, int(version[0])

    def close(self) -> None:
        """Close the connection; `seen` opens another."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
