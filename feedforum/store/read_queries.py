"""What queries for feeds and pages are made of: which posts, in which order, with what beside them."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

import sqlalchemy as sa

from feedforum.records import Id, SearchScope, SortKey, StoredPost, StoredThread
from feedforum.store import tables
from feedforum.store.rows import columns
from feedforum.store.search import NEWEST_FIRST, SORT_KEY

_board, _thread, _post = tables.board, tables.thread, tables.post

_in_board = sa.and_(_board.c.forum_key == _thread.c.forum_key, _board.c.id == _thread.c.board_id)
_in_thread = sa.and_(_thread.c.forum_key == _post.c.forum_key, _thread.c.id == _post.c.thread_id)

THREAD_PREFIX = "its_"
"""Begins the names of a thread's columns in a row of a post."""

# Only what records are made of: each value of a row costs about as much as Atom's element for it.
_POST_COLUMNS = [_post.c[name] for name in ("forum_key", "dropped_at", *columns(StoredPost, _post))]
_THREAD_COLUMNS = [
    _thread.c[name].label(f"{THREAD_PREFIX}{name}")
    for name in ("total", "first_key", *columns(StoredThread, _thread))
]
_BOARD_TITLE = _board.c.title.label("board_title")

_READING_ORDER = (_post.c.posted_at, _post.c.number, _post.c.key)


def threads() -> sa.Select[Any]:
    """Threads that are not gone, with their boards' titles."""
    return (
        sa.select(_thread, _BOARD_TITLE)
        .join(_board, _in_board, isouter=True)
        .where(_thread.c.gone_at.is_(None))
    )


def posts(source: sa.FromClause, limit: int) -> sa.Select[Any]:
    """Posts that are not gone out of `tables.post` or a join with it, newest first, with thread and board."""
    return (
        sa.select(*_POST_COLUMNS, _BOARD_TITLE, *_THREAD_COLUMNS)
        .select_from(source)
        .join(_thread, _in_thread)
        .join(_board, _in_board, isouter=True)
        .where(_post.c.gone_at.is_(None), _thread.c.gone_at.is_(None))
        .order_by(*NEWEST_FIRST)
        .limit(limit)
    )


def within(
    board_ids: tuple[Id, ...] | None, thread_id: Id | None, without: tuple[Id, ...]
) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a post is in the boards (any for None), or in the thread named, and in none `without`."""
    if thread_id is not None:
        place = _post.c.thread_id == thread_id
    else:
        place = _post.c.board_id.is_not(None) if board_ids is None else _post.c.board_id.in_(board_ids)
    return (place, *excluding(_post.c.thread_id, without))


def excluding(
    thread_id: sa.ColumnElement[Any], without: tuple[Id, ...]
) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a thread is none of those."""
    return (thread_id.not_in(without),) if without else ()


def after(key: SortKey | None) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a post comes after that one, newest first; all posts do for None."""
    if key is None:
        return ()
    values = (sa.literal(value, column.type) for value, column in zip(astuple(key), SORT_KEY, strict=True))
    return (_post.c.posted_at <= key.posted_at, sa.tuple_(*SORT_KEY) < sa.tuple_(*values))


def in_scope(scope: SearchScope) -> sa.ColumnElement[bool]:
    """Whether a post is in a scope."""
    (places,) = within(scope.board_ids, None, ())
    if scope.thread_ids:
        places = sa.or_(places, _post.c.thread_id.in_(scope.thread_ids))
    return sa.and_(_post.c.forum_key == scope.key, places, *excluding(_post.c.thread_id, scope.without))


def in_any_scope(scopes: Sequence[SearchScope]) -> sa.ColumnElement[bool]:
    """Whether a post is in one of them, at the same cost for any number of whole forums."""
    if len(scopes) == 1:
        return in_scope(scopes[0])
    whole = [scope.key for scope in scopes if scope == SearchScope(scope.key)]
    parts = [in_scope(scope) for scope in scopes if scope != SearchScope(scope.key)]
    # An expression is in no index: of several forums the newest posts are found in the order of time.
    key: sa.ColumnElement[str] = _post.c.forum_key.concat("")
    return sa.or_(sa.false(), sa.and_(key.in_(whole), _post.c.board_id.is_not(None)), *parts)


# --- a thread's posts as people read them, the first one first --------------------------------


def reading_order(key: str, thread_id: Id) -> sa.Select[Any]:
    """What a thread's posts are ordered by, in that order."""
    return sa.select(*_READING_ORDER).where(*_of_thread(key, thread_id)).order_by(*_READING_ORDER)


def thread_length(key: str, thread_id: Id) -> sa.Select[Any]:
    """How many posts a thread has."""
    return sa.select(sa.func.count()).select_from(_post).where(*_of_thread(key, thread_id))


def up_to(last: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Whether a post is `last`, a row of `reading_order`, or comes before it."""
    return sa.tuple_(*_READING_ORDER) <= sa.tuple_(*last, types=[column.type for column in _READING_ORDER])


def _of_thread(key: str, thread_id: Id) -> tuple[sa.ColumnElement[bool], ...]:
    return (_post.c.forum_key == key, _post.c.thread_id == thread_id, _post.c.gone_at.is_(None))
