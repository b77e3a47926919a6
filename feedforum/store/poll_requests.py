"""Which forums their owner wants to be polled at once: said by who serves, heard by who polls."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, exc, insert, select, update

from feedforum.store import tables
from feedforum.store.database import reading, writing

_wish = tables.request_poll


class PollRequests:
    """The wishes of all forums, one of each at most."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, forum_key: str, now: datetime) -> None:
        """Wish for a poll of a forum."""
        with writing(self._engine) as connection:
            row = _wish.c.forum_key == forum_key
            if connection.execute(update(_wish).where(row).values(wished_at=now)).rowcount:
                return
            try:
                with connection.begin_nested():
                    connection.execute(insert(_wish).values(forum_key=forum_key, wished_at=now))
            except exc.IntegrityError:
                # Another process wished for the same in this very moment.
                return

    def read(self) -> dict[str, datetime]:
        """The forums that are wished for, with since when."""
        with reading(self._engine) as connection:
            return {row.forum_key: row.wished_at for row in connection.execute(select(_wish))}

    def drop(self, forum_keys: Iterable[str]) -> None:
        """Wish for these no more."""
        with writing(self._engine) as connection:
            connection.execute(delete(_wish).where(_wish.c.forum_key.in_(list(forum_keys))))
