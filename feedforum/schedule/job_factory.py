"""Makes a poll job for each forum of a configuration; it stays as long as its settings do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.fetch import ForumClient, HostRateLimiter, SharedHosts
from feedforum.media.folder import MediaFolder
from feedforum.metrics import Metrics
from feedforum.schedule.forum_session import ForumSession, is_same_identity
from feedforum.schedule.media_fetch import MediaFetch
from feedforum.schedule.poll_job import Polled, PollJob
from feedforum.schedule.shutdown import Stop, StoppableClock
from feedforum.store import Store

_Basis = tuple[ForumSettings, str, str]
"""What a job is made of: its settings, the server's public URL, the key with which cookies are stored."""


@dataclass(eq=False)
class PollJobs:
    """Makes poll jobs that share one rate limit, with all processes that have the same `shared_hosts`.

    Pictures and files are kept in `media`, none without one; what was left there unfinished is removed, if
    this process is `alone`.
    """

    store: Store
    clock: Clock
    random: Random
    stop: Stop
    shared_hosts: Sequence[SharedHosts] = ()
    metrics: Metrics = field(default_factory=Metrics)
    media: MediaFolder | None = None
    polled: Polled = lambda forum, before, after: None
    alone: bool = True
    _jobs: dict[str, tuple[_Basis, PollJob]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._clock = StoppableClock(self.clock, self.stop)
        self._rate_limiter = HostRateLimiter(self._clock, self.random, self.shared_hosts)
        if self.media is not None and self.alone:
            self.media.remove_parts()

    def of(
        self, forums: Iterable[ForumSettings], public_url: str = "", storage_key: str = ""
    ) -> list[PollJob]:
        """A job for each forum that is not paused: the one of the last call if its settings are the same.

        Else a new one, which continues the session if the login is the same. A `storage_key` stores cookies.
        """
        before, self._jobs = self._jobs, {}
        for forum in (each for each in forums if not each.paused):
            made_of = forum, public_url, storage_key
            made_before, last = before.get(forum.key, (None, None))
            job = last if last and made_before == made_of else self.new(*made_of, last=last)
            self._jobs[forum.key] = made_of, job
        return [job for _, job in self._jobs.values()]

    def new(
        self,
        forum: ForumSettings,
        public_url: str,
        storage_key: str,
        store: Store | None = None,
        also: Callable[[], None] = lambda: None,
        last: PollJob | None = None,
    ) -> PollJob:
        """A job that writes to that `store`, and calls `also` between two pages; it continues `last`."""
        store, options = store or self.store, fetch_options_of(forum, public_url)
        client = self._client(options, store)
        follows = last.session if last and is_same_identity(last.forum, forum) else None
        session = ForumSession(forum, store.cookies(storage_key), client, follows)
        media = None
        if self.media is not None:
            # Other hosts see nothing of the forum: neither its cookies nor its headers.
            strange = replace(options, forum="", headers=(), redirects_to=(), robots_txt=True)
            elsewhere = partial(self._client, strange, store)
            media = MediaFetch(forum, store, client, elsewhere, self.media, self._clock, self.metrics)
        stop, random = self.stop.child(also), self.random
        return PollJob(
            forum, store, client, session, self._clock, random, stop, self.metrics, media, self.polled
        )

    def _client(self, options: FetchOptions, store: Store) -> ForumClient:
        return ForumClient(options, self._clock, self._rate_limiter, store.robots_txt)
