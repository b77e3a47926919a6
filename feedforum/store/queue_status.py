"""Who shares a store in PostgreSQL, what each polls, and what waits: for the owner."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from feedforum.records import ProcessStatus, QueueStatus
from feedforum.store import tables
from feedforum.store.database import database_now, reading
from feedforum.store.row_mapping import record
from feedforum.store.workers import GONE_AFTER

_worker, _lease, _poll_state = tables.worker, tables.forum_lease, tables.poll_state

MOST_DUE = 10_000
"""How many due forums are looked through for the one that has waited longest, and is polled here."""

_QUEUED = sa.text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'polls'")


def queue_status(engine: sa.Engine, is_polled: Callable[[str], bool]) -> QueueStatus | None:
    """What is known of all processes; None where none shares the store. Raises StoreError.

    `is_polled` says of a forum whether it is to be polled at all: others may stay due for ever.
    """
    if engine.dialect.name != "postgresql":
        return None
    with reading(engine) as connection:
        at = connection.execute(sa.select(sa.type_coerce(database_now(), tables.UtcDateTime))).scalar_one()
        seen = sa.select(_worker).where(_worker.c.seen_at > at - GONE_AFTER).order_by(_worker.c.since)
        processes = connection.execute(seen).mappings().all()
        if not processes:
            return None
        polls: defaultdict[str, list[str]] = defaultdict(list)
        for lease in connection.execute(sa.select(_lease).order_by(_lease.c.since)).mappings():
            polls[lease["holder"]].append(lease["forum_key"])
        polled = {key for keys in polls.values() for key in keys}
        due = sa.select(_poll_state.c.forum_key, _poll_state.c.due_at).where(_poll_state.c.due_at <= at)
        oldest = next(
            (
                moment
                for key, moment in connection.execute(due.order_by(_poll_state.c.due_at).limit(MOST_DUE))
                if key not in polled and is_polled(key)
            ),
            None,
        )
        lately = sa.select(sa.func.count()).where(_poll_state.c.polled_at > at - timedelta(minutes=1))
        return QueueStatus(
            at,
            tuple(record(ProcessStatus, row, polls=tuple(polls[row["id"]])) for row in processes),
            connection.execute(_QUEUED).scalar_one(),
            oldest,
            connection.execute(lately).scalar_one(),
        )
