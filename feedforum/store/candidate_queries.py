"""The statements of `candidates`, made once; their parameters come with each execution.

`key` is the forum's; `boards` and `threads` are those that are watched, `board` is one of them, and
`last` is how many posts or threads come before the last one that is wanted of a board.
"""

from typing import Any

import sqlalchemy as sa

from feedforum.store import poll_queries, tables
from feedforum.store.poll_queries import ALL_GAPS, THREADS, THREADS_OF_BOARD

_board, _thread, _post = tables.board, tables.thread, tables.post

_KEY: sa.BindParameter[Any] = sa.bindparam("key")
_BOARD: sa.BindParameter[Any] = sa.bindparam("board")
_BOARDS: sa.BindParameter[Any] = sa.bindparam("boards", expanding=True)
_THREADS: sa.BindParameter[Any] = sa.bindparam("threads", expanding=True)
_SINCE: sa.BindParameter[Any] = sa.bindparam("since")
_LIMIT, _LAST = sa.bindparam("limit", type_=sa.Integer), sa.bindparam("last", type_=sa.Integer)

BOARDS = poll_queries.BOARDS.order_by(_board.c.rank, _board.c.title)

LOST = THREADS.where(_thread.c.gone_at.is_not(None), _thread.c.missing_at <= _SINCE)


def _to_be_had(*wanted: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Watched threads that are not gone and were not refused to us lately, the last written in first."""
    return (
        sa.select(_thread)
        .where(
            _thread.c.forum_key == _KEY,
            *wanted,
            _thread.c.gone_at.is_(None),
            sa.or_(_thread.c.refused_at.is_(None), _thread.c.refused_at < sa.bindparam("refused_before")),
            sa.or_(_thread.c.board_id.in_(_BOARDS), _thread.c.id.in_(_THREADS)),
        )
        .order_by(_thread.c.last_post_at.desc(), _thread.c.number.desc())
        .limit(_LIMIT)
    )


NEWS = _to_be_had(_thread.c.news.is_(True))

SUSPECTS = _to_be_had(_thread.c.suspect.is_(True))

UNREAD = _to_be_had(_thread.c.never_read.is_(True), _thread.c.board_id == _BOARD)

UNREAD_SINCE = _to_be_had(
    _thread.c.never_read.is_(True), _thread.c.last_post_at >= _SINCE, _thread.c.board_id == _BOARD
)

NEWEST_THREADS = THREADS_OF_BOARD.order_by(_thread.c.number.desc(), _thread.c.id).limit(_LIMIT)

OLD_GAPS = (
    ALL_GAPS.where(_post.c.board_id == _BOARD, _post.c.dropped_at.is_(None))
    .order_by(_post.c.posted_at.desc())
    .limit(_LIMIT)
)

OLD_GAPS_SINCE = OLD_GAPS.where(_post.c.posted_at >= _SINCE)

REREADS = (
    sa.select(_post.c.thread_id, _post.c.position)
    .where(
        _post.c.forum_key == _KEY,
        _post.c.reread_at <= sa.bindparam("now"),
        _post.c.gone_at.is_(None),
        sa.or_(_post.c.board_id.in_(_BOARDS), _post.c.thread_id.in_(_THREADS)),
    )
    .order_by(_post.c.missing.desc(), _post.c.posted_at.desc(), _post.c.number.desc())
    .limit(_LIMIT)
)

NEWEST_BEFORE = (
    sa.select(_post.c.number)
    .where(
        _post.c.forum_key == _KEY,
        _post.c.gone_at.is_(None),
        _post.c.number < sa.bindparam("before"),
        _post.c.first_seen_at < sa.bindparam("now"),
    )
    .order_by(_post.c.number.desc())
    .limit(1)
)

NUMBERS = sa.select(sa.func.count().label("count")).where(
    _post.c.forum_key == _KEY,
    _post.c.gone_at.is_(None),
    _post.c.number > sa.bindparam("after"),
    _post.c.number < sa.bindparam("before"),
)


def _nth_last(
    wanted: sa.ColumnElement[Any], *order: sa.ColumnElement[Any], where: sa.ColumnElement[bool]
) -> Any:
    """What comes after `last` others of the board, the last in the order first; null if they are fewer."""
    backwards = [column.desc() for column in order]
    query = sa.select(wanted).where(where).order_by(*backwards).offset(_LAST).limit(1)
    return query.correlate(_board).scalar_subquery()


def _in_this_board(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.forum_key == _board.c.forum_key, table.c.board_id == _board.c.id, table.c.gone_at.is_(None)
    )


def _limits() -> sa.Select[Any]:
    """Where what is wanted of each board ends, and whether anything of that may be left to read."""
    newest, started, last = _post.alias("newest"), _post.alias("started"), _thread.alias("last")
    by_time = (_post.c.posted_at, _post.c.number)
    posts = _in_this_board(_post)
    last_post = _nth_last(_post.c.key, *by_time, where=posts)
    last_start = _nth_last(_post.c.key, *by_time, where=sa.and_(posts, _post.c.first.is_(True)))
    last_thread = _nth_last(_thread.c.id, _thread.c.number, where=_in_this_board(_thread))
    unread_since = sa.and_(_UNREAD_HERE, _thread.c.last_post_at >= newest.c.posted_at)
    gaps_since = sa.and_(_GAPS_HERE, _post.c.posted_at >= newest.c.posted_at)
    firsts = sa.and_(
        _in_this_board(_thread),
        _thread.c.first_key.is_(None),
        _thread.c.number >= sa.func.coalesce(last.c.number, 0),
    )
    none = newest.c.key.is_(None)
    return (
        sa.select(
            _board.c.id,
            newest.c.posted_at.label("newest_at"),
            newest.c.number.label("newest_number"),
            started.c.posted_at.label("started_at"),
            last.c.id.label("last_thread"),
            sa.or_(_there_is(_thread, unread_since), sa.and_(none, _there_is(_thread, _UNREAD_HERE))).label(
                "unread"
            ),
            sa.or_(_there_is(_post, gaps_since), sa.and_(none, _there_is(_post, _GAPS_HERE))).label("gaps"),
            _there_is(_thread, firsts).label("firsts"),
        )
        .select_from(
            _board.outerjoin(
                newest, sa.and_(newest.c.forum_key == _board.c.forum_key, newest.c.key == last_post)
            )
            .outerjoin(
                started, sa.and_(started.c.forum_key == _board.c.forum_key, started.c.key == last_start)
            )
            .outerjoin(last, sa.and_(last.c.forum_key == _board.c.forum_key, last.c.id == last_thread))
        )
        .where(_board.c.forum_key == _KEY, _board.c.id.in_(_BOARDS))
    )


def _there_is(table: sa.Table, where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.select(table.c.forum_key).where(where).correlate_except(table).exists()


_UNREAD_HERE = sa.and_(_in_this_board(_thread), _thread.c.never_read.is_(True))
_GAPS_HERE = sa.and_(_in_this_board(_post), _post.c.gap_before.is_(True), _post.c.dropped_at.is_(None))

LIMITS = _limits()

WITHOUT_LIMITS = sa.select(
    _board.c.id,
    _there_is(_thread, _UNREAD_HERE).label("unread"),
    _there_is(_post, _GAPS_HERE).label("gaps"),
    sa.false().label("firsts"),
).where(_board.c.forum_key == _KEY, _board.c.id.in_(_BOARDS))
"""The same for boards of which everything is wanted."""
