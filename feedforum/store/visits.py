"""What polls note about themselves: when a forum is due, what it answered last; and robots.txt files."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from feedforum.store import schema
from feedforum.store.database import reading, writing


@dataclass(frozen=True, slots=True)
class Visit:
    """A forum's last poll, and when the next is due. `pause` is the present interval in seconds.

    `requests`, `new_posts` and `unread_dates` are of the last poll. `trouble_since`: when the first
    of the present row of failed polls ended. `login_refused_at`: when the
    forum last refused the login; `login_refused_for`: a mark of the name and password it refused.
    """

    forum_key: str
    due_at: datetime | None = None
    pause: int = 0
    failures: int = 0
    polled_at: datetime | None = None
    answer: str = ""
    detail: str = ""
    url: str = ""
    requests: int = 0
    new_posts: int = 0
    unread_dates: int = 0
    login_refused_at: datetime | None = None
    login_refused_for: str = ""
    trouble_since: datetime | None = None


class Visits:
    """The visits of all forums."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, forum_key: str) -> Visit:
        """The last visit to a forum; an empty one if there was none."""
        table = schema.visit
        with reading(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.forum_key == forum_key)).mappings().first()
        return Visit(**row) if row else Visit(forum_key)

    def write(self, visit: Visit) -> None:
        """Keep what is to be known of a visit."""
        table = schema.visit
        values = {field.name: getattr(visit, field.name) for field in fields(Visit)}
        with writing(self._engine) as connection:
            key = table.c.forum_key == visit.forum_key
            if connection.execute(update(table).where(key).values(values)).rowcount == 0:
                connection.execute(insert(table).values(values))


class RobotsShelf:
    """The robots.txt files of all hosts, as they were last fetched."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, host: str) -> tuple[str, datetime] | None:
        """The file of a host and when it was fetched, or None."""
        table = schema.robots
        with reading(self._engine) as connection:
            row = connection.execute(
                select(table.c.text, table.c.fetched_at).where(table.c.host == host)
            ).first()
        return (row[0], row[1]) if row else None

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        """Keep the file of a host."""
        values = {"host": host, "text": text, "fetched_at": fetched_at}
        table = schema.robots
        with writing(self._engine) as connection:
            if connection.execute(update(table).where(table.c.host == host).values(values)).rowcount == 0:
                connection.execute(insert(table).values(values))
