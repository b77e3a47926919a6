"""Which worker polls a forum: whoever has lost it to another writes nothing of it any more.

A worker that was cut off, or stood still, does not know that another has taken its forum. So every writing
transaction of its poll looks first, and holds the row until its end.
"""

import sqlalchemy as sa

from feedforum.errors import ForumTakenError
from feedforum.store import tables
from feedforum.store.database import Repository, database_now, fenced_by, reading, writing
from feedforum.store.migration import check_schema
from feedforum.store.row_mapping import upsert

_lease = tables.forum_lease


class ForumLeases(Repository):
    """The forums that workers poll now, `holder` being this one."""

    def __init__(self, engine: sa.Engine, holder: str) -> None:
        super().__init__(engine)
        self._holder = holder

    def is_taken(self, forum_key: str) -> bool:
        """Whether a worker polls a forum, or died of it."""
        return self._first(sa.select(_lease.c.holder).where(_lease.c.forum_key == forum_key)) is not None

    def take(self, forum_key: str) -> sa.Engine:
        """Take a forum, from another worker if need be; gives the database for all that its poll writes."""
        row = {"forum_key": forum_key, "holder": self._holder, "since": database_now()}
        with writing(self._engine) as connection:
            upsert(connection, _lease, row)
        return fenced_by(self._engine, lambda connection: self._check(connection, forum_key, held=True))

    def check(self, forum_key: str) -> None:
        """Raises ForumTakenError if another has the forum by now; SchemaError if the store was upgraded."""
        with reading(self._engine) as connection:
            check_schema(connection)
            self._check(connection, forum_key, held=False)

    def _check(self, connection: sa.Connection, forum_key: str, *, held: bool) -> None:
        """Where it is `held`, nobody can take the forum until the transaction has ended."""
        query = sa.select(_lease.c.holder).where(_lease.c.forum_key == forum_key)
        if connection.scalar(query.with_for_update(read=True) if held else query) != self._holder:
            raise ForumTakenError(f"Another worker polls {forum_key} by now.")

    def give_back(self, forum_key: str) -> None:
        """End a poll of a forum, if it is still this worker's."""
        ours = _lease.c.forum_key == forum_key, _lease.c.holder == self._holder
        self._write(sa.delete(_lease).where(*ours))

    def forget(self, forum_key: str) -> None:
        """Note that nobody polls a forum, whoever did."""
        self._write(sa.delete(_lease).where(_lease.c.forum_key == forum_key))
