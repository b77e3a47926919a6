"""The statements of `poll_repository`, made once; their parameters come with each execution.

`key` is the forum's in SELECT; in UPDATE and DELETE it is `of_forum`, and `of_board`, `of_thread`,
`of_post` name the row, since a parameter named like a column is its new value.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from feedforum.records import PostState
from feedforum.store import rows, tables

_forum, _budget, _board = tables.forum, tables.request_budget, tables.board
_thread, _post, _attachment, _texts = tables.thread, tables.post, tables.attachment, tables.search_text

_KEY: BindParameter[Any] = bindparam("key")
_OF_FORUM: BindParameter[Any] = bindparam("of_forum")
_BOARD: BindParameter[Any] = bindparam("board")
_THREAD: BindParameter[Any] = bindparam("thread")
_THREADS: BindParameter[Any] = bindparam("threads", expanding=True)
_POSTS: BindParameter[Any] = bindparam("posts", expanding=True)

FORUM = select(_forum).where(_forum.c.key == _KEY)

STORM = select(_forum.c.storm_at).where(_forum.c.key == _KEY)

CHANGE_FORUM = update(_forum).where(_forum.c.key == _OF_FORUM)

REQUEST_BUDGET = select(_budget.c.asked, _budget.c.reread, _budget.c.at).where(_budget.c.forum_key == _KEY)

BOARDS = select(_board).where(_board.c.forum_key == _KEY)

CHANGE_BOARD = update(_board).where(_board.c.forum_key == _OF_FORUM, _board.c.id == bindparam("of_board"))

THREADS = select(_thread).where(_thread.c.forum_key == _KEY, _thread.c.id.in_(_THREADS))

CHANGE_THREAD = update(_thread).where(
    _thread.c.forum_key == _OF_FORUM, _thread.c.id == bindparam("of_thread")
)

THREADS_OF_BOARD = select(_thread).where(
    _thread.c.forum_key == _KEY, _thread.c.board_id == _BOARD, _thread.c.gone_at.is_(None)
)

THREADS_SINCE = THREADS_OF_BOARD.where(_thread.c.last_post_at > bindparam("since"))

_OF_THREAD = and_(_post.c.forum_key == _KEY, _post.c.thread_id == _THREAD)

GAPS = select(_post.c.thread_id, _post.c.key, _post.c.position, _post.c.posted_at, _post.c.number).where(
    _OF_THREAD, _post.c.gap_before.is_(True), _post.c.gone_at.is_(None)
)

VISIBLE_POSTS = select(func.count().label("count")).where(
    _OF_THREAD, _post.c.gone_at.is_(None), _post.c.missing == 0
)

DROPPED = select(_post.c.key, _post.c.dropped_at).where(_post.c.forum_key == _KEY, _post.c.key.in_(_POSTS))

CHANGE_POST = update(_post).where(_post.c.forum_key == _OF_FORUM, _post.c.key == bindparam("of_post"))

CHANGE_POSTS = update(_post).where(
    _post.c.forum_key == _OF_FORUM, _post.c.thread_id == bindparam("of_thread")
)

POSTPONE_REREADS = update(_post).where(
    _post.c.forum_key == _OF_FORUM,
    _post.c.thread_id.in_(_THREADS),
    _post.c.reread_at <= bindparam("due_at"),
    _post.c.missing == 0,
)

RECHECK_THREAD = update(_post).where(
    _post.c.forum_key == _OF_FORUM,
    _post.c.thread_id == _THREAD,
    _post.c.gone_at.is_(None),
    _post.c.dropped_at.is_(None),
    _post.c.position >= bindparam("from_position"),
    _post.c.key.not_in(bindparam("seen", expanding=True)),
)

DROP_ATTACHMENTS = delete(_attachment).where(
    _attachment.c.forum_key == _OF_FORUM, _attachment.c.post_key.in_(_POSTS)
)

SEARCH_TEXTS = select(_texts).where(_texts.c.forum_key == _KEY, _texts.c.post_key.in_(_POSTS))

CHANGE_SEARCH_TEXT = update(_texts).where(
    _texts.c.forum_key == _OF_FORUM, _texts.c.post_key == bindparam("of_post")
)


@cache
def page_context(*, numbers: bool, moments: bool, to_first: bool, to_last: bool) -> Select[Any]:
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
        near = _post.c.position.between(bindparam("least_position"), bindparam("greatest_position"))
        of_thread = and_(of_thread, or_(_post.c.id.is_(None), near, *windows))
    columns = (_post.c.thread_id, *(_post.c[name] for name in rows.columns(PostState, _post)))
    return select(*columns).where(_post.c.forum_key == _KEY, or_(of_thread, _post.c.key.in_(_POSTS)))


def _window(column: Any, name: str, to_first: bool, to_last: bool) -> ColumnElement[bool]:
    least: BindParameter[Any] = bindparam(f"least_{name}")
    greatest: BindParameter[Any] = bindparam(f"greatest_{name}")
    bounds = [_OF_THREAD]
    if not to_first:
        below = select(func.max(column)).where(_OF_THREAD, column < least, _post.c.gone_at.is_(None))
        bounds.append(column >= func.coalesce(below.scalar_subquery(), least))
    if not to_last:
        above = select(func.min(column)).where(_OF_THREAD, column > greatest, _post.c.gone_at.is_(None))
        bounds.append(column <= func.coalesce(above.scalar_subquery(), greatest))
    return and_(*bounds)
