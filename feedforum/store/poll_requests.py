"""Which forums their owner wants to be polled at once: said by who serves, heard by who polls."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, exc, insert, select, update

from feedforum.store import tables
from feedforum.store.database import reading, writing

_request = tables.poll_request


class PollRequests:
    """The wishes of all forums, one of each at most."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, forum_key: str, now: datetime) -> None:
        """Wish for a poll of a forum."""
        with writing(self._engine) as connection:
            row = _request.c.forum_key == forum_key
            if connection.execute(update(_request).where(row).values(requested_at=now)).rowcount:
                return
            try:
                with connection.begin_nested():
                    connection.execute(insert(_request).values(forum_key=forum_key, requested_at=now))
            except exc.IntegrityError:
                # Another process wished for the same in this very moment.
                return

    def read(self) -> dict[str, datetime]:
        """The forums that are wished for, with since when."""
        with reading(self._engine) as connection:
            return {row.forum_key: row.requested_at for row in connection.execute(select(_request))}

    def drop(self, forum_keys: Iterable[str]) -> None:
        """Wish for these no more."""
        with writing(self._engine) as connection:
            connection.execute(delete(_request).where(_request.c.forum_key.in_(list(forum_keys))))
