"""Who visits the forums of a configuration: a visitor each, who stays for as long as nothing is changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.metrics import Metrics
from feedforum.schedule.credentials import is_same_owner
from feedforum.schedule.forum_session import Session
from feedforum.schedule.poll_job import PollJob
from feedforum.schedule.shutdown import Stop, StoppableClock
from feedforum.store import Store


@dataclass(frozen=True, slots=True)
class _Made:
    """A visitor and its session, with all that they were made by beside their forum."""

    visitor: PollJob
    session: Session
    fetch_options: FetchOptions
    storage_key: str

    @property
    def forum(self) -> ForumSettings:
        return self.visitor.forum


class PollJobs:
    """Makes visitors, who all together ask each host for one page at a time.

    So do all processes that share the folder `turns`. `metrics` count what they do.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        random: Random,
        stop: Stop,
        turns: Path | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._clock = StoppableClock(clock, stop)
        self._random = random
        self._stop = stop
        self._metrics = metrics or Metrics()
        self._hosts = HostRateLimiter(self._clock, random, turns)
        self._made: dict[str, _Made] = {}

    def of(
        self, forums: Iterable[ForumSettings], public_url: str = "", storage_key: str = ""
    ) -> list[PollJob]:
        """A visitor for each forum: the one from the last time where nothing is settled otherwise since.

        Else a new one, which goes on with the session of the last as long as that is the same somebody's.
        With a `storage_key` their cookies are kept.
        """
        before, self._made = self._made, {}
        for forum in forums:
            fetch_options = fetch_options_of(forum, public_url)
            last = before.get(forum.key)
            if last and (last.forum, last.fetch_options, last.storage_key) == (
                forum,
                fetch_options,
                storage_key,
            ):
                self._made[forum.key] = last
            else:
                self._made[forum.key] = self._new(forum, fetch_options, storage_key, last)
        return [made.visitor for made in self._made.values()]

    def _new(
        self, forum: ForumSettings, fetch_options: FetchOptions, storage_key: str, last: _Made | None
    ) -> _Made:
        client = ForumClient(fetch_options, self._clock, self._hosts, self._store.robots)
        follows = last.session if last and is_same_owner(last.forum, forum) else None
        session = Session(forum, self._store.cookies(storage_key), client, follows)
        visitor = PollJob(
            forum, self._store, client, session, self._clock, self._random, self._stop, self._metrics
        )
        return _Made(visitor, session, fetch_options, storage_key)


def poll_jobs_of(
    forums: Iterable[ForumSettings],
    store: Store,
    clock: Clock,
    random: Random,
    stop: Stop,
    public_url: str = "",
    turns: Path | None = None,
    storage_key: str = "",
    metrics: Metrics | None = None,
) -> list[PollJob]:
    """A visitor for each forum, for once: see `PollJobs`."""
    return PollJobs(store, clock, random, stop, turns, metrics).of(forums, public_url, storage_key)
