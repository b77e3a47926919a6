"""Opening the store: the database at its newest schema, with the rights and settings it needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, inspect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from feedforum.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30


def open_database(url: str) -> Engine:
    """The database at `url`, brought to the newest schema.

    Raises `StoreError` if it cannot be opened, saying what to do.
    """
    address = _address(url)
    try:
        if address.get_backend_name() == "sqlite":
            _make_private_file(address)
            _refuse_a_strange_file(address)
        engine = create_engine(address, pool_pre_ping=not url.startswith("sqlite"))
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        with engine.begin() as connection:
            upgrade(connection)
    except NoSuchModuleError:
        raise StoreError(_NO_ADDRESS) from None
    except CommandError:
        raise StoreError(_strange(address)) from None
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The storage url needs {error.name}, which is not installed; install feedforum[postgresql]."
        ) from None
    except (DBAPIError, OSError) as error:
        raise StoreError(
            f"The store cannot be opened ({_reason(error)}); {_advice(error, address)}."
        ) from None
    return engine


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the schema to a version, the newest if none is named, within the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads. Raises `StoreError` with one sentence for what goes wrong in it."""
    with _told_plainly(), engine.connect().execution_options(reading=True) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept as a whole or not at all. Raises `StoreError` as `reading` does."""
    with _told_plainly(), engine.begin() as connection:
        yield connection


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, exc.TimeoutError) as error:
        raise StoreError(
            f"The store cannot be used ({_reason(error)}); see that its disk has room and may be written."
        ) from error


_NO_ADDRESS = (
    "The storage url in the configuration is not one a database can be opened with;"
    " write sqlite:///feedforum.db or postgresql+psycopg://user@host/name."
)


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        # A ValueError is a port that is no number.
        raise StoreError(_NO_ADDRESS) from None


def _named(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _strange(address: URL) -> str:
    return (
        f"{_named(address)} is the database of another program, or of a newer feedforum;"
        " name another in [storage] url."
    )


def _reason(error: Exception) -> str:
    """The first line of what the driver or the system says: the others are hints about their own options."""
    told = error.strerror if isinstance(error, OSError) else None
    if told is None:
        told = str(error.orig if isinstance(error, DBAPIError) else error)
    return next((line.strip() for line in told.splitlines() if line.strip()), type(error).__name__)


def _advice(error: Exception, address: URL) -> str:
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return f"move the file {address.database} away, or name another in [storage] url"
    return f"see that {_named(address)} can be reached and written"


# --- What only SQLite knows -------------------------------------------------------------------


def _make_private_file(address: URL) -> None:
    """Create a new SQLite file for its owner alone: it holds what only members of a forum may see."""
    path = address.database
    if not path or path == ":memory:" or Path(path).exists():
        return
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _refuse_a_strange_file(address: URL) -> None:
    """Raise StoreError for the file of another program, which stays as it is: so before all settings."""
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
    finally:
        engine.dispose()
    if tables and "alembic_version" not in tables:
        raise StoreError(_strange(address))


def _prepare_sqlite(engine: Engine) -> None:
    """Readers that never wait for the writer, a writer that waits for its turn, real transactions.

    The driver begins transactions only before some statements; so it is told to begin none, and
    each begins here, a writing one at once, so that two writers wait instead of failing.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
