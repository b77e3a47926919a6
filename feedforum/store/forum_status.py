"""The status of forums, for their owner, and the size of the store."""

from datetime import datetime

from sqlalchemy import Engine, select, text

from feedforum.records import NO_COUNTS, BoardStatus, ForumStatus, Id, PollCounts
from feedforum.store import tables
from feedforum.store.database import reading
from feedforum.store.database_errors import file_of
from feedforum.store.poll_state import PollRequests, PollState, PollStateStore
from feedforum.store.poll_stats import DAY, WEEK, WHOLE, PollStats

_board = tables.board


class ForumStatuses:
    """The status of all forums. Every method may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._poll_states = PollStateStore(engine)
        self._poll_stats = PollStats(engine)
        self._poll_requests = PollRequests(engine)

    def forum(self, key: str, now: datetime) -> ForumStatus:
        """The status of a forum, also of one that was never polled; its boards in the forum's order."""
        state = self._poll_states.read(key)
        day, week = (self._poll_stats.since(key, span, now) for span in (DAY, WEEK))
        return ForumStatus(
            key=key,
            due_at=state.due_at,
            polled_at=state.polled_at,
            answer=state.answer,
            detail=state.detail,
            url=state.url,
            failures=state.failures,
            failing_since=state.failing_since,
            requested_at=self._poll_requests.read().get(key),
            last=_last(state),
            day=day.get(WHOLE, NO_COUNTS),
            week=week.get(WHOLE, NO_COUNTS),
            boards=self._boards(key, day, week, self._poll_stats.last(key)),
        )

    def _boards(
        self, key: str, day: dict[Id, PollCounts], week: dict[Id, PollCounts], last: dict[Id, PollCounts]
    ) -> tuple[BoardStatus, ...]:
        query = select(_board).where(_board.c.forum_key == key).order_by(_board.c.rank, _board.c.title)
        with reading(self._engine) as connection:
            return tuple(
                BoardStatus(
                    id=row["id"],
                    title=row["title"],
                    listed_at=row["listed_at"],
                    answer=row["answer"],
                    detail=row["detail"],
                    refused_at=row["refused_at"],
                    day=day.get(row["id"], NO_COUNTS),
                    week=week.get(row["id"], NO_COUNTS),
                    last=last.get(row["id"], NO_COUNTS),
                )
                for row in connection.execute(query).mappings()
            )

    def size(self) -> int:
        """The bytes that the store takes."""
        if self._engine.dialect.name == "postgresql":
            return _size_in_postgresql(self._engine)
        return _size_in_sqlite(self._engine)


def _last(state: PollState) -> PollCounts:
    if state.polled_at is None:
        return NO_COUNTS
    return PollCounts(
        1, state.requests, state.size, state.new_posts, state.edits, state.deletions, state.unread_dates
    )


# --- What only SQLite knows -------------------------------------------------------------------


def _size_in_sqlite(engine: Engine) -> int:
    """The file with its log; of a database in memory, its pages."""
    path = file_of(engine.url)
    if path is not None:
        files = (path, path.with_name(f"{path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())
    with reading(engine) as connection:
        count = connection.execute(text("PRAGMA page_count")).scalar_one()
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
    return int(count) * int(size)


# --- What only PostgreSQL knows ---------------------------------------------------------------


def _size_in_postgresql(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
