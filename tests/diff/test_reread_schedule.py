"""Posts are read again less and less often, and in the end no more."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.diff.reread_schedule import (
    AT_ONCE,
    FIRST,
    LAST_AGE,
    QUIET_DAY,
    SHARE,
    SHOWN_PAUSE,
    counted,
    faded,
    is_shown,
    may_reread,
    most_worth_first,
    reread_at,
)
from feedforum.records import DuePost, NewestEntries, RequestBudget

POSTED = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def test_a_post_is_read_again_six_times_in_three_weeks() -> None:
    ages = []
    due = reread_at(POSTED, POSTED)
    while due is not None:
        ages.append(due - POSTED)
        due = reread_at(POSTED, due)
    assert [round(age / timedelta(hours=1)) for age in ages] == [2, 6, 18, 54, 162, 486]


@given(st.timedeltas(timedelta(days=-1), LAST_AGE / 3))
def test_the_pause_grows_with_age(age: timedelta) -> None:
    assert reread_at(POSTED, POSTED + age) == POSTED + age + max(FIRST, 2 * age)


@given(st.timedeltas(LAST_AGE / 3, timedelta(days=60)).filter(lambda age: 3 * age > LAST_AGE))
def test_the_pauses_end(age: timedelta) -> None:
    assert reread_at(POSTED, POSTED + age) is None


def rereads(a_day: int, days: int) -> int:
    """How many pages may be read again in so many days, if others are asked for at an even pace."""
    request_budget, count = RequestBudget(), 0
    for hour in range(days * 24):
        now = POSTED + timedelta(hours=hour)
        asked = a_day * (hour + 1) // 24 - a_day * hour // 24
        request_budget = counted(faded(request_budget, now), asked, rereading=False)
        while hour >= 10 * 24 and may_reread(request_budget):
            request_budget, count = counted(request_budget, 1, rereading=True), count + 1
    return count


def test_where_much_is_asked_for_little_is_read_again() -> None:
    for a_day in (100, 250, 1000):
        assert rereads(a_day, 40) <= SHARE * a_day * 31
        assert rereads(a_day, 40) >= SHARE * a_day * 31 / 2


@pytest.mark.parametrize("a_day", [0, 10, QUIET_DAY])
def test_a_quiet_forum_has_room_for_nearly_a_page_an_hour(a_day: int) -> None:
    assert 30 * QUIET_DAY * 0.9 <= rereads(a_day, 40) <= 30 * 24


def test_in_a_forum_that_was_not_read_before_few_come_at_once() -> None:
    request_budget, count = faded(RequestBudget(), POSTED), 0
    while may_reread(request_budget):
        request_budget, count = counted(request_budget, 1, rereading=True), count + 1
    assert count == AT_ONCE


def test_what_feeds_show_first_is_read_again_within_six_hours_whatever_its_age() -> None:
    ages = []
    due = POSTED
    while due < POSTED + LAST_AGE:
        again = reread_at(POSTED, due, shown=True)
        assert again is not None
        assert FIRST <= again - due <= SHOWN_PAUSE < timedelta(hours=6)
        due = again
        ages.append(due - POSTED)
    assert [round(age / timedelta(hours=1)) for age in ages[:4]] == [2, 6, 11, 16]
    old = reread_at(POSTED, POSTED + timedelta(days=365), shown=True)
    assert old is not None
    assert timedelta(days=3) < old - POSTED - timedelta(days=365) < timedelta(days=4)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("newest", "first", "shown"),
    [
        (None, True, False),
        (NewestEntries(), False, True),
        (NewestEntries(POSTED), False, True),
        (NewestEntries(POSTED + HOUR), False, False),
        (NewestEntries(POSTED + HOUR, POSTED - HOUR), False, False),
        (NewestEntries(POSTED + HOUR, POSTED - HOUR), True, True),
        (NewestEntries(POSTED + HOUR, None), True, True),
        (NewestEntries(POSTED + HOUR, POSTED + HOUR), True, False),
    ],
)
def test_feeds_show_the_newest_posts_and_the_newest_threads(
    newest: NewestEntries | None, first: bool, shown: bool
) -> None:
    assert is_shown(POSTED, newest, first=first) is shown


def due(posted: float, read: float, *, shown: bool, missing: int = 0, number: int = 1) -> DuePost:
    """A post written and read so many hours ago, with when it is due."""
    posted_at, read_at = POSTED - posted * HOUR, POSTED - read * HOUR
    due_at = reread_at(posted_at, read_at, shown=shown)
    assert due_at is not None
    return DuePost(1, number, posted_at, number, missing, due_at, shown)


def test_what_its_age_wants_comes_before_what_is_only_shown_and_missing_posts_before_all() -> None:
    shown_only = [due(200, hours, shown=True) for hours in (30, 20, 6)]
    by_age = [due(9, 6, shown=True), due(400, 300, shown=True)]
    by_age += [due(3, 2, shown=False), due(90, 80, shown=False)]
    missing = due(300, 6, shown=True, missing=1)
    posts = [*shown_only[::-1], *by_age[::-1], missing]
    assert most_worth_first(posts, POSTED) == [missing, *by_age, *shown_only]


@given(st.floats(0, 1000), st.floats(0, 1000), st.timedeltas(timedelta(0), timedelta(days=50)))
def test_what_was_asked_fades(asked: float, reread: float, passed: timedelta) -> None:
    before = RequestBudget(asked, reread, POSTED)
    after = faded(before, POSTED + passed)
    assert after.asked <= asked
    assert after.reread <= reread
    assert faded(after, POSTED) == after, "a clock put back changes nothing"
