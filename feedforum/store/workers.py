"""The processes that share a store in PostgreSQL: each notes itself, again and again, until it ends."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from feedforum.records import ProcessStatus
from feedforum.store import row_mapping, tables
from feedforum.store.database import Repository, database_now, reading, writing
from feedforum.store.tables import UtcDateTime

_worker = tables.worker

GONE_AFTER = timedelta(minutes=2)
"""How long after its last note a process counts as gone."""


class Workers(Repository):
    """The workers and servers of a store."""

    def now(self) -> datetime:
        """The moment by the clock of the database."""
        with reading(self._engine) as connection:
            return connection.execute(sa.select(sa.type_coerce(database_now(), UtcDateTime))).scalar_one()

    def note(self, process_key: str, process: ProcessStatus) -> None:
        """Note that a process is there, known by that key; those that are gone are forgotten."""
        with writing(self._engine) as connection:
            seen = row_mapping.values(process, _worker) | {"id": process_key, "seen_at": database_now()}
            row_mapping.upsert(connection, _worker, seen)
            gone = _worker.c.seen_at < database_now() - GONE_AFTER
            connection.execute(sa.delete(_worker).where(gone))

    def forget(self, process_key: str) -> None:
        """Note that a process has ended."""
        self._write(sa.delete(_worker).where(_worker.c.id == process_key))

    def any_polls(self) -> bool:
        """Whether a worker is noted."""
        return self._first(sa.select(_worker.c.id).where(_worker.c.kind == "worker").limit(1)) is not None
