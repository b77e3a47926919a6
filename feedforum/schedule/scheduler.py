"""Visits at their time: a job of APScheduler for each forum, made anew when its visit has ended."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.errors import FeedforumError, HeldError, StoreError
from feedforum.poll import Report
from feedforum.records import PollRequestOutcome, Trouble
from feedforum.schedule.intervals import due_anew, due_at, first_due_at
from feedforum.schedule.poll_now import judged
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.schedule.store_backoff import StoreBackoff
from feedforum.store import PollRequests, PollState, PollStateStore

log = logging.getLogger(__name__)

WORKERS = 8
"""How many forums are visited at the same time at most."""


LOOK = timedelta(seconds=5)
"""How often it is looked whether the owner wishes for a poll."""

_VISITS, _LOOKS = "visits", "looks"


class PollJobRunner(Protocol):
    """What visits one forum, as `visitor.Visitor` does."""

    @property
    def forum(self) -> ForumSettings:
        """The forum."""

    def visit(self) -> tuple[Report, PollState]:
        """Visit it now."""

    def end(self) -> None:
        """End the visit that is under way between two of its pages, and make no other."""

    def close(self) -> None:
        """Let go of what a visit needs."""


class Schedule:
    """Lets each forum be visited when it is due, and by one thread at a time.

    `stop` is shared with the visitors. The clock must be right in the long run: APScheduler waits
    by the machine's own. `poll_requests` for polls are looked at every `look`, where they are given. `polled`
    is told what came of each visit, from any thread.
    """

    def __init__(
        self,
        visitors: Sequence[PollJobRunner],
        visits: PollStateStore,
        clock: Clock,
        random: Random,
        stop: Stop,
        workers: int = WORKERS,
        poll_requests: PollRequests | None = None,
        look: timedelta = LOOK,
        polled: Callable[[ForumSettings, Report], None] = lambda forum, report: None,
    ) -> None:
        self._visitors = {visitor.forum.key: visitor for visitor in visitors}
        self._visits = visits
        self._clock = clock
        self._random = random
        self._stop = stop
        self._wishes = poll_requests
        self._look_every = look
        self._planned: dict[str, str] = {}
        self._polled = polled
        self._troubles = StoreBackoff()
        self._under_way: dict[str, PollJobRunner] = {}
        self._change = threading.Condition()
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={_VISITS: ThreadPoolExecutor(workers), _LOOKS: ThreadPoolExecutor(1)},
        )

    @property
    def trouble(self) -> Trouble | None:
        """Why polls pause, or None if they do not."""
        return self._troubles.present

    def start(self) -> None:
        """Begin, with the due times as they are stored. Raises StoreError."""
        now = self._clock.now()
        for place, (key, visitor) in enumerate(self._visitors.items()):
            visit = self._visits.read(key)
            self._plan(visitor, first_due_at(visit, visitor.forum, now, place, self._random))
        if self._wishes is not None:
            self._plan_look()
        self._scheduler.start()

    def replace(self, visitors: Sequence[PollJobRunner]) -> None:
        """Let these forums be visited from now on, and no others.

        A visitor that is there already goes on. One that is not wanted any more ends its visit
        between two pages; only then is its forum visited by another.
        """
        with self._change:
            if self._stop.asked:
                return
            before, self._visitors = self._visitors, {visitor.forum.key: visitor for visitor in visitors}
            for key, visitor in before.items():
                if self._visitors.get(key) is not visitor:
                    self._unplan(key)
                    visitor.end()
                    if self._under_way.get(key) is not visitor:
                        visitor.close()
            for key, visitor in self._visitors.items():
                if before.get(key) is not visitor and key not in self._under_way:
                    self._plan(visitor, self._due_anew(visitor))

    def stop(self, patience: float) -> bool:
        """Begin no more visits, and end those under way between two of their pages.

        Waits for that up to `patience` seconds, and tells whether all have ended.
        """
        with self._change:
            self._stop.ask()
        if self._scheduler.running:
            # A job that starts while APScheduler shuts down makes its thread fail: so let none be left.
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=False)
        with self._change:
            over = self._change.wait_for(lambda: not self._under_way, patience)
        if over:
            for visitor in self._visitors.values():
                visitor.close()
        return over

    def _plan(self, visitor: PollJobRunner, due: datetime) -> None:
        # Each job has an id of its own. Under the forum's key, the job of a visit that ended at once
        # would take the next one with it when APScheduler removes it, or keep it from starting.
        job = self._scheduler.add_job(
            self._visit, "date", run_date=due, args=[visitor], misfire_grace_time=None, executor=_VISITS
        )
        self._planned[visitor.forum.key] = job.id

    def _unplan(self, key: str) -> None:
        planned = self._planned.pop(key, None)
        if planned is not None:
            with suppress(JobLookupError):
                self._scheduler.remove_job(planned)

    def _plan_look(self) -> None:
        due = self._clock.now() + self._look_every
        self._scheduler.add_job(self._look, "date", run_date=due, misfire_grace_time=None, executor=_LOOKS)

    def _look(self) -> None:
        """Grant what wishes there are, and look again in a while."""
        try:
            self._grant_wishes()
        except StoreError as error:
            # What is wrong with the store the visits tell.
            log.debug("wishes for polls cannot be read: %s", error)
        finally:
            with self._change:
                if not self._stop.asked:
                    self._plan_look()

    def _grant_wishes(self) -> None:
        wished = self._wishes.read() if self._wishes is not None else {}
        if self._wishes is None or not wished:
            return
        self._wishes.drop(wished)
        for key in wished:
            visitor = self._visitors.get(key)
            outcome = judged(self._visits.read(key), visitor.forum, self._clock.now()) if visitor else None
            log.info("%s: a poll is wished for: %s", key, outcome or "unknown", extra={"forum": key})
            if outcome is PollRequestOutcome.GRANTED:
                self._hasten(key)

    def _hasten(self, key: str) -> None:
        """Let a visit begin that is planned for later; one that begins or goes on now is not doubled."""
        with self._change:
            planned = self._planned.get(key)
            if planned is None or self._stop.asked:
                return
            with suppress(JobLookupError):
                self._scheduler.reschedule_job(planned, trigger="date", run_date=self._clock.now())

    def _due_anew(self, visitor: PollJobRunner) -> datetime:
        now = self._clock.now()
        try:
            visit = self._visits.read(visitor.forum.key)
        except StoreError:
            # The visit itself meets the same, and knows what to do then.
            return now
        return due_anew(visit, visitor.forum, now, self._random)

    def _visit(self, visitor: PollJobRunner) -> None:
        """Visit a forum, and only then plan its next visit: so it is never visited twice at once."""
        key = visitor.forum.key
        with self._change:
            if self._visitors.get(key) is not visitor:
                return
            self._planned.pop(key, None)
            self._under_way[key] = visitor
        due: datetime | None = None
        try:
            due = self._due_after_visit(visitor)
        finally:
            with self._change:
                del self._under_way[key]
                self._plan_next(visitor, due)
                self._change.notify_all()

    def _plan_next(self, visitor: PollJobRunner, due: datetime | None) -> None:
        """Plan the next visit of a visitor, or the first of the one who has taken its place meanwhile."""
        successor = self._visitors.get(visitor.forum.key)
        if successor is not visitor:
            visitor.close()
        if self._stop.asked or successor is None:
            return
        if successor is not visitor:
            self._plan(successor, self._due_anew(successor))
        elif due is not None:
            self._plan(visitor, due)

    def _due_after_visit(self, visitor: PollJobRunner) -> datetime | None:
        """Visit a forum, and give when it is due next; None if there will be no more visits."""
        key = visitor.forum.key
        trouble = self.trouble
        if trouble is not None and trouble.final:
            return None
        try:
            self._stop.heed()
            report, visit = visitor.visit()
            self._polled(visitor.forum, report)
        except StoppedError:
            return None
        except HeldError as error:
            self._give_up(error)
            return None
        except StoreError as error:
            now = self._clock.now()
            seconds = self._troubles.met(visitor.forum, error, now)
            return None if seconds is None else due_at(now, seconds, self._random)
        except FeedforumError as error:
            log.error("%s: %s", key, error, extra={"forum": key})  # noqa: TRY400 - its sentence says all
        except Exception:
            log.exception("%s: this program failed", key, extra={"forum": key})
        else:
            self._troubles.over(visitor.forum)
            return visit.due_at
        return due_at(self._clock.now(), visitor.forum.interval, self._random)

    def _give_up(self, error: HeldError) -> None:
        """Another process polls now: it is the only one that may."""
        with self._change:
            first = not self._stop.asked
            self._stop.ask()
        if first:
            log.error("Polling ends here, what is stored is served on. %s", error)
