"""Moments that were read in a wrong time zone, put right at once: ids, edits and all that is ours stay."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedforum.store import tables
from feedforum.store.row_mapping import change_rows

_BATCH = 1_000
_TODAY = timedelta(days=2)

_board, _thread, _post = tables.board, tables.thread, tables.post
_MOMENTS = (_board.c.unlisted_below, _thread.c.last_post_at, _thread.c.news_since)
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
