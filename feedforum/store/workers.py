"""The processes that share a store in PostgreSQL: each notes itself, again and again, until it ends."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from feedforum.records import ProcessStatus, QueueStatus
from feedforum.store import row_mapping, tables
from feedforum.store.database import Repository, database_now, reading, writing
from feedforum.store.tables import UtcDateTime

_worker, _lease, _poll_state = tables.worker, tables.forum_lease, tables.poll_state

GONE_AFTER = timedelta(minutes=2)
"""How long after its last note a process counts as gone."""

MOST_DUE = 10_000
"""How many due forums are looked through for the one that has waited longest, and is polled here."""

_NOW = sa.select(sa.type_coerce(database_now(), UtcDateTime))
_QUEUED = sa.text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'polls'")


class Workers(Repository):
    """The workers and servers of a store."""

    def now(self) -> datetime:
        """The moment by the clock of the database."""
        with reading(self._engine) as connection:
            return connection.execute(_NOW).scalar_one()

    def note(self, process_key: str, process: ProcessStatus) -> None:
        """Note that a process is there, known by that key; those that are gone are forgotten."""
        with writing(self._engine) as connection:
            seen = row_mapping.values(process, _worker) | {"id": process_key, "seen_at": database_now()}
            row_mapping.upsert(connection, _worker, seen)
            gone = _worker.c.seen_at < database_now() - GONE_AFTER
            connection.execute(sa.delete(_worker).where(gone))

    def forget(self, process_key: str) -> None:
        self._write(sa.delete(_worker).where(_worker.c.id == process_key))

    def any_polls(self) -> bool:
        return self._first(sa.select(_worker.c.id).where(_worker.c.kind == "worker").limit(1)) is not None

    def status(self, is_polled: Callable[[str], bool]) -> QueueStatus | None:
        """All processes, what each polls, and the polls that wait; None where none shares the store.

        `is_polled` says of a forum whether it is to be polled at all: others may stay due for ever.
        """
        if self._engine.dialect.name != "postgresql":
            return None
        with reading(self._engine) as connection:
            at = connection.execute(_NOW).scalar_one()
            seen = sa.select(_worker).where(_worker.c.seen_at > at - GONE_AFTER).order_by(_worker.c.since)
            processes = connection.execute(seen).mappings().all()
            if not processes:
                return None
            polls: defaultdict[str, list[str]] = defaultdict(list)
            polled = set()
            for lease in connection.execute(sa.select(_lease).order_by(_lease.c.since)).mappings():
                polls[lease["holder"]].append(lease["forum_key"])
                polled.add(lease["forum_key"])
            due = sa.select(_poll_state.c.forum_key, _poll_state.c.due_at).where(_poll_state.c.due_at <= at)
            waiting = connection.execute(due.order_by(_poll_state.c.due_at).limit(MOST_DUE))
            lately = sa.select(sa.func.count()).where(_poll_state.c.polled_at > at - timedelta(minutes=1))
            return QueueStatus(
                at,
                tuple(
                    row_mapping.record(ProcessStatus, row, polls=tuple(polls[row["id"]])) for row in processes
                ),
                connection.execute(_QUEUED).scalar_one(),
                next((moment for key, moment in waiting if key not in polled and is_polled(key)), None),
                connection.execute(lately).scalar_one(),
            )
