"""Counts of polls by the hour, for a week back: their size does not depend on how often a forum is polled."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from feedforum.records import Id, PollCounts
from feedforum.store import tables
from feedforum.store.database import Repository, writing
from feedforum.store.row_mapping import upsert

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

WHOLE: Id = ""
"""The `board_id` of the counts of the whole forum, single threads included."""

LAST = datetime(1970, 1, 1, tzinfo=UTC)
"""The `hour` of the counts of a board in the last poll."""

_stats = tables.poll_stats
_NUMBERS = tuple(field.name for field in fields(PollCounts))


class PollStats(Repository):
    """The counts of all forums."""

    def add(self, forum_key: str, whole: PollCounts, boards: Mapping[Id, PollCounts], now: datetime) -> None:
        """Add the counts of a forum, and of each of its boards that has any; delete those older than a week.

        Counts that are not of a whole poll leave those of the last poll as they are.
        """
        hour = _hour(now)
        old = sa.delete(_stats).where(_stats.c.forum_key == forum_key, _stats.c.hour <= hour - WEEK)
        with writing(self._engine) as connection:
            connection.execute(old if whole.polls else old.where(_stats.c.hour != LAST))

            def add(at: datetime, counts: Mapping[Id, PollCounts]) -> None:
                for board_id, numbers in counts.items():
                    row = {"forum_key": forum_key, "board_id": board_id, "hour": at}
                    upsert(connection, _stats, row | asdict(numbers), adding=True)

            add(hour, {WHOLE: whole, **boards})
            if whole.polls:
                add(LAST, boards)

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
