"""Polls at their time: a job of APScheduler for each forum, planned again when its poll has ended."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.errors import FeedforumError, HeldError, StoreError
from feedforum.poll import Report
from feedforum.records import PollPause
from feedforum.schedule.intervals import due_after_change, due_at, first_due_at
from feedforum.schedule.poll_job import PollJob
from feedforum.schedule.poll_requests import granted_requests
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.schedule.store_backoff import StoreBackoff
from feedforum.store import Store

log = logging.getLogger(__name__)

WORKERS = 8
"""The most forums that are polled at the same time."""

MEDIA_WORKERS = 4
"""The most forums whose pictures and files are fetched at the same time; no poll waits for them."""

CHECK_REQUESTS = timedelta(seconds=5)
"""How often it is checked whether the owner has requested a poll."""

_POLLS, _REQUESTS = "polls", "requests"
_OTHER_POLLS = "This process does not poll while another does, and serves what is stored. %s"


class Schedule:
    """Has each forum polled when it is due, by one thread at a time.

    `stop` is shared with the jobs. The clock must be right in the long run: APScheduler waits by the
    machine's own. Requests for polls are checked every `check_requests`. `polled` gets the
    report of each poll, in any thread.
    """

    def __init__(
        self,
        jobs: Sequence[PollJob],
        store: Store,
        clock: Clock,
        random: Random,
        stop: Stop,
        workers: int = WORKERS,
        check_requests: timedelta = CHECK_REQUESTS,
        polled: Callable[[ForumSettings, Report], None] = lambda forum, report: None,
    ) -> None:
        self._jobs = {job.forum.key: job for job in jobs}
        self._store = store
        self._clock = clock
        self._random = random
        self._stop = stop
        self._polled = polled
        self._planned: dict[str, str] = {}
        self._backoff = StoreBackoff()
        self._running: dict[str, PollJob] = {}
        self._waiting: set[str] = set()
        self._change = threading.Condition()
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={_POLLS: ThreadPoolExecutor(workers + MEDIA_WORKERS), _REQUESTS: ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None},
        )
        self._scheduler.add_job(
            self._grant_requests,
            IntervalTrigger(seconds=check_requests.total_seconds(), timezone=UTC),
            max_instances=10,  # some wait while the store is busy
            executor=_REQUESTS,
        )
        self._poll_places = threading.BoundedSemaphore(workers)
        self._media_places = threading.BoundedSemaphore(MEDIA_WORKERS)
        self._wanted: set[str] = set()

    @property
    def trouble(self) -> PollPause | None:
        """Why polls pause, or None if they do not."""
        return self._backoff.present

    def start(self) -> None:
        """Begin, with the due times as they are stored. Raises StoreError."""
        now = self._clock.now()
        for place, (key, job) in enumerate(self._jobs.items()):
            state = self._store.poll_states.read(key)
            self._plan(job, first_due_at(state, job.forum, now, place, self._random))
        self._scheduler.start()

    def replace(self, jobs: Sequence[PollJob]) -> None:
        """From now on run these jobs, and no others.

        A job that is there already continues. One that is not any more ends its poll between two pages;
        only then is its forum polled by another.
        """
        with self._change:
            if self._stop.requested:
                return
            before, self._jobs = self._jobs, {job.forum.key: job for job in jobs}
            for key, job in before.items():
                if self._jobs.get(key) is not job:
                    if planned := self._planned.pop(key, None):
                        with suppress(JobLookupError):
                            self._scheduler.remove_job(planned)
                    job.end()
                    if self._running.get(key) is not job:
                        job.close()
            for key, job in self._jobs.items():
                if before.get(key) is not job and key not in self._running:
                    self._plan(job, self._due_after_change(job))

    def stop(self, timeout: float) -> bool:
        """Begin no more polls, and wait up to `timeout` seconds for those under way; whether all ended."""
        with self._change:
            self._stop.request()
        if self._scheduler.running:
            # A job that starts while APScheduler shuts down makes its thread fail: so none may be left.
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=False)
        with self._change:
            ended = self._change.wait_for(lambda: not self._running, timeout)
        if ended:
            for job in self._jobs.values():
                job.close()
        return ended

    def _plan(self, job: PollJob, due: datetime) -> None:
        # Each APScheduler job has its own id. Under the forum's key, the one of a poll that ended at once
        # would take the next one with it when APScheduler removes it, or keep it from starting.
        planned = self._scheduler.add_job(self._run, "date", run_date=due, args=[job], executor=_POLLS)
        self._planned[job.forum.key] = planned.id

    def _grant_requests(self) -> None:
        """Begin the polls that the owner has requested."""

        def forum_of(key: str) -> ForumSettings | None:
            job = self._jobs.get(key)
            return job.forum if job else None

        try:
            granted = granted_requests(self._store, forum_of, self._clock.now())
            self._store.poll_requests.drop(granted)
        except StoreError as error:
            # The polls report what is wrong with the store.
            log.debug("requests for polls cannot be read: %s", error)
        else:
            for key in granted:
                self._advance(key)

    def _advance(self, key: str) -> None:
        """Begin a poll now that is planned for later, or for which pictures make way.

        One that is beginning or running is not doubled.
        """
        with self._change:
            planned = self._planned.get(key)
            if planned is None:
                self._wanted.add(key)
            elif not self._stop.requested:
                with suppress(JobLookupError):
                    self._scheduler.reschedule_job(planned, trigger="date", run_date=self._clock.now())

    def _due_after_change(self, job: PollJob) -> datetime:
        now = self._clock.now()
        try:
            state = self._store.poll_states.read(job.forum.key)
        except StoreError:
            # The poll itself gets the same error, and handles it.
            return now
        return due_after_change(state, job.forum, now, self._random)

    def _run(self, job: PollJob) -> None:
        """Poll a forum, and only then plan its next poll, or the first of the job that replaces this one.

        So it is never polled twice at once.
        """
        key = job.forum.key
        with self._change:
            if self._jobs.get(key) is not job:
                return
            self._planned.pop(key, None)
            self._running[key] = job
        due: datetime | None = None
        try:
            due = self._due_after_poll(job)
        finally:
            with self._change:
                del self._running[key]
                successor = self._jobs.get(key)
                if successor is not job:
                    job.close()
                    due = self._due_after_change(successor) if successor else None
                if successor and due and not self._stop.requested:
                    self._plan(successor, due)
                self._change.notify_all()

    def _due_after_media(self, job: PollJob, due: datetime) -> datetime:
        """Fetch pictures and files until the next poll is due; gives when that is, at once if one is wanted.

        Where those of as many forums are being fetched as may be, these wait until after that poll.
        """
        key = job.forum.key
        if not self._media_places.acquire(blocking=False):
            return due
        self._wanted.discard(key)
        try:
            report = job.fetch_media(due, gives_way=lambda: key in self._wanted)
            if report is not None:
                self._polled(job.forum, report)
        except StoppedError:
            pass
        except FeedforumError as error:
            log.warning("%s: pictures and files: %s", key, error, extra={"forum": key})
        except Exception:
            log.exception("%s: feedforum failed to fetch pictures and files", key, extra={"forum": key})
        finally:
            self._media_places.release()
        return self._clock.now() if key in self._wanted else due

    def _due_after_poll(self, job: PollJob) -> datetime | None:
        """Poll a forum, then fetch its files; gives when it is due next, None if there are no more polls."""
        key = job.forum.key
        trouble = self.trouble
        if trouble is not None and trouble.final:
            return None
        try:
            self._stop.check()
            if self._has_waited(key) and (stored := self._due_after_change(job)) > self._clock.now():
                return stored
            with self._poll_places:
                report, state = job.run()
                self._polled(job.forum, report)
        except StoppedError:
            return None
        except HeldError as error:
            with self._change:
                if not self._waiting:
                    log.error(_OTHER_POLLS, error)  # noqa: TRY400 - its sentence says all
                self._waiting.add(key)
        except StoreError as error:
            now = self._clock.now()
            seconds = self._backoff.failed(job.forum, error, now)
            return None if seconds is None else due_at(now, seconds, self._random)
        except FeedforumError as error:
            log.error("%s: %s", key, error, extra={"forum": key})  # noqa: TRY400 - its sentence says all
        except Exception:
            log.exception("%s: feedforum failed", key, extra={"forum": key})
        else:
            self._backoff.succeeded(job.forum)
            return state.due_at and self._due_after_media(job, state.due_at)
        return due_at(self._clock.now(), job.forum.interval, self._random)

    def _has_waited(self, key: str) -> bool:
        """Whether a forum waited for another process, the only one that might poll, which has ended."""
        with self._change:
            waited = key in self._waiting
            self._waiting.discard(key)
            if waited and not self._waiting:
                log.info("No other process polls any more; this one polls again.")
        return waited
