"""Who alone may do a thing with a store, such as polling: one process at a time, and known by name."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from feedforum.errors import HeldError, StoreError
from feedforum.store import tables
from feedforum.store.database import plain_errors, reading, writing
from feedforum.store.locks import Lock, lock_for

POLLER = "poller"
"""What the process that polls holds. One that polls a single forum would hold a name of that forum's."""


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """Who holds something: the command, on which machine, as which process, since when (UTC)."""

    command: str
    host: str
    process_id: int
    since: datetime


def this_process(command: str, now: datetime) -> LeaseHolder:
    """The process that we are, as a holder."""
    return LeaseHolder(command, socket.gethostname(), os.getpid(), now)


class PollerLease:
    """Something that is held till the end of the block; may be used from any thread."""

    def __init__(self, engine: Engine, name: str, holder: LeaseHolder, lock: Lock) -> None:
        self._engine = engine
        self._name = name
        self._holder = holder
        self._lock = lock
        self._turn = threading.Lock()

    def ensure(self) -> None:
        """See that it is still held, and take it again where it was lost and is free.

        Raises HeldError if another has taken it; StoreError if that cannot be told for now.
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
            _write(self._engine, self._name, self._holder)
            return
        other = _read(self._engine, self._name)
        if other == self._holder:
            # A server may take a while to notice that a connection has broken.
            raise StoreError("The connection to the store broke; polling goes on when the store knows of it.")
        raise HeldError(_sentence(other))

    def free(self) -> None:
        """Let go of it."""
        with self._turn:
            # The row is but to be told; that nobody holds it now, the lock says.
            with suppress(StoreError):
                if self._lock.is_held():
                    _clear(self._engine, self._name)
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
    table = tables.lease
    with reading(engine) as connection:
        row = connection.execute(select(table).where(table.c.name == name)).first()
    return LeaseHolder(row.command, row.host, row.process_id, row.since) if row else None


def _write(engine: Engine, name: str, holder: LeaseHolder) -> None:
    table = tables.lease
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.name == name))
        connection.execute(
            insert(table).values(
                name=name,
                command=holder.command,
                host=holder.host,
                process_id=holder.process_id,
                since=holder.since,
            )
        )


def _clear(engine: Engine, name: str) -> None:
    table = tables.lease
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.name == name))
