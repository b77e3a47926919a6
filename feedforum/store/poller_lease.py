"""Which process may poll: one, or any number of workers; held by a lock, and known by name to others."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, create_engine, delete, select, text
from sqlalchemy.exc import DBAPIError

from feedforum.errors import HeldError, StoreError
from feedforum.store import row_mapping, tables
from feedforum.store.database import plain_errors, reading, writing
from feedforum.store.database_errors import file_of
from feedforum.store.sqlite import lock_file_of
from feedforum.translations import detail_text

_lease = tables.lease
_NAME = "poller"


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """Who polls: the command, on which machine, as which process, since when (UTC)."""

    command: str
    host: str
    process_id: int
    since: datetime


def noted_holder(engine: Engine) -> LeaseHolder | None:
    """Who is noted as the one that polls; one that was killed still is. Raises StoreError."""
    with reading(engine) as connection:
        row = connection.execute(select(_lease).where(_lease.c.name == _NAME)).mappings().first()
    return row_mapping.record(LeaseHolder, row) if row else None


class PollerLease:
    """The right to poll, held till the end of a block by this process; may be used from any thread.

    A `shared` one, in PostgreSQL, leaves it to others that share it. Messages name this process as `command`.
    """

    def __init__(self, engine: Engine, command: str, now: datetime, *, shared: bool = False) -> None:
        self._engine = engine
        self._holder = LeaseHolder(command, socket.gethostname(), os.getpid(), now)
        self._shared = shared
        self._turn = threading.Lock()
        with plain_errors(engine):
            self._lock = _lock_of(engine, shared=shared)

    def __enter__(self) -> Self:
        try:
            self.ensure()
        except StoreError as error:
            # Workers wait for a store that is away; they take it before they poll.
            if isinstance(error, HeldError) or not self._shared:
                self._lock.free()
                raise
        return self

    def __exit__(self, *error: object) -> None:
        with self._turn:
            # The row only says who it was; whether anybody holds it, the lock says.
            with suppress(StoreError):
                if self._lock.is_held():
                    with writing(self._engine) as connection:
                        row = row_mapping.values(self._holder, _lease)
                        ours = (_lease.c[name] == value for name, value in row.items())
                        connection.execute(delete(_lease).where(*ours))
            self._lock.free()

    def ensure(self) -> None:
        """See that it is still held, and take it again where it was lost and is free.

        Raises HeldError if another has taken it; StoreError if that cannot be found out for now.
        """
        with self._turn:
            with plain_errors(self._engine):
                if self._lock.is_held():
                    return
                taken = self._lock.take()
            if taken:
                with writing(self._engine) as connection:
                    row_mapping.upsert(
                        connection, _lease, row_mapping.values(self._holder, _lease) | {"name": _NAME}
                    )
                return
            other = noted_holder(self._engine)
            if other == self._holder:
                # A server may take a while to notice that a connection has broken.
                raise StoreError(detail_text("store_lost"))
            raise HeldError(_sentence(other))


@contextmanager
def without_polls(engine: Engine) -> Iterator[None]:
    """Keeps everybody from polling until the block ends, and writes nothing.

    Raises HeldError, and the errors of the driver.
    """
    lock = _lock_of(engine)
    if not lock.take():
        raise HeldError(_sentence(noted_holder(engine)))
    try:
        yield
    finally:
        lock.free()


def _sentence(other: LeaseHolder | None) -> str:
    if other is None:
        return "Another process polls this store; end it first, or leave the polling to it."
    return (
        f"`{other.command}` polls this store already (on {other.host}, process {other.process_id}, since"
        f" {other.since:%Y-%m-%d %H:%M:%SZ}); end it first, or leave the polling to it."
    )


# --- Locks: each database has a way of its own. None runs out; the system, or the server, frees it
# when the process that holds it ends, however that ends. Not for two threads at once.


def _lock_of(engine: Engine, *, shared: bool = False) -> "_AdvisoryLock | _LockFile":
    return _AdvisoryLock(engine, shared=shared) if engine.dialect.name == "postgresql" else _LockFile(engine)


class _LockFile:
    """A file beside that of SQLite, locked by the system: processes in containers that share it count too.

    A database in memory, which no other process can see, needs none.
    """

    def __init__(self, engine: Engine) -> None:
        path = file_of(engine.url)
        self._in_memory = path is None
        self._lock = FileLock(lock_file_of(path) if path else os.devnull, mode=0o600, thread_local=False)
        self._identity: tuple[int, int] | None = None

    def take(self) -> bool:
        """Take it if nobody holds it; gives whether it is ours. Raises OSError."""
        if self._lock.is_locked:
            self.free()
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        self._identity = self._present()
        return True

    def is_held(self) -> bool:
        """Whether it is still ours: who deletes the file lets another process lock a new one of its name."""
        return self._in_memory or (self._identity is not None and self._identity == self._present())

    def free(self) -> None:
        self._identity = None
        self._lock.release(force=True)

    def _present(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = os.stat(self._lock.lock_file)
            return found.st_dev, found.st_ino
        return None


_KEEPALIVE = ("tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 3")
"""With these PostgreSQL notices within a minute that the holder's machine is gone."""


_LOCK_NUMBER = f"hashtextextended('feedforum/{_NAME}/' || current_schema(), 0)"


class _AdvisoryLock:
    """An advisory lock of a session of its own in PostgreSQL, which a pooler must not lend to others.

    Any number of sessions hold a `shared` one, beside none that is not.
    """

    def __init__(self, engine: Engine, *, shared: bool = False) -> None:
        self._try = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        self._engine = create_engine(engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._session: Connection | None = None

    def take(self) -> bool:
        """Take it if nobody holds it; gives whether it is ours. Raises DBAPIError."""
        self.free()
        with ExitStack() as stack:
            session = stack.enter_context(self._engine.connect())
            for setting in _KEEPALIVE:
                session.execute(text(f"SET {setting}"))
            if session.scalar(text(f"SELECT {self._try}({_LOCK_NUMBER})")):
                self._session = session
                stack.pop_all()
        return self._session is not None

    def is_held(self) -> bool:
        """Whether it is still ours; False if that is not certain."""
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
