"""Moments of a wrong time zone or of a clock that was ahead, put right at once: all ids and texts stay."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedforum.store import tables
from feedforum.store.row_mapping import change_rows

_BATCH = 1_000
_TODAY = timedelta(days=2)
_CLEARLY = timedelta(hours=1)

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_MOMENTS = (_board.c.unlisted_below, _thread.c.last_post_at, _thread.c.news_since)
_OF_THE_CLOCK: tuple[sa.Column[Any], ...] = (
    *(_forum.c.storm_at, tables.request_budget.c.at),
    *(_board.c.listed_at, _board.c.refused_at),
    *(_thread.c.last_post_at, _thread.c.news_since, _thread.c.missing_at, _thread.c.gone_at),
    *(_thread.c.refused_at, _thread.c.newest_checked_at, _thread.c.first_seen_at),
    *(_post.c.first_seen_at, _post.c.posted_at, _post.c.edited_at, _post.c.missing_at, _post.c.gone_at),
)
_SIGNATURES = (
    *(_board.c.index_signature, _board.c.row_signature),
    *(_thread.c.listed_signature, _thread.c.tail_signature, _thread.c.read_signature),
)


def correct_dates(
    connection: sa.Connection,
    key: str,
    moment: Callable[[datetime], datetime],
    signature: Callable[[str], str],
) -> None:
    """Correct the dates of a forum's boards, threads and posts; see `PollRepository.correct_dates`."""
    for table in (_board, _thread):
        all_columns = dict.fromkeys(_MOMENTS, moment) | dict.fromkeys(_SIGNATURES, signature)
        corrected = {column.name: right for column, right in all_columns.items() if column.table is table}
        for rows in _batches(connection, key, table.c.id, *(table.c[name] for name in corrected)):
            changes = [
                {name: right(row[name]) if row[name] else row[name] for name, right in corrected.items()}
                | {"forum_key": key, "id": row["id"]}
                for row in rows
            ]
            change_rows(connection, table, changes)
    columns = (_post.c.dated, _post.c.posted_at, _post.c.first_seen_at, _post.c.announced_at)
    for rows in _batches(connection, key, _post.c.key, *columns):
        changes = [
            _corrected(row, moment) | {"forum_key": key, "key": row["key"]} for row in rows if row["dated"]
        ]
        change_rows(connection, _post, changes)


def put_clock_back(connection: sa.Connection, key: str, now: datetime, was: datetime) -> None:
    """Let nothing lie in the future, now that a forum's clock, which said it `was` later, says `now`.

    Else whatever was to wait for a while would wait until then. Posts first seen meanwhile are dated anew
    when they are read again, since their *today* was another day.
    """
    for column in _OF_THE_CLOCK:
        of_forum = column.table.c.key if column.table is _forum else column.table.c.forum_key
        late = sa.and_(of_forum == key, column > now)
        values: dict[str, Any] = {column.name: now}
        if column is _post.c.first_seen_at:
            values |= {"dated": False, "reread_at": now}
        connection.execute(sa.update(column.table).where(late).values(values))
    if was - now > _CLEARLY:
        due_late = sa.and_(_post.c.forum_key == key, _post.c.reread_at > was)
        connection.execute(sa.update(_post).where(due_late).values(reread_at=now))


def _corrected(post: sa.RowMapping, moment: Callable[[datetime], datetime]) -> dict[str, Any]:
    """The dates of a post; what was seen soon after it was posted is dated anew when it is read again.

    For a wrong zone tells wrongly which day *today* is, and what lies in the future.
    """
    before, latest = post["posted_at"], post["first_seen_at"]
    at = before if before >= latest else moment(before)
    return {
        "posted_at": min(at, latest),
        "dated": latest - at > _TODAY,
        "announced_at": post["announced_at"] or before,
    }


def _batches(
    connection: sa.Connection, key: str, id_: sa.Column[Any], *columns: sa.Column[Any]
) -> Iterator[list[sa.RowMapping]]:
    """All rows of a forum, so many at once."""
    query = sa.select(id_, *columns).where(id_.table.c.forum_key == key).order_by(id_).limit(_BATCH)
    last: Any = ""
    while rows := list(connection.execute(query.where(id_ > last)).mappings()):
        yield rows
        last = rows[-1][id_.name]
