"""The posts of a thread in the order in which people read them, the first one first."""

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from feedforum.records import Id, Place
from feedforum.store import tables

_post = tables.post
_ORDER = (_post.c.posted_at, _post.c.number, _post.c.key)


def length(connection: Connection, key: str, thread_id: Id, up_to: str | None) -> int:
    """How many posts a thread has, or up to the post of that key: 0 if the thread has no such post."""
    query = select(func.count()).select_from(_post).where(*_in_thread(key, thread_id))
    if up_to is not None:
        last = connection.execute(
            select(*_ORDER).where(*_in_thread(key, thread_id), _post.c.key == up_to)
        ).first()
        if last is None:
            return 0
        query = query.where(tuple_(*_ORDER) <= tuple_(*last, types=[column.type for column in _ORDER]))
    return int(connection.execute(query).scalar_one())


def place(connection: Connection, key: str, thread_id: Id, index: int) -> Place | None:
    """Where the post stands that has `index` posts of its thread before it."""
    query = select(*_ORDER).where(*_in_thread(key, thread_id)).order_by(*_ORDER).offset(index).limit(1)
    row = connection.execute(query).first()
    return Place(row.posted_at, row.number, key, row.key) if row else None


def _in_thread(key: str, thread_id: Id) -> tuple[ColumnElement[bool], ...]:
    return (_post.c.forum_key == key, _post.c.thread_id == thread_id, _post.c.gone_at.is_(None))
