"""How soon a forum is polled again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.poll import Report
from feedforum.records import Answer
from feedforum.schedule.intervals import DAY, due_at, first_due_at, pause_after, state_after
from feedforum.store import PollState
from tests.poll.world import settings_for

FORUM = settings_for("http://forum.invalid/", [1], interval=900.0, max_interval=21600.0)
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

QUIET = Report("sample", Answer.OK)
NEWS = Report("sample", Answer.OK, new_posts=1)
EDITED = Report("sample", Answer.OK, edits=1)
UNFINISHED = Report("sample", Answer.OK, more=True)
BUSY = Report("sample", Answer.OVERLOADED, more=True)
BROKEN = Report("sample", Answer.BROKEN, detail="It is broken.", url="http://forum.invalid/")


def test_since_when_polls_fail_is_kept_until_one_does_not() -> None:
    later = NOW + timedelta(hours=1)
    first = state_after(PollState("sample"), FORUM, BROKEN, NOW, Random(1))
    second = state_after(first, FORUM, BUSY, later, Random(1))
    assert (first.failing_since, second.failing_since) == (NOW, NOW)
    assert state_after(second, FORUM, QUIET, later, Random(1)).failing_since is None


reports = st.builds(
    Report,
    forum_key=st.just("sample"),
    answer=st.sampled_from(Answer),
    new_posts=st.integers(0, 100),
    edits=st.integers(0, 3),
    more=st.booleans(),
)
intervals = st.floats(0.1, 10 * DAY)


@pytest.mark.parametrize(
    ("pause", "report", "failures", "expected"),
    [
        (0, NEWS, 0, 900),
        (0, QUIET, 0, 1350),
        (900, QUIET, 0, 1350),
        (1350, QUIET, 0, 2025),
        (20000, QUIET, 0, 21600),
        (21600, QUIET, 0, 21600),
        (21600, NEWS, 0, 10800),
        (21600, EDITED, 0, 10800),
        (1000, NEWS, 0, 900),
        (21600, UNFINISHED, 0, 900),
        (900, BUSY, 0, 1800),
        (21600, BUSY, 0, 21600),
        (21600, BROKEN, 1, 900),
        (900, BROKEN, 2, 1800),
        (900, BROKEN, 4, 7200),
        (900, BROKEN, 8, DAY),
        (900, BROKEN, 5000, DAY),
    ],
)
def test_pauses(pause: float, report: Report, failures: int, expected: float) -> None:
    assert pause_after(pause, FORUM, report, failures) == expected


@given(st.floats(0, 100 * DAY), intervals, intervals, reports, st.integers(0, 10_000))
def test_a_pause_is_never_shorter_than_the_interval_nor_longer_than_a_day_or_what_the_owner_allows(
    pause: float, interval: float, max_interval: float, report: Report, failures: int
) -> None:
    forum = settings_for("http://forum.invalid/", [1], interval=interval, max_interval=max_interval)
    allowed = max(interval, max_interval, DAY)
    assert interval <= pause_after(pause, forum, report, failures) <= allowed


@given(st.floats(0, 30 * DAY), st.integers())
def test_the_due_time_is_within_a_tenth_of_the_pause(pause: float, seed: int) -> None:
    after = (due_at(NOW, pause, Random(seed)) - NOW).total_seconds()
    assert pause * 0.9 - 0.001 <= after <= pause * 1.1 + 0.001


def test_forums_of_the_same_pause_do_not_stay_in_step() -> None:
    random = Random(1)
    assert len({due_at(NOW, 900, random) for _ in range(20)}) == 20


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("state", "earliest", "latest"),
    [
        (PollState("sample"), NOW, NOW),
        (PollState("sample", due_at=at(-50)), NOW, NOW),
        (PollState("sample", due_at=at(2)), at(2), at(2)),
        (PollState("sample", due_at=at(300)), at(6), at(6.6)),
        (PollState("sample", due_at=at(20), failures=8), at(20), at(20)),
    ],
)
def test_when_the_program_starts(state: PollState, earliest: datetime, latest: datetime) -> None:
    assert earliest <= first_due_at(state, FORUM, NOW, 0, Random(1)) <= latest


def test_forums_that_are_due_at_once_are_set_a_little_apart() -> None:
    random = Random(1)
    moments = [first_due_at(PollState("sample"), FORUM, NOW, place, random) for place in range(5)]
    assert len(set(moments)) == 5
    assert max(moments) <= NOW + timedelta(seconds=8)


def test_a_poll_keeps_what_the_status_tells() -> None:
    report = Report(
        "sample",
        Answer.BROKEN,
        "It is broken.",
        "http://forum.invalid/",
        requests=7,
        new_posts=3,
        size=900,
        edits=2,
        deletions=1,
        unread_dates=2,
    )
    state = state_after(PollState("sample"), FORUM, report, NOW, Random(1))
    assert state.due_at is not None
    assert state == PollState(
        "sample",
        due_at=state.due_at,
        pause=900,
        failures=1,
        polled_at=NOW,
        answer="broken",
        detail="It is broken.",
        url="http://forum.invalid/",
        requests=7,
        new_posts=3,
        unread_dates=2,
        edits=2,
        deletions=1,
        size=900,
        failing_since=NOW,
    )


def test_trouble_lasts_from_the_first_failure_to_the_first_success() -> None:
    broken, well = Report("sample", Answer.BROKEN), Report("sample", Answer.OK)
    state, since = PollState("sample"), []
    for hours, report in enumerate((well, broken, broken, well, broken)):
        state = state_after(state, FORUM, report, NOW + timedelta(hours=hours), Random(1))
        since.append(state.failing_since)
    first, last = NOW + timedelta(hours=1), NOW + timedelta(hours=4)
    assert since == [None, first, first, None, last]


def test_failures_are_counted_in_a_row_and_being_busy_is_none() -> None:
    counts = []
    state = PollState("sample")
    for report in (BROKEN, BROKEN, BUSY, BROKEN, QUIET):
        state = state_after(state, FORUM, report, NOW, Random(1))
        counts.append(state.failures)
    assert counts == [1, 2, 0, 1, 0]


def test_after_failures_the_pace_begins_anew() -> None:
    state = PollState("sample", pause=86400, failures=9)
    assert state_after(state, FORUM, QUIET, NOW, Random(1)).pause == 1350


@given(st.lists(reports, max_size=30), st.integers())
def test_whatever_polls_result_in_there_is_a_next_one(row: list[Report], seed: int) -> None:
    random = Random(seed)
    state, now = PollState("sample"), NOW
    for report in row:
        state = state_after(state, FORUM, report, now, random)
        assert state.due_at is not None
        assert timedelta(seconds=810) <= state.due_at - now <= timedelta(days=1.1)
        now = state.due_at
