"""Locks beside the database, free at once when their holder dies: each database has a way of its own.

All of this file is what only one database knows. No lock here runs out: the system, or the server,
ends it with the process that held it, however that ended.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

FOR_ITS_OWNER = 0o600
_KEEPALIVE = ("tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 3")
"""With these PostgreSQL notices within a minute that the holder's machine is gone."""


class Lock(Protocol):
    """A lock of a name, for one holder among all processes. Not used from two threads at once."""

    def take(self) -> bool:
        """Take it, or tell that another holds it. Raises OSError or DBAPIError where neither can be."""

    def is_held(self) -> bool:
        """Whether it still is ours, for certain."""

    def free(self) -> None:
        """Let go of it."""


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
        rows = connection.exec_driver_sql("PRAGMA database_list").all()
    named = next((str(file) for _, schema, file in rows if schema == "main" and file), "")
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
