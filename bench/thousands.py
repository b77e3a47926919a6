"""Thousands of forums that one process visits, each at its time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from bench.filled import keys, store_at, written
from bench.row import Row
from bench.site import served_apart
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings
from feedforum.poll import Report
from feedforum.schedule import PollJob, PollJobs, Schedule, Stop
from feedforum.store import PollState, Store, tables
from feedforum.store.database import open_database
from tests.poll.world import settings_for

FORUMS, BOARDS = 5000, 5
INTERVAL = 900.0
FASTER = 2
"""By how much time is compressed."""

_SETTLING = timedelta(seconds=15)
"""How long all is made ready before the first forum is due."""

WINDOW = 120.0
"""The seconds that are looked at: the forums are due one after the other all through the interval."""

CORES = Row(
    "5,000 forums of 5 boards, each polled every 15 minutes, CPU of the whole process",
    "one core of this machine",
    0.5,
)
LATE = Row("polls of 5,000 forums that began more than a minute late", "none", 0, unit="polls")
ROWS = (CORES, LATE)


class _Noted(PollJob):
    """A visitor, of whom is noted how late each visit began."""

    def __init__(self, visitor: PollJob, due: datetime, clock: SystemClock, late: list[float]) -> None:
        self.forum = visitor.forum
        self._visitor = visitor
        self._due: datetime | None = due
        self._clock = clock
        self._late = late

    def run(self, *_: object, **__: object) -> tuple[Report, PollState]:
        """Visit the forum."""
        if self._due is not None:
            self._late.append((self._clock.now() - self._due).total_seconds())
        report, visit = self._visitor.run()
        if report.failed or report.requests != 1:
            raise ValueError(f"the poll asked for {report.requests} pages: {report}")
        self._due = visit.due_at
        return report, visit

    def end(self) -> None:
        """End the visit under way."""
        self._visitor.end()

    def close(self) -> None:
        """Close the visitor's connections."""
        self._visitor.close()


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of this process while it polls; the forum answers in another."""
    path, now = place / "thousands.db", datetime.now(UTC)
    with served_apart(BOARDS, now) as url:
        settings = _settings(url)
        written(path, settings[0], [forum.key for forum in settings], now)
        begin = datetime.now(UTC) + _SETTLING
        due = {forum.key: begin + rank * _step() for rank, forum in enumerate(settings)}
        _plan(path, due)
        late, spent = _live(path, settings, due, begin)
    each = spent / max(1, len(late))
    # What was due and did not begin at all until the end is late, too.
    end = begin + timedelta(seconds=WINDOW)
    ours = sorted(moment for moment in due.values() if moment < end)
    late += [(end - moment).total_seconds() for moment in ours[len(late) :]]
    scaled = [seconds * FASTER for seconds in late]
    yield CORES.of(each * FORUMS / INTERVAL, f"{each * 1000:.3g} ms each, {len(late)} polls")
    count = sum(seconds > 60 for seconds in scaled)
    yield LATE.of(count, f"the latest by {max(scaled, default=0):.1f} s; time went {FASTER} times as fast")


def _step() -> timedelta:
    return timedelta(seconds=INTERVAL / FASTER / FORUMS)


def _settings(url: str) -> list[ForumSettings]:
    one = INTERVAL / FASTER
    boards = list(range(2, BOARDS + 2))
    return [
        settings_for(url, boards, key=key, interval=one, max_interval=one, pages_per_poll=100, reread=False)
        for key in keys(FORUMS)
    ]


def _plan(path: Path, due: dict[str, datetime]) -> None:
    engine = open_database(store_at(path))
    with engine.begin() as connection:
        connection.execute(
            insert(tables.poll_state), [{"forum_key": key, "due_at": moment} for key, moment in due.items()]
        )
    engine.dispose()


def _live(
    path: Path, settings: list[ForumSettings], due: dict[str, datetime], begin: datetime
) -> tuple[list[float], float]:
    """How late each visit began that did, in seconds, and the CPU time of all, in seconds."""
    store, clock, random, stop = Store.at(store_at(path)), SystemClock(), Random(0), Stop()
    late: list[float] = []
    visitors = PollJobs(store, clock, random, stop).of(settings)
    noted = [_Noted(visitor, due[visitor.forum.key], clock, late) for visitor in visitors]
    schedule = Schedule(noted, store, clock, random, stop)
    schedule.start()
    time.sleep(max(0.0, (begin - clock.now()).total_seconds()))
    before = time.process_time()
    time.sleep(WINDOW)
    spent, made = time.process_time() - before, list(late)
    schedule.stop(10)
    store.close()
    return made, spent
