"""Whether the feeds of a forum may have changed, without reading any of them.

A forum's revision is raised by triggers, in the very transaction that changes what its feeds show, whoever
writes. What a feed shows of trouble hangs on each failed poll, and is compared itself.
"""

import threading
from collections.abc import Hashable

import sqlalchemy as sa

from feedforum.store import tables
from feedforum.store.database import reading
from feedforum.store.sqlite import CommitsOfOthers

_revision, _poll_state = tables.revision, tables.poll_state

_STAMP = (
    sa.select(_revision.c.number, _poll_state.c.failing_since, _poll_state.c.polled_at, _poll_state.c.answer)
    .select_from(_revision)
    .join(
        _poll_state,
        sa.and_(_poll_state.c.forum_key == _revision.c.forum_key, _poll_state.c.failing_since.is_not(None)),
        isouter=True,
    )
    .where(_revision.c.forum_key == sa.bindparam("key"))
)


class Revisions:
    """The revisions of all forums. May be used from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._commits = CommitsOfOthers(engine)
        self._lock = threading.Lock()
        self._at: tuple[int, int] | None = None
        self._known: dict[str, Hashable] = {}

    def stamp(self, forum_key: str) -> Hashable:
        """What is equal only as long as nothing has changed that the forum's feeds show.

        It is of this moment or a later one. Raises StoreError.
        """
        # In this order: what is committed between the two is in the stamp, and asked for once more.
        at = self._commits.seen()
        with self._lock:
            if at is None or at != self._at:
                self._at = at
                self._known.clear()
            elif forum_key in self._known:
                return self._known[forum_key]
        with reading(self._engine) as connection:
            row = connection.execute(_STAMP, {"key": forum_key}).first()
        stamp = None if row is None else tuple(row)
        with self._lock:
            if at is not None and at == self._at:
                self._known[forum_key] = stamp
        return stamp

    def close(self) -> None:
        """Close the connection that looks for commits."""
        self._commits.close()
