"""Visits at their time: a job of APScheduler for each forum, made anew when its visit has ended."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
from feedforum.records import Trouble, Wished
from feedforum.schedule.pace import due_at, first_due_at
from feedforum.schedule.stopping import Stop, StoppedError
from feedforum.schedule.troubles import Troubles
from feedforum.schedule.wishes import judged
from feedforum.store import Visit, Visits, Wishes

log = logging.getLogger(__name__)

WORKERS = 8
"""How many forums are visited at the same time at most."""


LOOK = timedelta(seconds=5)
"""How often it is looked whether the owner wishes for a poll."""

_VISITS, _LOOKS = "visits", "looks"


class Visiting(Protocol):
    """What visits one forum, as `visitor.Visitor` does."""

    @property
    def forum(self) -> ForumSettings:
        """The forum."""

    def visit(self) -> tuple[Report, Visit]:
        """Visit it now."""

    def close(self) -> None:
        """Let go of what a visit needs."""


class Schedule:
    """Lets each forum be visited when it is due, and by one thread at a time.

    `stop` is shared with the visitors. The clock must be right in the long run: APScheduler waits
    by the machine's own. `wishes` for polls are looked at every `look`, where they are given.
    """

    def __init__(
        self,
        visitors: Sequence[Visiting],
        visits: Visits,
        clock: Clock,
        random: Random,
        stop: Stop,
        workers: int = WORKERS,
        wishes: Wishes | None = None,
        look: timedelta = LOOK,
    ) -> None:
        self._visitors = {visitor.forum.key: visitor for visitor in visitors}
        self._visits = visits
        self._clock = clock
        self._random = random
        self._stop = stop
        self._wishes = wishes
        self._look_every = look
        self._planned: dict[str, str] = {}
        self._troubles = Troubles()
        self._under_way: set[str] = set()
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
            self._plan(key, first_due_at(visit, visitor.forum, now, place, self._random))
        if self._wishes is not None:
            self._plan_look()
        self._scheduler.start()

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

    def _plan(self, key: str, due: datetime) -> None:
        # Each job has an id of its own. Under the forum's key, the job of a visit that ended at once
        # would take the next one with it when APScheduler removes it, or keep it from starting.
        job = self._scheduler.add_job(
            self._visit, "date", run_date=due, args=[key], misfire_grace_time=None, executor=_VISITS
        )
        self._planned[key] = job.id

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
            if outcome is Wished.GRANTED:
                self._hasten(key)

    def _hasten(self, key: str) -> None:
        """Let a visit begin that is planned for later; one that begins or goes on now is not doubled."""
        with self._change:
            planned = self._planned.get(key)
            if planned is None or self._stop.asked:
                return
            with suppress(JobLookupError):
                self._scheduler.reschedule_job(planned, trigger="date", run_date=self._clock.now())

    def _visit(self, key: str) -> None:
        """Visit a forum, and only then plan its next visit: so it is never visited twice at once."""
        with self._change:
            self._planned.pop(key, None)
        due = self._due_after_visit(key)
        with self._change:
            if due is not None and not self._stop.asked:
                self._plan(key, due)

    def _due_after_visit(self, key: str) -> datetime | None:
        """Visit a forum, and give when it is due next; None if there will be no more visits."""
        visitor = self._visitors[key]
        trouble = self.trouble
        if trouble is not None and trouble.final:
            return None
        try:
            with self._marked(key):
                self._stop.heed()
                _, visit = visitor.visit()
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

    @contextmanager
    def _marked(self, key: str) -> Iterator[None]:
        with self._change:
            self._under_way.add(key)
        try:
            yield
        finally:
            with self._change:
                self._under_way.discard(key)
                self._change.notify_all()
