"""What is known, in SQLite or PostgreSQL: the only part that speaks SQL."""

from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Engine, text

from feedforum.records import Retention, Watch
from feedforum.store.backup import back_up
from feedforum.store.database import check_writable, open_database, reading
from feedforum.store.holding import POLLER, Holding, hold, is_named, this_process
from feedforum.store.keeping import drop_texts
from feedforum.store.knowledge import Knowledge
from feedforum.store.library import StoredLibrary
from feedforum.store.outlook import Outlook
from feedforum.store.revisions import Revisions
from feedforum.store.sessions import CookieShelf, RefusedPasswords
from feedforum.store.standings import Standings
from feedforum.store.sums import Sums
from feedforum.store.visits import RobotsShelf, Visit, Visits
from feedforum.store.wishes import Wishes

__all__ = [
    "CookieShelf",
    "Holding",
    "Knowledge",
    "Outlook",
    "RefusedPasswords",
    "Revisions",
    "RobotsShelf",
    "Standings",
    "Store",
    "StoredLibrary",
    "Sums",
    "Visit",
    "Visits",
    "Wishes",
    "back_up",
]


class Store:
    """The store, open. Everything it does may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.library = StoredLibrary(engine)
        self.revisions = Revisions(engine)
        self.visits = Visits(engine)
        self.robots = RobotsShelf(engine)
        self.refused_passwords = RefusedPasswords(engine)
        self.sums = Sums(engine)
        self.wishes = Wishes(engine)
        self.standings = Standings(engine)

    @classmethod
    def at(cls, url: str) -> "Store":
        """The store at a database URL, made if it is not there, at its newest schema."""
        return cls(open_database(url))

    def knowledge(self, forum_key: str) -> Knowledge:
        """What is known of a forum, for polls to read and keep."""
        return Knowledge(self._engine, forum_key)

    def cookies(self, key: str) -> CookieShelf:
        """The cookies of forums, encrypted by a key; none without one."""
        return CookieShelf(self._engine, key)

    def outlook(self, forum_key: str, watch: Watch, now: datetime) -> Outlook:
        """What may be worth asking a forum for."""
        return Outlook(self._engine, forum_key, watch, now)

    def drop_texts(self, forum_key: str, retention: Retention, now: datetime) -> int:
        """Drop the texts of posts that are kept no longer, so many at most as soon done; gives how many."""
        return drop_texts(self._engine, forum_key, retention, now)

    def polled_by(self, command: str, now: datetime) -> AbstractContextManager[Holding]:
        """Makes this process the one that polls, till the end of the block; `command` is what it is told as.

        Raises HeldError if another process does.
        """
        return hold(self._engine, POLLER, this_process(command, now))

    def says_who_polls(self) -> bool:
        """Whether a process polls, as far as one said so: one that was killed could not take that back."""
        return is_named(self._engine, POLLER)

    def answers(self) -> None:
        """Ask the store for nothing, to see that it answers."""
        with reading(self._engine) as connection:
            connection.execute(text("SELECT 1"))

    def check_writable(self) -> None:
        """See that it could be written now; it stays as it is."""
        check_writable(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self.revisions.close()
        self._engine.dispose()
