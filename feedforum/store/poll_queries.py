"""The longer statements of `poll_repository` and `candidates`, made once, with parameters for each execution.

`key` is the forum's; of candidates `boards` and `threads` are those that are watched, and `last` is how many
posts or threads come before the last one that is wanted of a board.
"""

from functools import cache
from typing import Any

import sqlalchemy as sa

from feedforum.records import SHOWN_FIRST, DuePost, PostState
from feedforum.store import row_mapping, tables

_board, _thread, _post = tables.board, tables.thread, tables.post

_KEY: sa.BindParameter[Any] = sa.bindparam("key")
_THREAD: sa.BindParameter[Any] = sa.bindparam("thread")
_THREADS: sa.BindParameter[Any] = sa.bindparam("threads", expanding=True)
_BOARDS: sa.BindParameter[Any] = sa.bindparam("boards", expanding=True)
_POSTS: sa.BindParameter[Any] = sa.bindparam("posts", expanding=True)
_LIMIT, _LAST = sa.bindparam("limit", type_=sa.Integer), sa.bindparam("last", type_=sa.Integer)

_OF_THREAD = sa.and_(_post.c.forum_key == _KEY, _post.c.thread_id == _THREAD)


@cache
def page_context(*, numbers: bool, moments: bool, to_first: bool, to_last: bool) -> sa.CompoundSelect[Any]:
    """A thread's posts that may stand on a page, and those of other threads that have its posts' keys.

    `numbers` and `moments` say whether these are known of the page's posts; then the posts between its least
    and greatest are found, with the nearest beyond, or all of them beyond `to_first` or `to_last`.
    """
    windows = []
    if numbers:
        windows.append(_window(_post.c.number, "number", to_first, to_last))
    if moments:
        windows.append(_window(_post.c.posted_at, "moment", to_first, to_last))
    of_thread = _OF_THREAD
    if windows:
        near = _post.c.position.between(sa.bindparam("least_position"), sa.bindparam("greatest_position"))
        of_thread = sa.and_(of_thread, sa.or_(_post.c.id.is_(None), near, *windows))
    of_keys = sa.and_(_post.c.forum_key == _KEY, _post.c.key.in_(_POSTS))
    columns = (_post.c.thread_id, *(_post.c[name] for name in row_mapping.columns(PostState, _post)))
    # Each half goes by an index of its own; of the two in one, SQLite may look through the whole forum.
    return sa.union(*(sa.select(*columns).where(which) for which in (of_thread, of_keys)))


def _window(column: Any, name: str, to_first: bool, to_last: bool) -> sa.ColumnElement[bool]:
    least: sa.BindParameter[Any] = sa.bindparam(f"least_{name}")
    greatest: sa.BindParameter[Any] = sa.bindparam(f"greatest_{name}")
    bounds = [_OF_THREAD]
    if not to_first:
        below = sa.select(sa.func.max(column)).where(_OF_THREAD, column < least, _post.c.gone_at.is_(None))
        bounds.append(column >= sa.func.coalesce(below.scalar_subquery(), least))
    if not to_last:
        above = sa.select(sa.func.min(column)).where(_OF_THREAD, column > greatest, _post.c.gone_at.is_(None))
        bounds.append(column <= sa.func.coalesce(above.scalar_subquery(), greatest))
    return sa.and_(*bounds)


# --- what may be worth asking a forum for ---------------------------------------------------------

entry = _post.alias("entry")


def newest_entries(place: sa.ColumnElement[bool]) -> tuple[sa.ColumnElement[Any], ...]:
    """The columns of `NewestEntries` of the place of an `entry`."""
    there = sa.and_(entry.c.forum_key == _KEY, place, entry.c.gone_at.is_(None))
    found = (sa.select(entry.c.posted_at).where(there, *which) for which in ((), (entry.c.first.is_(True),)))
    order = (entry.c.posted_at.desc(), entry.c.number.desc())
    posts, threads = (each.order_by(*order).offset(SHOWN_FIRST - 1).limit(1) for each in found)
    return (
        posts.correlate_except(entry).scalar_subquery().label("posts_since"),
        threads.correlate_except(entry).scalar_subquery().label("threads_since"),
    )


def _rereads() -> sa.Select[Any]:
    """The posts that are due: all that feeds show first, and the youngest of the others."""
    newest = (
        sa.select(_board.c.id, *newest_entries(entry.c.board_id == _board.c.id))
        .where(_board.c.forum_key == _KEY, _board.c.id.in_(_BOARDS))
        # The limit has SQLite work it out once for each board, and not for each post.
        .limit(1_000_000)
        .subquery("newest")
    )
    begun = sa.and_(
        _post.c.first.is_(True),
        _post.c.posted_at >= sa.func.coalesce(newest.c.threads_since, _post.c.posted_at),
    )
    shown = sa.or_(_post.c.posted_at >= sa.func.coalesce(newest.c.posts_since, _post.c.posted_at), begun)
    order = (_post.c.missing.desc(), _post.c.posted_at.desc(), _post.c.number.desc())
    place = sa.func.row_number().over(partition_by=sa.case((shown, 1), else_=0), order_by=order)
    due = (
        sa.select(
            *(_post.c[name] for name in ("thread_id", "position", "posted_at", "number", "missing")),
            _post.c.reread_at.label("due_at"),
            sa.case((shown, True), else_=False).label("shown"),
            place.label("place"),
        )
        .select_from(_post)
        .outerjoin(newest, newest.c.id == _post.c.board_id)
        .where(
            _post.c.forum_key == _KEY,
            _post.c.reread_at <= sa.bindparam("now"),
            _post.c.gone_at.is_(None),
            sa.or_(_post.c.board_id.in_(_BOARDS), _post.c.thread_id.in_(_THREADS)),
        )
        .subquery("due")
    )
    columns = [due.c[name] for name in row_mapping.columns(DuePost, due)]
    return sa.select(*columns).where(sa.or_(due.c.shown.is_(True), due.c.place <= _LIMIT))


REREADS = _rereads()


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
    none, unread, gaps = (
        newest.c.key.is_(None),
        _there_is(_thread, _UNREAD_HERE),
        _there_is(_post, _GAPS_HERE),
    )
    return (
        sa.select(
            _board.c.id,
            newest.c.posted_at.label("newest_at"),
            newest.c.number.label("newest_number"),
            started.c.posted_at.label("started_at"),
            last.c.id.label("last_thread"),
            sa.or_(_there_is(_thread, unread_since), sa.and_(none, unread)).label("unread"),
            sa.or_(_there_is(_post, gaps_since), sa.and_(none, gaps)).label("gaps"),
            _there_is(_thread, firsts).label("firsts"),
        )
        .select_from(_board)
        .outerjoin(newest, sa.and_(newest.c.forum_key == _board.c.forum_key, newest.c.key == last_post))
        .outerjoin(started, sa.and_(started.c.forum_key == _board.c.forum_key, started.c.key == last_start))
        .outerjoin(last, sa.and_(last.c.forum_key == _board.c.forum_key, last.c.id == last_thread))
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
