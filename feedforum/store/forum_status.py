"""The status of forums, for their owner, and the size of the store."""

from dataclasses import asdict, replace
from datetime import datetime

import sqlalchemy as sa

from feedforum.records import NO_COUNTS, BoardStatus, ForumStatus
from feedforum.store import tables
from feedforum.store.database import Repository, reading
from feedforum.store.database_errors import file_of
from feedforum.store.media_store import MediaStore
from feedforum.store.poll_state import PollRequests, PollStateStore
from feedforum.store.poll_stats import DAY, WEEK, WHOLE, PollStats
from feedforum.store.row_mapping import record

_board, _forum = tables.board, tables.forum


class ForumStatuses(Repository):
    """The status of all forums."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self._poll_states = PollStateStore(engine)
        self._poll_stats = PollStats(engine)
        self._poll_requests = PollRequests(engine)
        self._media = MediaStore(engine)

    def forum(self, key: str, now: datetime) -> ForumStatus:
        """The status of a forum, also of one that was never polled; its boards in the forum's order."""
        state = self._poll_states.read(key)
        last = replace(NO_COUNTS + state, polls=1) if state.polled_at else NO_COUNTS
        spans = {
            name: self._poll_stats.since(key, span, now) for name, span in (("day", DAY), ("week", WEEK))
        }
        counts = spans | {"last": self._poll_stats.last(key)}
        query = sa.select(_board).where(_board.c.forum_key == key).order_by(_board.c.rank, _board.c.title)
        return record(
            ForumStatus,
            asdict(state),
            requested_at=self._poll_requests.read().get(key),
            last=last,
            media=self._media.status(key),
            guests_asked_at=self._value(sa.select(_forum.c.guests_asked_at).where(_forum.c.key == key)),
            **{name: found.get(WHOLE, NO_COUNTS) for name, found in spans.items()},
            boards=tuple(
                record(
                    BoardStatus, row, **{n: found.get(row["id"], NO_COUNTS) for n, found in counts.items()}
                )
                for row in self._all(query)
            ),
        )

    def size(self) -> int:
        """The bytes that the store takes."""
        path = file_of(self._engine.url)
        if path is not None:
            # SQLite's file with its log.
            files = (path, path.with_name(f"{path.name}-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        of_postgresql = "SELECT pg_database_size(current_database())"
        in_memory = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        with reading(self._engine) as connection:
            query = of_postgresql if connection.dialect.name == "postgresql" else in_memory
            return int(connection.execute(sa.text(query)).scalar_one())
