"""The newest posts that a query finds, at a cost that hardly depends on how many it finds, and there are.

Words that stand in few posts are looked up in the index, and their posts put in order. Words that stand in
many are soon met by who reads the posts from the newest on. What stands in many posts, but in few of those
where it is looked for, costs both.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, and_, select

from feedforum.records import Place, Query
from feedforum.store import schema, search

FEW = 5_000
"""So many posts are joined and sorted in about the time that reading posts from the newest on takes."""

READ = (400, 20_000)
"""How many of the newest posts are read for a word that more hold, at first and then."""

MOST = 100_000
"""How many posts that hold a word are looked at where it is rare, though more hold it: those last kept."""

_post = schema.post

PLACE = (_post.c.posted_at, _post.c.number, _post.c.forum_key, _post.c.key)
"""What posts are ordered by: the fields of `Place`."""

NEWEST_FIRST = tuple(column.desc() for column in PLACE)


class Selected(Protocol):
    """The whole query for posts, newest first, out of `schema.post` or a join with it."""

    def __call__(self, source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
        """The query, where these conditions are met besides."""


def newest_found(
    connection: Connection,
    query: Query,
    where: Sequence[ColumnElement[bool]],
    selected: Selected,
    limit: int,
) -> Sequence[RowMapping]:
    """The rows of the newest posts that a query finds. `selected` has `where` and the limit in it."""
    if search.count(connection, query, FEW + 1) > FEW:
        for read in READ:
            last = _place(connection, where, read)
            among = () if last is None else (_post.c.posted_at >= last.posted_at,)
            chosen = selected(_post, *among, search.fits(connection, query))
            rows = connection.execute(chosen).mappings().all()
            if last is None or len(rows) == limit:
                return rows
    hits = search.hits(connection, query, MOST)
    source = hits.join(_post, and_(_post.c.forum_key == hits.c.forum_key, _post.c.key == hits.c.post_key))
    return connection.execute(selected(source)).mappings().all()


def _place(connection: Connection, where: Sequence[ColumnElement[bool]], rank: int) -> Place | None:
    """Where the post stands that has so many newer ones; None if there are no more."""
    query = select(*PLACE).where(*where).order_by(*NEWEST_FIRST).offset(rank).limit(1)
    row = connection.execute(query).first()
    return Place(*row) if row else None
