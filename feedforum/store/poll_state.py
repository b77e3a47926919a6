"""When each forum is due and what it answered last, requests for polls at once, and robots.txt files."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Engine, bindparam, delete, exc, insert, select, update

from feedforum.store import tables
from feedforum.store.database import reading, writing


@dataclass(frozen=True, slots=True)
class PollState:
    """A forum's last poll, and when the next is due. `pause` is the present interval in seconds.

    `requests`, `new_posts`, `edits`, `deletions`, `unread_dates` and the `size` of its answers in bytes
    are of the last poll. `failing_since`: when the first of the present row of failed polls ended.
    `login_refused_at`: when the forum last refused the login; `login_refused_for`: a hash of the name
    and password it refused. `logged_in_at` is when we logged in last, `logins` how many logins led to
    that session and to those before it that did not hold; 0 if there was none. `public_host` is the host
    of the forum if it was reached in the public network once.
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
    logged_in_at: datetime | None = None
    logins: int = 0
    edits: int = 0
    deletions: int = 0
    size: int = 0
    failing_since: datetime | None = None
    public_host: str | None = None


_poll_state, _poll_request, _robots = tables.poll_state, tables.poll_request, tables.robots

_POLL_STATE = select(_poll_state).where(_poll_state.c.forum_key == bindparam("key"))
_CHANGE_POLL_STATE = update(_poll_state).where(_poll_state.c.forum_key == bindparam("of_forum"))
_ROBOTS = select(_robots.c.text, _robots.c.fetched_at).where(_robots.c.host == bindparam("of_host"))
_CHANGE_ROBOTS = update(_robots).where(_robots.c.host == bindparam("of_host"))


class PollStateStore:
    """The poll states of all forums."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, forum_key: str) -> PollState:
        """The poll state of a forum; an empty one before its first poll."""
        with reading(self._engine) as connection:
            row = connection.execute(_POLL_STATE, {"key": forum_key}).mappings().first()
        return PollState(**row) if row else PollState(forum_key)

    def write(self, state: PollState) -> None:
        """Save the poll state of a forum."""
        values = {field.name: getattr(state, field.name) for field in fields(PollState)}
        with writing(self._engine) as connection:
            if connection.execute(_CHANGE_POLL_STATE, values | {"of_forum": state.forum_key}).rowcount == 0:
                connection.execute(insert(_poll_state), values)


class PollRequests:
    """Which forums their owner wants polled at once: added by who serves, taken away by who polls."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, forum_key: str, now: datetime) -> None:
        """Request a poll of a forum."""
        with writing(self._engine) as connection:
            row = _poll_request.c.forum_key == forum_key
            if connection.execute(update(_poll_request).where(row).values(requested_at=now)).rowcount:
                return
            try:
                with connection.begin_nested():
                    connection.execute(insert(_poll_request).values(forum_key=forum_key, requested_at=now))
            except exc.IntegrityError:
                # Another process requested the same at this very moment.
                return

    def read(self) -> dict[str, datetime]:
        """The forums that polls are requested of, with since when."""
        with reading(self._engine) as connection:
            return {row.forum_key: row.requested_at for row in connection.execute(select(_poll_request))}

    def drop(self, forum_keys: Iterable[str]) -> None:
        """Delete the requests for these."""
        with writing(self._engine) as connection:
            connection.execute(delete(_poll_request).where(_poll_request.c.forum_key.in_(list(forum_keys))))


class RobotsStore:
    """The robots.txt files of all hosts, as they were last fetched."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, host: str) -> tuple[str, datetime] | None:
        """The file of a host and when it was fetched, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(_ROBOTS, {"of_host": host}).first()
        return (row[0], row[1]) if row else None

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        """Save the file of a host."""
        values = {"host": host, "text": text, "fetched_at": fetched_at}
        with writing(self._engine) as connection:
            if connection.execute(_CHANGE_ROBOTS, values | {"of_host": host}).rowcount == 0:
                connection.execute(insert(_robots), values)
