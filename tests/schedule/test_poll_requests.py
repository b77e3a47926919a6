"""Polls that an owner asks for, through the store: what becomes of each wish."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedforum.clock import SystemClock
from feedforum.config.quiet_hours import spans_in
from feedforum.records import PollRequestOutcome
from feedforum.schedule import Schedule, Stop, request_poll
from feedforum.schedule.intervals import request_outcome
from feedforum.store import PollState, Store
from tests.poll.world import KEY, settings_for
from tests.schedule.test_schedule import HOUR, PATIENCE, FakeJob, NoSpread, fake_job

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
FORUM = settings_for("http://forum.invalid/", [1], quiet_hours=spans_in("23:00-06:00"))
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.at(f"sqlite:///{tmp_path}/store.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("state", "now", "outcome"),
    [
        (PollState(KEY), NOW, PollRequestOutcome.GRANTED),
        (
            PollState(KEY, polled_at=NOW - 60 * SECOND, due_at=NOW + HOUR, answer="ok"),
            NOW,
            PollRequestOutcome.GRANTED,
        ),
        (
            PollState(KEY, polled_at=NOW - 59 * SECOND, due_at=NOW + HOUR, answer="ok"),
            NOW,
            PollRequestOutcome.JUST_POLLED,
        ),
        (PollState(KEY, polled_at=NOW + HOUR, answer="ok"), NOW, PollRequestOutcome.GRANTED),
        (
            PollState(KEY, polled_at=NOW - HOUR, due_at=NOW + SECOND, answer="overloaded"),
            NOW,
            PollRequestOutcome.LEFT_ALONE,
        ),
        (
            PollState(KEY, polled_at=NOW - HOUR, due_at=NOW, answer="overloaded"),
            NOW,
            PollRequestOutcome.GRANTED,
        ),
        (
            PollState(KEY, polled_at=NOW - HOUR, due_at=NOW + HOUR, answer="closed"),
            NOW,
            PollRequestOutcome.GRANTED,
        ),
        (PollState(KEY, polled_at=NOW - HOUR), NOW + 11 * HOUR, PollRequestOutcome.QUIET),
    ],
)
def test_what_becomes_of_a_poll_request(
    state: PollState, now: datetime, outcome: PollRequestOutcome, store: Store
) -> None:
    assert request_outcome(state, FORUM, now) is outcome
    store.poll_states.write(state)
    assert request_poll(store, FORUM, now) is outcome
    assert (KEY in store.poll_requests.read()) == (outcome is PollRequestOutcome.GRANTED)


def test_a_paused_forum_gets_no_poll_however_it_stands() -> None:
    paused = replace(FORUM, paused=True)
    assert request_outcome(PollState(KEY), paused, NOW) is PollRequestOutcome.PAUSED


@contextmanager
def granting(store: Store, *jobs: FakeJob) -> Iterator[Schedule]:
    schedule = Schedule(
        jobs,
        store,
        SystemClock(),
        NoSpread(),
        Stop(),
        check_requests=timedelta(milliseconds=5),
    )
    schedule.start()
    try:
        yield schedule
    finally:
        assert schedule.stop(PATIENCE)


def test_a_poll_request_made_in_another_process_is_granted_soon_and_once(store: Store) -> None:
    now = SystemClock().now()
    wanted, other, gone = fake_job(KEY), fake_job("other"), "gone"
    for each in (wanted, other):
        store.poll_states.write(PollState(each.forum.key, due_at=now + HOUR))
    store.poll_states.write(PollState("other", due_at=now + HOUR, polled_at=now))
    with granting(store, wanted, other):
        for key in ("other", gone, KEY):
            store.poll_requests.add(key, now)
        assert wanted.reaches(1)
    assert wanted.overlaps == other.count == 0
    assert store.poll_requests.read() == {}


def test_a_poll_request_is_granted_to_whoever_polls_the_forum_by_then(store: Store) -> None:
    now = SystemClock().now()
    old, new, left = fake_job(KEY), fake_job(KEY), fake_job("left")
    for key in (KEY, "left"):
        store.poll_states.write(PollState(key, due_at=now + HOUR, polled_at=now - HOUR / 2))
    for each in (old, new, left):
        each.forum = replace(each.forum, interval=HOUR.total_seconds())
    with granting(store, old, left) as schedule:
        schedule.replace([new])
        for key in ("left", KEY):
            store.poll_requests.add(key, now)
        assert new.reaches(1)
    assert (old.count, left.count, new.overlaps) == (0, 0, 0)
    assert old.closed
    assert left.closed
