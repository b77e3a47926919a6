"""The statements of `poll_repository`, made once; their parameters come with each execution.

`key` is the forum's in SELECT; in UPDATE and DELETE it is `of_forum`, and `of_board`, `of_thread`,
`of_post` name the row, since a parameter named like a column is its new value.
"""

from functools import cache
from typing import Any

import sqlalchemy as sa

from feedforum.records import Gap, PostState
from feedforum.store import rows, tables

_forum, _budget, _board = tables.forum, tables.request_budget, tables.board
_thread, _post, _attachment, _texts = tables.thread, tables.post, tables.attachment, tables.search_text

_KEY: sa.BindParameter[Any] = sa.bindparam("key")
_OF_FORUM: sa.BindParameter[Any] = sa.bindparam("of_forum")
_BOARD: sa.BindParameter[Any] = sa.bindparam("board")
_THREAD: sa.BindParameter[Any] = sa.bindparam("thread")
_THREADS: sa.BindParameter[Any] = sa.bindparam("threads", expanding=True)
_POSTS: sa.BindParameter[Any] = sa.bindparam("posts", expanding=True)

FORUM = sa.select(_forum).where(_forum.c.key == _KEY)

CHANGE_FORUM = sa.update(_forum).where(_forum.c.key == _OF_FORUM)

REQUEST_BUDGET = sa.select(_budget).where(_budget.c.forum_key == _KEY)

BOARDS = sa.select(_board).where(_board.c.forum_key == _KEY)

CHANGE_BOARDS = sa.update(_board).where(_board.c.forum_key == _OF_FORUM)

CHANGE_BOARD = CHANGE_BOARDS.where(_board.c.id == sa.bindparam("of_board"))

THREADS = sa.select(_thread).where(_thread.c.forum_key == _KEY, _thread.c.id.in_(_THREADS))

CHANGE_THREAD = sa.update(_thread).where(
    _thread.c.forum_key == _OF_FORUM, _thread.c.id == sa.bindparam("of_thread")
)

THREADS_OF_BOARD = sa.select(_thread).where(
    _thread.c.forum_key == _KEY, _thread.c.board_id == _BOARD, _thread.c.gone_at.is_(None)
)

THREADS_SINCE = THREADS_OF_BOARD.where(_thread.c.last_post_at > sa.bindparam("since"))

_OF_THREAD = sa.and_(_post.c.forum_key == _KEY, _post.c.thread_id == _THREAD)

ALL_GAPS = sa.select(*(_post.c[name] for name in rows.columns(Gap, _post))).where(
    _post.c.forum_key == _KEY, _post.c.gap_before.is_(True), _post.c.gone_at.is_(None)
)

GAPS = ALL_GAPS.where(_post.c.thread_id.in_(_THREADS))

VISIBLE_POSTS = sa.select(sa.func.count().label("count")).where(
    _OF_THREAD, _post.c.gone_at.is_(None), _post.c.missing == 0
)

DROPPED = sa.select(_post.c.key, _post.c.dropped_at).where(_post.c.forum_key == _KEY, _post.c.key.in_(_POSTS))

CHANGE_POST = sa.update(_post).where(_post.c.forum_key == _OF_FORUM, _post.c.key == sa.bindparam("of_post"))

CHANGE_POSTS = sa.update(_post).where(
    _post.c.forum_key == _OF_FORUM, _post.c.thread_id == sa.bindparam("of_thread")
)

POSTPONE_REREADS = sa.update(_post).where(
    _post.c.forum_key == _OF_FORUM,
    _post.c.thread_id.in_(_THREADS),
    _post.c.reread_at <= sa.bindparam("due_at"),
    _post.c.missing == 0,
)

RECHECK_THREAD = sa.update(_post).where(
    _post.c.forum_key == _OF_FORUM,
    _post.c.thread_id == _THREAD,
    _post.c.gone_at.is_(None),
    _post.c.dropped_at.is_(None),
    _post.c.position >= sa.bindparam("from_position"),
    _post.c.key.not_in(sa.bindparam("seen", expanding=True)),
)

DROP_ATTACHMENTS = sa.delete(_attachment).where(
    _attachment.c.forum_key == _OF_FORUM, _attachment.c.post_key.in_(_POSTS)
)

SEARCH_TEXTS = sa.select(_texts).where(_texts.c.forum_key == _KEY, _texts.c.post_key.in_(_POSTS))

CHANGE_SEARCH_TEXT = sa.update(_texts).where(
    _texts.c.forum_key == _OF_FORUM, _texts.c.post_key == sa.bindparam("of_post")
)


@cache
def page_context(*, numbers: bool, moments: bool, to_first: bool, to_last: bool) -> sa.Select[Any]:
    """A thread's posts that may stand on a page, and those of other threads that have its posts' keys.

    `numbers` and `moments` say whether these are known of the page's posts; then the posts between its least
    and greatest are found, with the nearest beyond, or all of them beyond `to_first` or `to_last`.
    """
    windows = []
    if numbers:
        windows.append(_window(_post.c.number, "number", to_first, to_last))
    if moments:
        windows.append(_window(_post.c.posted_at, "moment", to_first, to_last))
    of_thread = _post.c.thread_id == _THREAD
    if windows:
        near = _post.c.position.between(sa.bindparam("least_position"), sa.bindparam("greatest_position"))
        of_thread = sa.and_(of_thread, sa.or_(_post.c.id.is_(None), near, *windows))
    columns = (_post.c.thread_id, *(_post.c[name] for name in rows.columns(PostState, _post)))
    return sa.select(*columns).where(_post.c.forum_key == _KEY, sa.or_(of_thread, _post.c.key.in_(_POSTS)))


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
