from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.fetch.forum_clock import CLOCKS_DIFFER, ahead_by, clocks_differ, made_at
from feedforum.fetch.rate_limit import retry_after

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
UNSET = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)


def header(moment: datetime) -> dict[str, str]:
    return {"date": format_datetime(moment, usegmt=True)}


@pytest.mark.parametrize(
    "off", [sign * each for sign in (-1, 1) for each in (HOUR / 60, HOUR / 12, HOUR, 90 * HOUR, 4 * YEAR)]
)
def test_the_forums_clock_counts_however_far_it_is_from_ours(off: timedelta) -> None:
    assert made_at(header(NOON + off), NOON) == NOON + off
    assert ahead_by(header(NOON + off), NOON) == (off if abs(off) >= CLOCKS_DIFFER else timedelta())


@pytest.mark.parametrize("ours", [UNSET, datetime(2000, 1, 1, tzinfo=UTC), NOON - 3 * YEAR])
def test_a_machine_whose_clock_was_not_set_goes_by_the_forums(ours: datetime) -> None:
    assert made_at(header(NOON), ours) == NOON
    assert ahead_by(header(NOON), ours) == NOON - ours


@pytest.mark.parametrize(
    "date",
    [
        *("", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Tue, 01 Jan 1980 00:00:12 GMT"),
        *("Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"),
    ],
)
def test_our_clock_counts_where_the_forum_names_no_moment_that_can_be(date: str) -> None:
    assert made_at({"date": date}, NOON) == NOON
    assert ahead_by({"date": date, "age": "4000"}, NOON) == timedelta()


@pytest.mark.parametrize("age", [300, 3600, 90 * 86400])
def test_a_page_from_a_cache_is_as_old_as_it_says_and_no_clock_is_off_for_it(age: int) -> None:
    made = NOON - timedelta(seconds=age)
    headers = {**header(made), "age": f" {age} "}
    assert made_at(headers, NOON) == made
    assert ahead_by(headers, NOON) == timedelta()


@pytest.mark.parametrize("mark", ["via", "x-cache", "cf-cache-status"])
def test_an_old_page_of_a_cache_that_names_no_age_says_nothing_of_clocks(mark: str) -> None:
    old, ahead = {**header(NOON - HOUR), mark: "1.1 squid"}, {**header(NOON + HOUR), mark: "HIT"}
    assert made_at(old, NOON) == NOON - HOUR
    assert ahead_by(old, NOON) == timedelta()
    assert ahead_by(ahead, NOON) == HOUR


@pytest.mark.parametrize("age", ["", "-5", "x", "1.5", "²", "9" * 40])
def test_an_age_that_is_none_counts_for_nothing(age: str) -> None:
    assert ahead_by({**header(NOON - HOUR), "age": age}, NOON) == -HOUR


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (timedelta(), ""),
        (
            timedelta(minutes=5),
            "This machine's clock is 5 minutes behind the forum's; set it if it is wrong.",
        ),
        (HOUR * 1.2, "This machine's clock is 1 hour behind the forum's; set it if it is wrong."),
        (20 * YEAR, "This machine's clock is 7300 days behind the forum's; set it if it is wrong."),
        (-HOUR * 3, "The forum's clock is 3 hours behind this machine's; set this one if it is wrong."),
    ],
)
def test_the_owner_learns_whose_clock_is_behind(ahead: timedelta, sentence: str) -> None:
    assert clocks_differ(ahead) == sentence


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("999999999999999999999", 86400.0),
        ("Sat, 01 Mar 2025 12:10:00 GMT", 600.0),
        ("Sat, 01 Mar 2025 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 12:00:00 GMT", 86400.0),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_both_forms(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOON) == seconds


@given(
    st.text()
    | st.from_regex(
        r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,6} \d\d:\d\d:\d\d( [+-]\d{4,9})?", fullmatch=True
    )
)
def test_no_header_can_fail(value: str) -> None:
    assert abs(made_at({"date": value, "age": value}, NOON) - NOON) < 21 * YEAR
    assert abs(ahead_by({"date": value, "age": value}, NOON)) < 50 * YEAR
    assert 0 <= (retry_after(value, NOON) or 0) <= 86400
