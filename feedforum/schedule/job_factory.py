"""Makes a poll job for each forum of a configuration; it stays as long as its settings do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
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

_Basis = tuple[ForumSettings, FetchOptions, str]
"""What a job is made of: its settings, its options, and the key with which cookies are stored."""


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
    polled: Polled | None = None
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
            basis = forum, fetch_options_of(forum, public_url), storage_key
            last = before.get(forum.key)
            unchanged = last is not None and last[0] == basis
            self._jobs[forum.key] = (
                last
                if last and unchanged
                else (basis, self._new(*basis, last and last[1], self.store, self.stop.child()))
            )
        return [job for _, job in self._jobs.values()]

    def new(
        self,
        forum: ForumSettings,
        public_url: str,
        storage_key: str,
        store: Store,
        also: Callable[[], None],
        last: PollJob | None = None,
    ) -> PollJob:
        """A job for one poll, which writes to that `store`, and calls `also` between two pages.

        It continues the session that is stored, or, where none is stored, that of the `last` job.
        """
        basis = forum, fetch_options_of(forum, public_url), storage_key
        return self._new(*basis, None if storage_key else last, store, self.stop.child(also))

    def _new(
        self,
        forum: ForumSettings,
        options: FetchOptions,
        storage_key: str,
        last: PollJob | None,
        store: Store,
        stop: Stop,
    ) -> PollJob:
        client = ForumClient(options, self._clock, self._rate_limiter, store.robots_txt)
        follows = last.session if last and is_same_identity(last.forum, forum) else None
        session = ForumSession(forum, store.cookies(storage_key), client, follows)
        media = self._media_fetch(forum, store, client, options)
        job = PollJob(forum, store, client, session, self._clock, self.random, stop, self.metrics, media)
        return replace(job, polled=self.polled) if self.polled else job

    def _media_fetch(
        self, forum: ForumSettings, store: Store, client: ForumClient, options: FetchOptions
    ) -> MediaFetch | None:
        if self.media is None:
            return None
        # Other hosts see nothing of the forum: neither its cookies nor its headers.
        strange = replace(options, forum="", headers=(), redirects_to=(), robots_txt=True)

        def elsewhere() -> ForumClient:
            return ForumClient(strange, self._clock, self._rate_limiter, store.robots_txt)

        return MediaFetch(forum, store, client, elsewhere, self.media, self._clock, self.metrics)
