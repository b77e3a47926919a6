"""What came of polls, counted by the hour for a week back, and the status of forums that is made of it."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from feedforum.records import NO_COUNTS, BoardStatus, ForumStatus, Id, PollCounts
from feedforum.store import tables
from feedforum.store.database import Repository, reading, writing
from feedforum.store.database_errors import file_of
from feedforum.store.media_store import MediaStore
from feedforum.store.poll_state import PollRequests, PollStateStore
from feedforum.store.row_mapping import record, upsert

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

WHOLE: Id = ""
"""The `board_id` of the counts of the whole forum, single threads included."""

LAST = datetime(1970, 1, 1, tzinfo=UTC)
"""The `hour` of the counts of a board in the last poll."""

_board, _forum, _stats = tables.board, tables.forum, tables.poll_stats
_NUMBERS = tuple(field.name for field in fields(PollCounts))


class PollStats(Repository):
    """The counts of all forums: their size does not depend on how often a forum is polled."""

    def add(self, forum_key: str, whole: PollCounts, boards: Mapping[Id, PollCounts], now: datetime) -> None:
        """Add the counts of a forum, and of each of its boards that has any; delete those older than a week.

        Counts that are not of a whole poll leave those of the last poll as they are.
        """
        hour = _hour(now)
        old = sa.delete(_stats).where(_stats.c.forum_key == forum_key, _stats.c.hour <= hour - WEEK)
        with writing(self._engine) as connection:
            connection.execute(old if whole.polls else old.where(_stats.c.hour != LAST))
            counts = [(hour, WHOLE, whole), *((hour, *board) for board in boards.items())]
            if whole.polls:
                counts += ((LAST, *board) for board in boards.items())
            for at, board_id, numbers in counts:
                row = {"forum_key": forum_key, "board_id": board_id, "hour": at}
                upsert(connection, _stats, row | asdict(numbers), adding=True)

    def since(self, forum_key: str, span: timedelta, now: datetime) -> dict[Id, PollCounts]:
        """The counts of the last `span`, to full hours, by board; those of the whole forum as `WHOLE`."""
        return self._sums(forum_key, _stats.c.hour > _hour(now) - span)

    def last(self, forum_key: str) -> dict[Id, PollCounts]:
        """The counts of the last poll by board, of those that have any."""
        return self._sums(forum_key, _stats.c.hour == LAST)

    def _sums(self, forum_key: str, hours: sa.ColumnElement[bool]) -> dict[Id, PollCounts]:
        sums = [sa.func.sum(_stats.c[name]).label(name) for name in _NUMBERS]
        query = sa.select(_stats.c.board_id, *sums).where(_stats.c.forum_key == forum_key, hours)
        found = self._all(query.group_by(_stats.c.board_id))
        return {row["board_id"]: PollCounts(**{name: int(row[name]) for name in _NUMBERS}) for row in found}


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


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
