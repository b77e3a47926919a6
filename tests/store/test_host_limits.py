"""Workers share hosts by the clock of their database: whatever dies or is away, no pause is cut short."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedforum.errors import StoreError
from feedforum.fetch import HostRateLimiter
from feedforum.store.database import open_database
from feedforum.store.host_limits import HOST_MARGIN, HeldHost, HostLimits
from feedforum.store.tables import host_limit
from tests.fake_clock import FakeClock
from tests.postgresql import empty_postgresql, needs_postgresql

pytestmark = needs_postgresql

HOST, DELAY, LONGEST = "a.example", 2.0, 10.0


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    with empty_postgresql() as url:
        engine = open_database(url)
        yield engine
        engine.dispose()


class ClockOfAMachine:
    """Its time of day is wrong by `ahead`; all wait the same time."""

    def __init__(self, true: FakeClock, ahead: timedelta) -> None:
        self._true, self._ahead = true, ahead
        self.monotonic, self.sleep = true.monotonic, true.sleep

    def now(self) -> datetime:
        return self._true.now() + self._ahead


class Limits(HostLimits):
    """Of a worker that may be killed, or cut off from its store, at any moment."""

    dead = False
    away = 0

    def _give_back(self, key: str, held: HeldHost, until: float) -> None:
        if not self.dead:
            super()._give_back(key, held, until)

    def now(self) -> Any:
        if self.away:
            self.away -= 1
            raise StoreError("The store is away.")
        return None


@dataclass
class Fleet:
    """Workers that ask one host, and when they did so by the true time."""

    engine: sa.Engine
    clock: FakeClock = field(default_factory=FakeClock)
    asked: list[tuple[float, float, float]] = field(default_factory=list)
    """When each request began, the last moment at which it ended, and until when none may follow it."""

    def __post_init__(self) -> None:
        with self.engine.begin() as connection:
            connection.execute(sa.delete(host_limit))
        self.workers = [self.worker(number) for number in range(3)]

    def worker(self, number: int) -> tuple[HostRateLimiter, Limits]:
        machine = ClockOfAMachine(self.clock, timedelta(minutes=2 * number - 2))

        def now() -> Any:
            limits.now()
            return sa.literal(self.clock.now().replace(tzinfo=None), sa.DateTime())

        limits = Limits(self.engine, f"worker {number} of {self.clock.monotonic()}", machine, now=now)
        return HostRateLimiter(machine, Random(number), [limits]), limits

    def ask(self, number: int, seconds: float = 1.0, retry_after: float = 0, *, ends: str = "well") -> float:
        """Have a worker ask; gives 0, or for how many seconds it must not."""
        limiter, limits = self.workers[number]
        with suppress(StoreError), limiter.acquire(HOST, DELAY, LONGEST) as blocked_for:
            if blocked_for:
                return blocked_for
            began = self.clock.monotonic()
            if ends == "killed":
                limits.dead = True
                self.workers[number] = self.worker(number)
                self.asked.append((began, began + LONGEST, began + LONGEST + DELAY))
                return 0
            self.clock.advance(seconds)
            if retry_after:
                limiter.overloaded(HOST, retry_after)
            else:
                limiter.answered(HOST)
            ended = self.clock.monotonic()
            limits.away = 3 if ends == "cut off" else 0
            self.asked.append((began, ended, ended + max(retry_after, DELAY)))
        return 0


def test_what_one_was_answered_holds_for_all(engine: sa.Engine) -> None:
    fleet = Fleet(engine)
    fleet.ask(0, retry_after=100)
    assert fleet.ask(1) == pytest.approx(100, abs=0.01)
    fleet.clock.advance(99)
    assert fleet.ask(2) == pytest.approx(1, abs=0.01)
    fleet.clock.advance(1)
    assert fleet.ask(1) == 0
    assert fleet.clock.sleeps == []


def test_overloads_in_a_row_count_whoever_meets_them(engine: sa.Engine) -> None:
    fleet = Fleet(engine)
    pauses = []
    for number in (0, 1, 2):
        limiter, _ = fleet.workers[number]
        with limiter.acquire(HOST, DELAY, LONGEST):
            limiter.overloaded(HOST, None)
        pauses.append(fleet.ask((number + 1) % 3))
        fleet.clock.advance(pauses[-1])
    assert pauses == pytest.approx([60, 120, 240], abs=0.01)


def test_a_host_whose_holder_was_killed_is_asked_once_its_request_has_ended_for_sure(
    engine: sa.Engine,
) -> None:
    fleet = Fleet(engine)
    fleet.ask(0, ends="killed")
    fleet.ask(1)
    (killed, _, _), (after, _, _) = fleet.asked
    assert LONGEST + DELAY <= after - killed <= LONGEST + HOST_MARGIN + DELAY * 1.25 + 1


def test_who_was_refused_has_not_used_the_host(engine: sa.Engine) -> None:
    """Another limit, of the machine's own processes, may have it wait; others need not wait for that."""
    fleet = Fleet(engine)
    _, limits = fleet.workers[0]
    with limits.hold(HOST, DELAY, LONGEST) as held:
        assert held is not None
    fleet.ask(1)
    assert fleet.clock.sleeps == []


STEPS = st.tuples(
    st.integers(0, 2),
    st.floats(0, LONGEST),
    st.sampled_from([0.0, 0.0, 0.0, 40.0, 600.0]),
    st.sampled_from(["well", "well", "well", "killed", "cut off"]),
    st.floats(0, 8),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=2, max_size=8))
def test_no_request_overlaps_another_and_no_pause_is_cut_short(
    engine: sa.Engine, steps: list[tuple[int, float, float, str, float]]
) -> None:
    fleet = Fleet(engine)
    for number, seconds, retry_after, ends, later in steps:
        fleet.ask(number, seconds, retry_after, ends=ends)
        fleet.clock.advance(later)
    free = 0.0
    for began, _, next_at in fleet.asked:
        assert began >= free - 0.001
        free = next_at
