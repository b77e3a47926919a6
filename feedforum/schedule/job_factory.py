"""Makes a poll job for each forum of a configuration; it stays as long as its settings do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.metrics import Metrics
from feedforum.schedule.forum_session import ForumSession, is_same_identity
from feedforum.schedule.poll_job import PollJob
from feedforum.schedule.shutdown import Stop, StoppableClock
from feedforum.store import Store


@dataclass(frozen=True, slots=True)
class _Made:
    """A job and its session, and what they were made of."""

    job: PollJob
    session: ForumSession
    forum: ForumSettings
    fetch_options: FetchOptions
    storage_key: str


class PollJobs:
    """Makes poll jobs that share one rate limit, with all processes that have the same `folder`."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        random: Random,
        stop: Stop,
        folder: Path | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._clock = StoppableClock(clock, stop)
        self._random = random
        self._stop = stop
        self._metrics = metrics or Metrics()
        self._rate_limiter = HostRateLimiter(self._clock, random, folder)
        self._made: dict[str, _Made] = {}

    def of(
        self, forums: Iterable[ForumSettings], public_url: str = "", storage_key: str = ""
    ) -> list[PollJob]:
        """A job for each forum: the one of the last call if its settings are the same.

        Else a new one, which continues the session if the login is the same. A `storage_key` stores cookies.
        """
        before, self._made = self._made, {}
        for forum in forums:
            options = fetch_options_of(forum, public_url)
            last = before.get(forum.key)
            if last and (last.forum, last.fetch_options, last.storage_key) == (forum, options, storage_key):
                self._made[forum.key] = last
            else:
                self._made[forum.key] = self._new(forum, options, storage_key, last)
        return [made.job for made in self._made.values()]

    def _new(
        self, forum: ForumSettings, options: FetchOptions, storage_key: str, last: _Made | None
    ) -> _Made:
        client = ForumClient(options, self._clock, self._rate_limiter, self._store.robots_txt)
        follows = last.session if last and is_same_identity(last.forum, forum) else None
        session = ForumSession(forum, self._store.cookies(storage_key), client, follows)
        job = PollJob(
            forum, self._store, client, session, self._clock, self._random, self._stop, self._metrics
        )
        return _Made(job, session, forum, options, storage_key)
