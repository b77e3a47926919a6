"""What only SQLite knows of opening a store: its file, its settings, how its schema is brought forward."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from feedforum.errors import StoreError, StoreFullError
from feedforum.store.addresses import file_of, named
from feedforum.store.faults import BUSY_SECONDS
from feedforum.store.schema import metadata

LEAST_ROOM = 2_000_000
"""The bytes that a disk must have left for a poll to begin: about what one page of posts may bring."""


def make_private_file(address: URL) -> None:
    """Create a new SQLite file for its owner alone: it holds what only members of a forum may see."""
    path = file_of(address)
    if path is not None and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def look_at_file(address: URL) -> bool:
    """Whether the file holds tables; raises the driver's errors where what is looked at is damaged.

    Raises StoreError for the file of another program, which stays as it is: so before all settings.
    Each table and index is looked at along one path, and the file must not be cut off. All of it is not:
    that takes time in proportion to its size, and is what a backup does.
    """
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            if tables and "alembic_version" not in tables:
                raise StoreError(strange(address))
            for table in metadata.sorted_tables:
                if table.name in tables:
                    _look_at_ends(connection, table.name)
    finally:
        engine.dispose()
    return bool(tables)


def _look_at_ends(connection: Connection, table: str) -> None:
    # The names are those of the schema.
    for order in ("ASC", "DESC"):
        query = text(f"SELECT * FROM {table} ORDER BY rowid {order} LIMIT 1")  # noqa: S608
        connection.execute(query).all()


def strange(address: URL) -> str:
    """That a database is not ours, as a sentence."""
    return (
        f"{named(address)} is the database of another program, or of a newer feedforum;"
        " name another in [storage] url."
    )


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


def refuse_a_lost_file(address: URL) -> None:
    """Raise StoreError if the file of a SQLite store was taken away while it is open.

    What is written then goes to a file without a name, and is lost once this program ends.
    """
    path = file_of(address)
    if path is not None and not path.exists():
        raise StoreError(
            f"The store is no longer there; put back {named(address)}, or start feedforum again without it.",
            "The store is no longer there; the log says where it was.",
        )


def refuse_a_full_disk(address: URL) -> None:
    """Raise StoreFullError if the disk of a SQLite file has hardly any room left.

    A small write may still find some in the log, which keeps its size; what a poll brings would not.
    """
    path = file_of(address)
    if path is not None and shutil.disk_usage(path.parent).free < LEAST_ROOM:
        raise StoreFullError(
            f"The store cannot be written, its disk has less than {LEAST_ROOM // 1_000_000} MB left;"
            f" make room for {named(address)}, and all goes on by itself."
        )
