"""Counts of polls by the hour, for a week back: their size does not depend on how often a forum is polled."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from feedforum.records import Id, PollCounts
from feedforum.store import tables
from feedforum.store.database import reading, writing

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

WHOLE: Id = ""
"""The `board_id` of the counts of the whole forum, single threads included."""

LAST = datetime(1970, 1, 1, tzinfo=UTC)
"""The `hour` of the counts of a board in the last poll."""

_stats = tables.poll_stats
_NUMBERS = tuple(field.name for field in fields(PollCounts))

_OF_FORUM = _stats.c.forum_key == bindparam("of_forum")
_DELETE_OLD = delete(_stats).where(_OF_FORUM, _stats.c.hour <= bindparam("until"))
_DELETE_OLD_BUT_LAST = _DELETE_OLD.where(_stats.c.hour != LAST)
_ADD = (
    update(_stats)
    .where(_OF_FORUM, _stats.c.board_id == bindparam("of_board"), _stats.c.hour == bindparam("of_hour"))
    .values({name: _stats.c[name] + bindparam(f"more_{name}") for name in _NUMBERS})
)
_INSERT = insert(_stats)


class PollStats:
    """The counts of all forums."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, forum_key: str, whole: PollCounts, boards: Mapping[Id, PollCounts], now: datetime) -> None:
        """Add the counts of a forum, and of each of its boards that has any; delete those older than a week.

        Counts that are not of a whole poll leave those of the last poll as they are.
        """
        hour = _hour(now)
        delete_old = _DELETE_OLD if whole.polls else _DELETE_OLD_BUT_LAST
        with writing(self._engine) as connection:
            connection.execute(delete_old, {"of_forum": forum_key, "until": hour - WEEK})
            for board_id, counts in ((WHOLE, whole), *boards.items()):
                _add(connection, forum_key, board_id, hour, counts)
            if whole.polls and boards:
                key = {"forum_key": forum_key, "hour": LAST}
                rows = [asdict(counts) | key | {"board_id": board_id} for board_id, counts in boards.items()]
                connection.execute(_INSERT, rows)

    def since(self, forum_key: str, span: timedelta, now: datetime) -> dict[Id, PollCounts]:
        """The counts of the last `span`, to full hours, by board; those of the whole forum as `WHOLE`."""
        sums = [func.sum(_stats.c[name]) for name in _NUMBERS]
        query = (
            select(_stats.c.board_id, *sums)
            .where(_stats.c.forum_key == forum_key, _stats.c.hour > _hour(now) - span)
            .group_by(_stats.c.board_id)
        )
        with reading(self._engine) as connection:
            return {
                row[0]: PollCounts(*(int(number) for number in row[1:])) for row in connection.execute(query)
            }

    def last(self, forum_key: str) -> dict[Id, PollCounts]:
        """The counts of the last poll by board, of those that have any."""
        query = select(_stats.c.board_id, *(_stats.c[name] for name in _NUMBERS)).where(
            _stats.c.forum_key == forum_key, _stats.c.hour == LAST
        )
        with reading(self._engine) as connection:
            return {row[0]: PollCounts(*row[1:]) for row in connection.execute(query)}


def _add(connection: Connection, forum_key: str, board_id: Id, hour: datetime, counts: PollCounts) -> None:
    numbers = asdict(counts)
    more = {f"more_{name}": number for name, number in numbers.items()}
    row = {"of_forum": forum_key, "of_board": board_id, "of_hour": hour}
    if connection.execute(_ADD, more | row).rowcount == 0:
        key = {"forum_key": forum_key, "board_id": board_id, "hour": hour}
        connection.execute(_INSERT, numbers | key)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
