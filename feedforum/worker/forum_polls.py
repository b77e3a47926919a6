"""What a worker does with the forums that the queue gives it, and which of them it has the queue hold.

When a forum is due, its poll state says, as for `feedforum run`. The queue only says who polls it.
"""

import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TypeVar

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings, Settings
from feedforum.errors import FeedforumError, ForumTakenError, StoreError
from feedforum.fetch.urls import host_of
from feedforum.poll import Report
from feedforum.schedule import PollJob, PollJobs, StoppedError, granted_requests
from feedforum.schedule.intervals import due_after_change, first_due_at
from feedforum.store import PollState, Store

log = logging.getLogger(__name__)

Result = TypeVar("Result")

MOST_QUEUED = 500
"""The most polls that wait in the queue; further forums that are due are queued when these have begun."""

MOST_OF_A_HOST = 10
"""The most of them of one host, which is asked by one worker at a time: it must not fill the queue."""

MEDIA_SECONDS = 300.0
"""How long pictures and files of a forum are fetched before others of its host have their turn."""


@dataclass(frozen=True, slots=True)
class DuePoll:
    """A poll for the queue: of a forum, whose host no other may ask meanwhile; `requested` by the owner."""

    forum_key: str
    host: str
    requested: bool


@dataclass(eq=False)
class ForumPolls:
    """The polls of a worker, whose forum leases are held by `holder`; from any thread.

    `polled` gets the report of each poll. Each forum has one turn at a time (`_turns`), also where the queue
    gives it to this worker once more.
    """

    store: Store
    current: LiveSettings
    jobs: PollJobs
    clock: Clock
    random: Random
    holder: str
    ensure_lease: Callable[[], None]
    polled: Callable[[ForumSettings, Report], None] = lambda forum, report: None
    _running: dict[str, PollJob] = field(default_factory=dict)
    _last: dict[str, PollJob] = field(default_factory=dict)
    _turns: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _change: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._leases = self.store.forum_leases(self.holder)

    @property
    def running(self) -> bool:
        return bool(self._running)

    def warn(self) -> None:
        """Log what workers cannot share as they are configured."""
        settings = self.current.settings
        members = [forum.key for forum in settings.forums if forum.username]
        if members and not settings.storage_key:
            log.warning(
                "each worker logs in to %s by itself; name a key in [storage], and they share logins",
                ", ".join(members),
            )

    def plan_first(self) -> None:
        """Plan the first polls of forums that are new, and sooner ones where a moment is too far off."""
        now, known = self.clock.now(), self.store.poll_states.all_due_at()
        forums = [forum for forum in self.current.settings.forums if not forum.paused]
        new = [forum for forum in forums if forum.key not in known]
        self.store.poll_states.add(
            {
                forum.key: first_due_at(PollState(forum.key), forum, now, place, self.random)
                for place, forum in enumerate(new)
            }
        )
        for forum in forums:
            due = known.get(forum.key)
            if due is not None and due > now + timedelta(seconds=max(forum.interval, forum.max_interval)):
                state = self.store.poll_states.read(forum.key)
                self.store.poll_states.make_due(forum.key, first_due_at(state, forum, now, 0, self.random))

    def replace(self, before: Settings, after: Settings) -> None:
        """Go on with other settings: forums that have changed are polled as soon as their interval allows.

        Their polls under way end between two pages. While the store is away, they keep their moments.
        """
        changed = [forum for forum in after.forums if before.forum(forum.key) != forum]
        gone = {forum.key for forum in before.forums if after.forum(forum.key) is None}
        keys = {forum.key for forum in changed} | gone
        with self._change:
            ended = [job for key, job in self._running.items() if key in keys]
            for key in self._last.keys() & gone:
                del self._last[key]
        for job in ended:
            job.end()
        now = self.clock.now()
        with suppress(StoreError):
            self.store.poll_states.add({forum.key: now for forum in changed if not forum.paused})
            for forum in changed:
                state = self.store.poll_states.read(forum.key)
                due = due_after_change(state, forum, now, self.random)
                self.store.poll_states.make_due(forum.key, due)

    def due(self, queued: Collection[str]) -> list[DuePoll]:
        """The polls that are due, or that the owner has requested, the oldest first; not those `queued`."""
        settings, now = self.current.settings, self.clock.now()
        requested = granted_requests(self.store, settings.forum, now)
        of_host: Counter[str] = Counter()
        found = []
        for key in dict.fromkeys([*requested, *self.store.poll_states.due(now)]):
            forum = settings.forum(key)
            if forum is None or forum.paused:
                continue
            host = host_of(forum.url)
            of_host[host] += 1
            if key not in queued and (of_host[host] <= MOST_OF_A_HOST or key in requested):
                found.append(DuePoll(key, host, key in requested))
        # Whoever is queued already is polled anyway. The others' requests are dropped when they are queued.
        self.store.poll_requests.drop(set(requested).intersection(queued))
        return found[: max(MOST_QUEUED - len(queued), 0) + len(requested)]

    def queued(self, poll: DuePoll) -> None:
        """Note that the queue has a poll, so that a request for it is answered. Raises StoreError."""
        if poll.requested:
            self.store.poll_requests.drop([poll.forum_key])

    def poll(self, key: str, *, requested: bool) -> DuePoll | None:
        """Poll a forum that is due or `requested`, or whose poll another worker did not end.

        Gives what to queue for its pictures and files, if it keeps any. Raises StoppedError, and StoreError
        where no forum can be polled.
        """
        forum = self.current.settings.forum(key)
        if forum is None or forum.paused:
            return None

        def work(job: PollJob) -> DuePoll | None:
            report, _ = job.run()
            self.polled(forum, report)
            keeps = job.went_through and forum.keeps_media
            return DuePoll(key, host_of(forum.url), requested=False) if keeps else None

        with self._turns[key]:
            wanted = requested or self._is_due(key) or self._leases.is_taken(key)
            return self._do(forum, work) if wanted else None

    def fetch_media(self, key: str, waits: Callable[[], bool]) -> bool:
        """Fetch pictures and files of a forum, until a poll is due or `waits`; gives whether more may be due.

        Raises what `poll` does.
        """
        forum = self.current.settings.forum(key)
        if forum is None or forum.paused:
            return False
        began = self.clock.now()
        until = began + timedelta(seconds=MEDIA_SECONDS)
        due = self.store.poll_states.read(key).due_at or began
        if due <= began or waits():
            return False

        def work(job: PollJob) -> bool:
            job.resume()
            report = job.fetch_media(min(due, until), gives_way=waits)
            if report is not None:
                self.polled(forum, report)
            return self.clock.now() >= until

        with self._turns[key]:
            return bool(self._do(forum, work))

    def _do(self, forum: ForumSettings, work: Callable[[PollJob], Result]) -> Result | None:
        """Do something with a forum that this worker has to itself. What goes wrong with it alone is logged.

        Where the store is away, the forum stays taken, so that its poll is known to have no end.
        """
        key, settings = forum.key, self.current.settings

        def check() -> None:
            self.ensure_lease()
            self._leases.check(key)

        self.ensure_lease()
        store = self.store.taking_forum(key, self.holder)
        with self._change:
            # Where sessions are stored, another worker may have gone on with this one.
            last = None if settings.storage_key else self._last.get(key)
            job = self.jobs.new(forum, settings.server.public_url, settings.storage_key, store, check, last)
            self._running[key] = job
            if forum.username and not settings.storage_key:
                self._last[key] = job
        ended = True
        try:
            return work(job)
        except ForumTakenError as error:
            log.info("%s", error, extra={"forum": key})
        except StoppedError:
            raise
        except StoreError:
            ended = False
            raise
        except FeedforumError as error:
            log.error("%s: %s", key, error, extra={"forum": key})  # noqa: TRY400 - its sentence says all
        except Exception:
            log.exception("%s: feedforum failed", key, extra={"forum": key})
        finally:
            job.close()
            with self._change:
                del self._running[key]
            if ended:
                self._leases.give_back(key)
        return None

    def give_up(self, key: str) -> None:
        """Leave a forum whose polls end workers, or cannot be stored, until it is due. Raises StoreError."""
        self._leases.forget(key)

    def _is_due(self, key: str) -> bool:
        due = self.store.poll_states.read(key).due_at
        return due is None or due <= self.clock.now()
