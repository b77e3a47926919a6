"""Dropping the texts of old posts. Their ids, authors and dates stay, and so do their fingerprints."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedforum.records import Retention
from feedforum.store import tables
from feedforum.store.database import reading, writing

AT_ONCE = 500
"""How many texts are dropped in one transaction, so that no reader or poll waits for long."""

AT_MOST = 4 * AT_ONCE
"""How many are dropped after one poll; what is left waits for the next."""

_post, _texts, _attachment = tables.post, tables.search_text, tables.attachment
_ORDER = (_post.c.posted_at, _post.c.number)


def drop_texts(engine: sa.Engine, forum_key: str, retention: Retention, now: datetime) -> int:
    """Drop the texts of a forum's posts that are too old, the oldest first; gives how many.

    What a feed of a board, of a thread watched by itself, or of the forum would show is spared, first
    posts by themselves too.
    """
    dropped = 0
    for limit in (AT_ONCE,) * (AT_MOST // AT_ONCE):
        with reading(engine) as connection:
            keys = _outdated(connection, forum_key, retention, limit)
        if keys:
            with writing(engine) as connection:
                _drop(connection, forum_key, keys, now)
        dropped += len(keys)
        if len(keys) < limit:
            break
    return dropped


def _outdated(connection: sa.Connection, forum_key: str, retention: Retention, limit: int) -> list[str]:
    places = [(_post.c.board_id == board_id, rule) for board_id, rule in retention.boards.items()]
    places += [(_post.c.thread_id == thread_id, rule) for thread_id, rule in retention.threads.items()]
    of_forum = _post.c.forum_key == forum_key
    in_forum = sa.or_(sa.false(), *(place for place, _ in places))
    spared = [_newest(connection, sa.and_(of_forum, place), rule.spare) for place, rule in places]
    spared += [_newest(connection, sa.and_(of_forum, in_forum), retention.spare)]
    keys: list[str] = []
    for place, rule in places:
        if rule.since is not None and len(keys) < limit:
            query = (
                sa.select(_post.c.key)
                .where(of_forum, place, _post.c.dropped_at.is_(None), _post.c.posted_at < rule.since)
                .where(*(~each for each in spared))
                .order_by(*_ORDER)
                .limit(limit - len(keys))
            )
            keys += connection.execute(query).scalars()
    return list(dict.fromkeys(keys))


def _newest(connection: sa.Connection, within: sa.ColumnElement[bool], count: int) -> sa.ColumnElement[bool]:
    """Whether a post is one of the newest `count` within a place, or of its newest `count` first posts."""
    spared = []
    for which in (within, sa.and_(within, _post.c.first.is_(True))):
        query: Any = sa.select(*_ORDER).where(which, _post.c.gone_at.is_(None))
        query = query.order_by(*(column.desc() for column in _ORDER)).offset(count - 1).limit(1)
        last = connection.execute(query).first()
        if last is None:
            spared.append(which)
            continue
        values = (sa.literal(value, column.type) for value, column in zip(last, _ORDER, strict=True))
        spared.append(sa.and_(which, sa.tuple_(*_ORDER) >= sa.tuple_(*values)))
    return sa.or_(*spared)


def _drop(connection: sa.Connection, forum_key: str, keys: list[str], now: datetime) -> None:
    """What is dropped is not re-read, and what was edited meanwhile is dropped with its edit."""
    for table in (_texts, _attachment, tables.post_media):
        connection.execute(sa.delete(table).where(table.c.forum_key == forum_key, table.c.post_key.in_(keys)))
    connection.execute(
        sa.update(_post)
        .where(_post.c.forum_key == forum_key, _post.c.key.in_(keys))
        .values(content="", signature="", excerpt="", picture="", media=None, dropped_at=now, reread_at=None)
    )
