"""The statements of `read_repository`: of what is stored, and of which posts a feed or page may have.

Those at the top are made once, as making one costs more than running it: parameters come with each execution.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from feedforum.records import Id, PostScope, StoredPost, StoredThread
from feedforum.store import tables
from feedforum.store.database import in_no_index
from feedforum.store.row_mapping import columns
from feedforum.store.search import NEWEST_FIRST, SORT_KEY, by_authors

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_attachment, _poll_state = tables.attachment, tables.poll_state

_IN_BOARD = sa.and_(_board.c.forum_key == _thread.c.forum_key, _board.c.id == _thread.c.board_id)
IN_THREAD = sa.and_(_thread.c.forum_key == _post.c.forum_key, _thread.c.id == _post.c.thread_id)
THERE = sa.and_(_post.c.gone_at.is_(None), _thread.c.gone_at.is_(None))
_BOARD_TITLE = _board.c.title.label("board_title")
READING_ORDER = (_post.c.posted_at, _post.c.number, _post.c.key)

FORUM = sa.select(_forum).where(_forum.c.key == sa.bindparam("key"))
DUE = sa.select(_poll_state.c.due_at).where(_poll_state.c.forum_key == sa.bindparam("key"))
FAILURES = sa.select(_poll_state).where(
    _poll_state.c.forum_key == sa.bindparam("key"), _poll_state.c.failing_since.is_not(None)
)
BOARDS = (
    sa.select(_board).where(_board.c.forum_key == sa.bindparam("key")).order_by(_board.c.rank, _board.c.title)
)
BOARD_OF_ID = BOARDS.where(_board.c.id == sa.bindparam("board"))
GUEST_BOARDS = sa.select(_board.c.id).where(
    _board.c.forum_key == sa.bindparam("key"), _board.c.guest_shown_at >= sa.bindparam("since")
)
THREADS = (
    sa.select(_thread, _BOARD_TITLE)
    .join(_board, _IN_BOARD, isouter=True)
    .where(_thread.c.forum_key == sa.bindparam("key"), _thread.c.gone_at.is_(None))
)
THREAD_OF_ID = THREADS.where(_thread.c.id == sa.bindparam("thread"))

# Only what records are made of: each value of a row costs about as much as Atom's element for it.
THREAD_PREFIX = "its_"
_POST_COLUMNS = [
    name for name in ("forum_key", "dropped_at", *columns(StoredPost, _post)) if name != "content"
]
POSTS = (
    sa.select(
        *(column for column in _post.c if column.name in _POST_COLUMNS),
        sa.func.substr(_post.c.content, 1, sa.bindparam("most", type_=sa.Integer)).label("content"),
        _BOARD_TITLE,
        *(
            _thread.c[name].label(f"{THREAD_PREFIX}{name}")
            for name in ("total", "first_key", *columns(StoredThread, _thread))
        ),
    )
    .select_from(_post)
    .join(_thread, IN_THREAD)
    .join(_board, _IN_BOARD, isouter=True)
    .where(_post.c.forum_key == sa.bindparam("key"), _post.c.key.in_(sa.bindparam("posts", expanding=True)))
)
ATTACHMENTS = (
    sa.select(_attachment)
    .where(
        _attachment.c.forum_key == sa.bindparam("key"),
        _attachment.c.post_key.in_(sa.bindparam("posts", expanding=True)),
    )
    .order_by(_attachment.c.rank)
)


@lru_cache(maxsize=100)
def newest(
    scopes: tuple[PostScope, ...],
    after: bool,
    authors: tuple[str, ...],
    only_first: bool,
    dropped: bool,
    limit: int,
) -> sa.Select[Any]:
    """Which posts, in their order, and how long their texts are."""
    where = [_in_any(scopes)]
    if after:
        place = [sa.bindparam(f"after_{column.name}", type_=column.type) for column in SORT_KEY]
        where += [_post.c.posted_at <= place[0], sa.tuple_(*SORT_KEY) < sa.tuple_(*place)]
    if only_first:
        where.append(_post.c.first.is_(True))
    if authors:
        where.append(by_authors([scope.key for scope in scopes], authors))
    if not dropped:
        where.append(_post.c.dropped_at.is_(None))
    order = NEWEST_FIRST
    if all(scope.board_ids == () and scope.thread_ids for scope in scopes):
        # So a thread's posts are found by the thread, not by time.
        order = (in_no_index(SORT_KEY[0]).desc(), *NEWEST_FIRST[1:])
    return (
        sa.select(_post.c.forum_key, _post.c.key, sa.func.length(_post.c.content).label("length"))
        .join(_thread, IN_THREAD)
        .where(THERE, *where)
        .order_by(*order)
        .limit(limit)
    )


@lru_cache(maxsize=100)
def gone(scope: PostScope, only_first: bool, limit: int) -> sa.Select[Any]:
    """The posts of a scope that are gone, the last to go first."""
    return (
        sa.select(_post.c.key, _post.c.gone_at, _post.c.edited_at, _post.c.board_id)
        .where(
            _post.c.gone_at.is_not(None), in_scope(scope), *((_post.c.position == 1,) if only_first else ())
        )
        .order_by(_post.c.gone_at.desc(), _post.c.number.desc(), _post.c.key.desc())
        .limit(limit)
    )


def in_scope(scope: PostScope) -> sa.ColumnElement[bool]:
    """Whether a post is in a scope."""
    board_id: sa.ColumnElement[Any] = _post.c.board_id
    if scope.thread_ids and scope.board_ids:
        # So the newest posts in a choice of places are found by time.
        board_id = in_no_index(board_id)
    places = []
    if scope.board_ids is None:
        places.append(board_id.is_not(None))
    elif scope.board_ids or not scope.thread_ids:
        places.append(board_id.in_(scope.board_ids))
    if scope.thread_ids:
        places.append(_post.c.thread_id.in_(scope.thread_ids))
    without = excluding(_post.c.thread_id, scope.without)
    return sa.and_(_post.c.forum_key == scope.key, sa.or_(*places), *without)


def _in_any(scopes: Sequence[PostScope]) -> sa.ColumnElement[bool]:
    """Whether a post is in one of them, at the same cost for any number of whole forums."""
    if len(scopes) == 1:
        return in_scope(scopes[0])
    whole = [scope.key for scope in scopes if scope == PostScope(scope.key)]
    parts = [in_scope(scope) for scope in scopes if scope != PostScope(scope.key)]
    # As above: the newest posts of several forums are found by time.
    key = in_no_index(_post.c.forum_key)
    return sa.or_(sa.false(), sa.and_(key.in_(whole), _post.c.board_id.is_not(None)), *parts)


def excluding(
    thread_id: sa.ColumnElement[Any], without: tuple[Id, ...]
) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a thread is none of those."""
    return (thread_id.not_in(without),) if without else ()


def of_thread(key: str, thread_id: Id) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a post is there and of a thread."""
    return (_post.c.forum_key == key, _post.c.thread_id == thread_id, _post.c.gone_at.is_(None))
