"""A machine whose clock is off reads a forum's dates by the forum's clock, and its owner learns of it."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.schedule import PollJobs, Stop
from tests.fake_clock import FakeClock
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
UNSET = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 24 * HOUR
OFF = {
    "never set": UNSET - NOON,
    "three years behind": -1100 * DAY,
    "an hour behind": -HOUR,
    "six minutes ahead": HOUR / 10,
    "two days ahead": 2 * DAY,
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[World]:
    forum = SampleForum(now=NOON)
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Ines", "Hallo", "Guten Tag.")
    forum.advance(13 * HOUR)
    forum.reply(thread, "Paul", "Guten Abend.")
    with world(forum, [board], tmp_path) as made:
        yield made


def poll(place: World, clock: FakeClock, times: int = 1) -> None:
    for _ in range(times):
        (job,) = PollJobs(place.store, clock, Random(1), Stop()).of([place.settings])
        job.run()
        job.close()


def pass_time(place: World, clock: FakeClock, time: timedelta) -> None:
    place.forum.advance(time)
    clock.advance(time.total_seconds())


def moments(place: World) -> list[datetime]:
    return [post.posted_at for post in place.posts()]


def written(place: World) -> list[datetime]:
    """As the forum shows it, by the minute, the newest first."""
    return [post.posted_at.replace(second=0) for post in place.shown()]


@pytest.mark.parametrize("off", OFF.values(), ids=OFF)
def test_all_dates_are_right_though_our_clock_is_wrong(place: World, off: timedelta) -> None:
    clock = FakeClock(place.forum.now + off)
    poll(place, clock)
    assert moments(place) == written(place)
    pass_time(place, clock, 20 * HOUR)
    first = place.forum.reply(1, "Ines", "Und heute?")
    pass_time(place, clock, HOUR / 60)
    poll(place, clock)
    assert moments(place) == written(place)
    assert {post.first_seen_at.year for post in place.posts()} == {NOON.year}
    # What is read again, and missed, is so by the same clock.
    place.forum.delete_post(first)
    for _ in range(6):
        pass_time(place, clock, 13 * HOUR)
        poll(place, clock)
    assert moments(place) == written(place)


@pytest.mark.parametrize("off", OFF.values(), ids=OFF)
def test_the_owner_learns_of_it_once_in_the_log_and_always_in_the_status(
    place: World, off: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FakeClock(place.forum.now + off)
    poll(place, clock, 3)
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    status = place.store.forum_statuses.forum(KEY, clock.now())
    assert status.answer == "ok"
    assert warnings == [f"{KEY}: {status.detail}"]
    assert "clock is " in status.detail


def test_nothing_is_said_once_the_clock_was_set(place: World, caplog: pytest.LogCaptureFixture) -> None:
    poll(place, FakeClock(UNSET))
    caplog.clear()
    poll(place, FakeClock(place.forum.now), 2)
    assert place.store.forum_statuses.forum(KEY, place.forum.now).detail == ""
    assert [record for record in caplog.records if record.levelno == logging.WARNING] == []
    assert moments(place) == written(place)


def test_a_forum_that_sends_no_date_goes_by_our_clock(place: World) -> None:
    place.site.sends_date = False
    poll(place, FakeClock(place.forum.now))
    assert moments(place) == written(place)
    assert place.store.forum_statuses.forum(KEY, place.forum.now).detail == ""
