"""The store, in SQLite or PostgreSQL: the only part that speaks SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from feedforum.clock import Clock
from feedforum.records import PollState as PollState
from feedforum.records import Retention, WatchList
from feedforum.store.candidates import Candidates as Candidates
from feedforum.store.database import check_openable as check_openable
from feedforum.store.database import check_writable, open_database, reading
from feedforum.store.database import upgrade_store as upgrade_store
from feedforum.store.forum_lease import ForumLeases as ForumLeases
from feedforum.store.forum_status import ForumStatuses as ForumStatuses
from feedforum.store.forum_status import PollStats
from feedforum.store.host_limits import HOST_MARGIN as HOST_MARGIN
from feedforum.store.host_limits import HostLimits as HostLimits
from feedforum.store.media_store import MediaStore as MediaStore
from feedforum.store.migration import check_schema
from feedforum.store.poll_repository import PollRepository as PollRepository
from feedforum.store.poll_state import LearnedProfiles as LearnedProfiles
from feedforum.store.poll_state import PollRequests as PollRequests
from feedforum.store.poll_state import PollStateStore as PollStateStore
from feedforum.store.poll_state import RobotsStore
from feedforum.store.poller_lease import PollerLease, noted_holder
from feedforum.store.read_repository import ReadRepository as ReadRepository
from feedforum.store.retention import drop_texts
from feedforum.store.revisions import Revisions as Revisions
from feedforum.store.session_store import CookieStore as CookieStore
from feedforum.store.session_store import EndedSessions as EndedSessions
from feedforum.store.session_store import RefusedPasswords as RefusedPasswords
from feedforum.store.session_store import TokenReads as TokenReads
from feedforum.store.sqlite_backup import back_up as back_up
from feedforum.store.sqlite_backup import restore as restore
from feedforum.store.store_copy import copy_store as copy_store
from feedforum.store.workers import Workers as Workers


class Store:
    """The store, open. Everything it does may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.read_repository = ReadRepository(engine)
        self.revisions = Revisions(engine)
        self.poll_states = PollStateStore(engine)
        self.learned_profiles = LearnedProfiles(engine)
        self.robots_txt = RobotsStore(engine)
        self.refused_passwords = RefusedPasswords(engine)
        self.ended_sessions = EndedSessions(engine)
        self.token_reads = TokenReads(engine)
        self.poll_stats = PollStats(engine)
        self.poll_requests = PollRequests(engine)
        self.media = MediaStore(engine)
        self.forum_statuses = ForumStatuses(engine)
        self.workers = Workers(engine)

    @classmethod
    def at(cls, url: str, *, upgrades: bool = True) -> "Store":
        """The store at a database URL, made if it is not there, at its newest schema.

        Without `upgrades` an older one in PostgreSQL, which others may be at work with, is refused by a
        SchemaError, as a newer one always is.
        """
        return cls(open_database(url, upgrades=upgrades))

    def poll_repository(self, forum_key: str) -> PollRepository:
        return PollRepository(self._engine, forum_key)

    def cookies(self, key: str) -> CookieStore:
        """The cookies of forums, encrypted by a key; none without one."""
        return CookieStore(self._engine, key)

    def candidates(self, forum_key: str, watch: WatchList, now: datetime) -> Candidates:
        return Candidates(self._engine, forum_key, watch, now)

    def drop_texts(self, forum_key: str, retention: Retention, now: datetime) -> int:
        """Drop the texts of old posts, 2,000 at most; gives how many were dropped."""
        return drop_texts(self._engine, forum_key, retention, now)

    def hold_poller_lease(self, command: str, now: datetime, *, shared: bool = False) -> PollerLease:
        """Makes this process the only one that polls until the block ends; messages name it as `command`.

        In PostgreSQL several may share that. Raises HeldError if another process polls.
        """
        return PollerLease(self._engine, command, now, shared=shared)

    def forum_leases(self, holder: str) -> ForumLeases:
        """Which forums workers poll now, `holder` being one of them."""
        return ForumLeases(self._engine, holder)

    def taking_forum(self, forum_key: str, holder: str) -> "Store":
        """The same store for a worker that takes a forum: nothing is written once another has taken it."""
        return Store(ForumLeases(self._engine, holder).take(forum_key))

    def connection_arguments(self) -> dict[str, Any]:
        """What psycopg connects with to the same database."""
        return dict(self._engine.dialect.create_connect_args(self._engine.url)[1])

    def host_limits(self, holder: str, clock: Clock, margin: float) -> HostLimits:
        """What the workers of this store share of hosts; `holder` names this one.

        After a worker's death its hosts are held for `margin` seconds longer than its requests take.
        """
        return HostLimits(self._engine, holder, clock, margin)

    def has_poller(self) -> bool:
        """Whether a process is noted that polls; one that was killed still is."""
        return noted_holder(self._engine) is not None or self.workers.any_polls()

    def check_schema(self) -> None:
        """Raise SchemaError if it has another schema by now than this version works with."""
        with reading(self._engine) as connection:
            check_schema(connection)

    def check_writable(self) -> None:
        """Raise StoreError if it cannot be written now; nothing is changed."""
        check_writable(self._engine)

    def close(self) -> None:
        self.revisions.close()
        self._engine.dispose()
