"""When polls are overdue, and how a supervisor learns of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.quiet_hours import spans_in
from feedforum.errors import OverdueError, StoreError, StoreFullError
from feedforum.schedule import PollHealth, PollJobs, Stop
from feedforum.schedule.poll_health import overdue_since
from feedforum.schedule.store_backoff import StoreBackoff
from feedforum.store import PollState, Store
from tests.poll.world import HOUR, KEY, settings_for
from tests.web.sites import StillClock, settings

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
BEGAN = NOW - timedelta(days=9)
LITTLE = timedelta(minutes=1)
FORUM = settings_for("http://forum.invalid/", [1])


@pytest.mark.parametrize(
    ("due", "began", "interval", "late"),
    [
        (NOW + HOUR, BEGAN, 900.0, False),
        (NOW - HOUR, BEGAN, 900.0, False),
        (NOW - HOUR - LITTLE, BEGAN, 900.0, True),
        (NOW - HOUR - LITTLE, BEGAN, 3600.0, False),
        (NOW - 2 * HOUR - LITTLE, BEGAN, 3600.0, True),
        (NOW - 48 * HOUR, NOW - LITTLE, 900.0, False),
        (None, NOW - LITTLE, 900.0, False),
        (None, BEGAN, 900.0, True),
    ],
)
def test_when_a_forum_is_overdue(due: datetime | None, began: datetime, interval: float, late: bool) -> None:
    forum = settings_for("http://forum.invalid/", [1], interval=interval, max_interval=interval)
    since = overdue_since(PollState(KEY, due_at=due), forum, began, NOW)
    assert since == (max(due or began, began) if late else None)


@pytest.mark.parametrize(
    ("hour", "late"), [(22, True), (23, False), (2, False), (5, False), (6, False), (7, True)]
)
def test_quiet_hours_and_the_time_after_them_do_not_count(hour: int, late: bool) -> None:
    forum = settings_for("http://f.invalid/", [1], quiet_hours=spans_in("23:00-06:00"), timezone="UTC")
    now = NOW.replace(hour=hour, minute=30)
    assert (
        overdue_since(PollState(KEY, due_at=NOW - timedelta(days=2)), forum, BEGAN, now) is not None
    ) == late


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.at(f"sqlite:///{tmp_path}/store.db")
    yield opened
    opened.close()


def current_of(*forums: ForumSettings) -> LiveSettings:
    return LiveSettings(replace(settings(), forums=forums))


def test_a_supervisor_is_told_since_when_and_whether_anybody_polls(store: Store) -> None:
    clock = StillClock(BEGAN)
    forums = [FORUM, settings_for("http://forum.invalid/", [1], key="other")]
    health = PollHealth(store, current_of(*forums), clock)
    store.poll_states.write(PollState("other", due_at=NOW + HOUR))
    health.check()
    clock.at = NOW
    with pytest.raises(OverdueError) as error:
        health.check()
    assert str(error.value) == (
        "Polls are overdue: 1 of 2, since 2026-03-01 12:00:00Z;"
        " no process polls this store, start feedforum run."
    )
    with (
        store.hold_poller_lease("feedforum run", NOW),
        pytest.raises(OverdueError, match="see the log of the process that polls"),
    ):
        health.check()


def test_a_forum_that_came_while_the_program_ran_is_not_late_for_the_time_before(store: Store) -> None:
    clock, current = StillClock(BEGAN), current_of(FORUM)
    health = PollHealth(store, current, clock)
    store.poll_states.write(PollState(KEY, due_at=NOW + HOUR))
    clock.at = NOW
    new = settings_for("http://new.invalid/", [1], key="new")
    current.replace(replace(current.settings, forums=(FORUM, new)))
    health.check()
    clock.at = NOW + HOUR / 2
    health.check()
    current.replace(replace(current.settings, forums=(new,)))
    clock.at = NOW + 2 * HOUR
    with pytest.raises(OverdueError, match="1 of 1"):
        health.check()


def test_a_paused_forum_is_neither_polled_nor_late(store: Store) -> None:
    paused = replace(FORUM, paused=True)
    health = PollHealth(store, current_of(paused), clock := StillClock(BEGAN))
    clock.at = NOW
    health.check()
    assert PollJobs(store, clock, Random(0), Stop()).of([paused]) == []


def test_trouble_with_the_store_is_told_first_and_to_strangers_without_its_place(store: Store) -> None:
    troubles = StoreBackoff()
    troubles.failed(FORUM, StoreFullError("There is no room for /secret/place."), NOW)
    with pytest.raises(StoreError, match="no room for /secret/place") as error:
        PollHealth(store, current_of(FORUM), StillClock(NOW)).check(troubles.present)
    assert error.value.outside == StoreFullError.usual
