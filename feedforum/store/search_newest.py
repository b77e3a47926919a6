"""The newest posts that a query finds, at a cost that hardly depends on how many it finds, and there are.

Words that stand in few posts are looked up in the index, and their posts put in order. Words that stand in
many are soon met by who reads the posts from the newest on. What stands in many posts, but in few of those
where it is looked for, costs both.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, and_, select

from feedforum.records import Query
from feedforum.store import search, tables

FEW = 5_000
"""So many posts are joined and sorted in about the time that reading posts from the newest on takes."""

READ = (400, 4_000, 20_000)
"""How many of the newest posts are read for a word that more hold, at first and then."""

MOST = 50_000
"""How many posts that hold a word are looked at where it is rare, though more hold it: those last kept."""

_post = tables.post

PLACE = (_post.c.posted_at, _post.c.number, _post.c.forum_key, _post.c.key)
"""What posts are ordered by: the fields of `Place`."""

NEWEST_FIRST = tuple(column.desc() for column in PLACE)


class Selected(Protocol):
    """The whole query for posts, newest first, out of `tables.post` or a join with it."""

    def __call__(self, source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
        """The query, where these conditions are met besides."""


def newest_found(
    connection: Connection, query: Query, forum_keys: Sequence[str], selected: Selected, limit: int
) -> Sequence[RowMapping]:
    """The rows of the newest posts that a query finds. `selected` is of these forums, and has the limit."""
    if search.count(connection, query, FEW + 1) > FEW:
        for read in READ:
            since = _posted_at(connection, forum_keys, read)
            among = () if since is None else (_post.c.posted_at >= since,)
            chosen = selected(_post, *among, search.fits(connection, query))
            rows = connection.execute(chosen).mappings().all()
            if since is None or len(rows) == limit:
                return rows
    hits = search.hits(connection, query, MOST)
    source = hits.join(_post, and_(_post.c.forum_key == hits.c.forum_key, _post.c.key == hits.c.post_key))
    return connection.execute(selected(source)).mappings().all()


def _posted_at(connection: Connection, forum_keys: Sequence[str], rank: int) -> datetime | None:
    """When the post was written that has so many newer ones in the forum; None if there are no more.

    Among several forums all posts count, whichever forum's they are: either way an index alone tells.
    """
    query = select(_post.c.posted_at).order_by(*NEWEST_FIRST).offset(rank).limit(1)
    if len(forum_keys) == 1:
        query = query.where(_post.c.forum_key == forum_keys[0])
    return connection.execute(query).scalar_one_or_none()
