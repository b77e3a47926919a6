"""Which process may poll: one at a time, held by a lock, and known by name to others that want to."""

import hashlib
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, create_engine, delete, select, text
from sqlalchemy.exc import DBAPIError

from feedforum.errors import HeldError, StoreError
from feedforum.store import rows, tables
from feedforum.store.database import plain_errors, reading, upsert, writing

_lease = tables.lease

POLLER = "poller"
"""The name of the lease of the process that polls."""


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """Who holds a lease: the command, on which machine, as which process, since when (UTC)."""

    command: str
    host: str
    process_id: int
    since: datetime


def this_process(command: str, now: datetime) -> LeaseHolder:
    """The holder that the running process is."""
    return LeaseHolder(command, socket.gethostname(), os.getpid(), now)


class Lock(Protocol):
    """A lock of a name, for one holder among all processes. Not used from two threads at once."""

    def take(self) -> bool:
        """Take it if nobody holds it; gives whether it is ours. Raises OSError or DBAPIError."""

    def is_held(self) -> bool:
        """Whether it is still ours; False if that is not certain."""

    def free(self) -> None:
        """Release it."""


class PollerLease:
    """A lease, held till the end of the block; may be used from any thread."""

    def __init__(self, engine: Engine, name: str, holder: LeaseHolder, lock: Lock) -> None:
        self._engine = engine
        self._name = name
        self._holder = holder
        self._lock = lock
        self._turn = threading.Lock()

    def ensure(self) -> None:
        """See that it is still held, and take it again where it was lost and is free.

        Raises HeldError if another has taken it; StoreError if that cannot be found out for now.
        """
        with self._turn:
            with plain_errors(self._engine):
                held = self._lock.is_held()
            if not held:
                self._take()

    def _take(self) -> None:
        with plain_errors(self._engine):
            taken = self._lock.take()
        if taken:
            with writing(self._engine) as connection:
                upsert(connection, _lease, rows.values(self._holder, _lease) | {"name": self._name})
            return
        other = _read(self._engine, self._name)
        if other == self._holder:
            # A server may take a while to notice that a connection has broken.
            raise StoreError("The connection to the store broke; polling goes on when the store knows of it.")
        raise HeldError(_sentence(other))

    def free(self) -> None:
        """Release it."""
        with self._turn:
            # The row only says who it was; whether anybody holds it, the lock says.
            with suppress(StoreError):
                if self._lock.is_held():
                    with writing(self._engine) as connection:
                        connection.execute(delete(_lease).where(_lease.c.name == self._name))
            self._lock.free()


@contextmanager
def hold(engine: Engine, name: str, holder: LeaseHolder) -> Iterator[PollerLease]:
    """Holds `name` in this store. Raises HeldError, which says who else does; StoreError."""
    with plain_errors(engine):
        lock = lock_for(engine, name)
    held = PollerLease(engine, name, holder, lock)
    try:
        held.ensure()
        yield held
    finally:
        held.free()


def is_named(engine: Engine, name: str) -> bool:
    """Whether somebody is noted as the holder of `name`. Raises StoreError."""
    return _read(engine, name) is not None


def _sentence(other: LeaseHolder | None) -> str:
    if other is None:
        return "Another process polls this store; end it first, or leave the polling to it."
    return (
        f"`{other.command}` polls this store already (on {other.host}, process {other.process_id}, since"
        f" {other.since:%Y-%m-%d %H:%M:%SZ}); end it first, or leave the polling to it."
    )


def _read(engine: Engine, name: str) -> LeaseHolder | None:
    with reading(engine) as connection:
        row = connection.execute(select(_lease).where(_lease.c.name == name)).mappings().first()
    return rows.record(LeaseHolder, row) if row else None


# --- Locks: each database has a way of its own. None runs out; the system, or the server, frees it
# when the process that holds it ends, however that ends.

FOR_ITS_OWNER = 0o600
_KEEPALIVE = ("tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 3")
"""With these PostgreSQL notices within a minute that the holder's machine is gone."""


def lock_for(engine: Engine, name: str) -> Lock:
    """The lock of that name for all processes that use this database."""
    if engine.dialect.name == "postgresql":
        return _AdvisoryLock(engine, name)
    file = _file_of(engine)
    return _LockFile(Path(f"{file}.{quote(name, safe='')}.lock")) if file else _Unneeded()


class _Unneeded:
    """For a database in memory, which no other process can see."""

    def take(self) -> bool:
        return True

    def is_held(self) -> bool:
        return True

    def free(self) -> None:
        """Nothing to let go of."""


# --- What only SQLite knows -------------------------------------------------------------------


class _LockFile:
    """A file beside the database, locked by the system: processes in containers that share it count too."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, mode=FOR_ITS_OWNER, thread_local=False)
        self._identity: tuple[int, int] | None = None

    def take(self) -> bool:
        if self._lock.is_locked:
            self.free()
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        self._identity = _identity(self._path)
        return True

    def is_held(self) -> bool:
        # Whoever deletes the file lets another process lock a new one of that name.
        return self._identity is not None and self._identity == _identity(self._path)

    def free(self) -> None:
        self._identity = None
        self._lock.release(force=True)


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None


def _file_of(engine: Engine) -> str:
    """The database's file by its one true name, whatever the URL calls it; empty for one in memory."""
    with engine.connect().execution_options(reading=True) as connection:
        found = connection.exec_driver_sql("PRAGMA database_list").all()
    named = next((str(file) for _, schema, file in found if schema == "main" and file), "")
    return os.path.realpath(named) if named else ""


# --- What only PostgreSQL knows ---------------------------------------------------------------


class _AdvisoryLock:
    """An advisory lock of a session of its own, which a pooler must not lend to others."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = create_engine(engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._name = name
        self._session: Connection | None = None

    def take(self) -> bool:
        self.free()
        session = self._engine.connect()
        try:
            for setting in _KEEPALIVE:
                session.execute(text(f"SET {setting}"))
            schema = session.scalar(text("SELECT current_schema()"))
            number = _number(f"feedforum/{schema}/{self._name}")
            taken = bool(session.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}))
        except BaseException:
            session.close()
            raise
        if not taken:
            session.close()
            return False
        self._session = session
        return True

    def is_held(self) -> bool:
        if self._session is None:
            return False
        try:
            self._session.execute(text("SELECT 1"))
        except DBAPIError:
            self.free()
            return False
        return True

    def free(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(DBAPIError):
                session.close()


def _number(name: str) -> int:
    """A name as the signed 64 bits that PostgreSQL knows advisory locks by, each database its own."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
