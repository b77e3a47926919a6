"""Whether feeds may have changed, without reading any of them.

Triggers number each change in the very transaction that makes it, whoever writes, and note the number where
it shows: in a thread, a board, or the whole forum. So a public feed is not made anew for what is private.
What a feed shows of trouble hangs on each failed poll, and is compared itself.
"""

import threading
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from feedforum.records import PostScope
from feedforum.store import tables
from feedforum.store.database import reading
from feedforum.store.sqlite import CommitsOfOthers

_revision, _poll_state = tables.revision, tables.poll_state

_NEWEST = (
    sa.select(_revision.c.number, _poll_state.c.failing_since, _poll_state.c.polled_at, _poll_state.c.answer)
    .select_from(_revision)
    .join(
        _poll_state,
        sa.and_(_poll_state.c.forum_key == _revision.c.forum_key, _poll_state.c.failing_since.is_not(None)),
        isouter=True,
    )
    .order_by(_revision.c.number.desc())
    .limit(1)
)


@lru_cache(maxsize=1000)
def _stamp(scope: PostScope) -> sa.Select[Any]:
    """The last change in a scope: rows are looked through from the newest on, and most are in it."""
    board_id, thread_id = _revision.c.board_id, _revision.c.thread_id
    query = _NEWEST.where(_revision.c.forum_key == scope.key)
    if scope.board_ids is not None:
        of_forum = sa.and_(board_id == "", thread_id == "")
        query = query.where(sa.or_(of_forum, board_id.in_(scope.board_ids), thread_id.in_(scope.thread_ids)))
    return query.where(thread_id.not_in(scope.without)) if scope.without else query


class Revisions:
    """The revisions of all forums. May be used from any thread."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._commits = CommitsOfOthers(engine)
        self._lock = threading.Lock()
        self._at: tuple[int, int] | None = None
        self._known: dict[PostScope, Hashable] = {}

    def stamp(self, scope: PostScope) -> Hashable:
        """What is equal only as long as nothing has changed that feeds of the scope show.

        It is of this moment or a later one. Raises StoreError.
        """
        # In this order: what is committed between the two is in the stamp, and asked for once more.
        at = self._commits.seen()
        with self._lock:
            if at is None or at != self._at:
                self._at = at
                self._known.clear()
            elif scope in self._known:
                return self._known[scope]
        with reading(self._engine) as connection:
            row = connection.execute(_stamp(scope)).first()
        stamp = None if row is None else tuple(row)
        with self._lock:
            if at is not None and at == self._at:
                self._known[scope] = stamp
        return stamp

    def close(self) -> None:
        self._commits.close()
