from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.fetch.response_kinds import made_at, retry_after

NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Sat, 01 Mar 2025 11:57:30 GMT", NOON - timedelta(minutes=2, seconds=30)),
        ("Sat, 01 Mar 2025 12:04:59 GMT", NOON + timedelta(minutes=4, seconds=59)),
        ("Sat, 01 Mar 2025 13:01:00 +0100", NOON + timedelta(minutes=1)),
        ("Sat, 01 Mar 2025 12:05:00 GMT", NOON),
        ("Sat, 01 Mar 2025 09:00:00 GMT", NOON),
        ("Thu, 01 Jan 1970 00:00:00 GMT", NOON),
        ("yesterday", NOON),
        ("", NOON),
    ],
)
def test_the_forums_clock_counts_where_it_is_plausible(header: str, moment: datetime) -> None:
    assert made_at(header, NOON) == moment


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
def test_no_header_can_fail(header: str) -> None:
    assert abs(made_at(header, NOON) - NOON) < timedelta(minutes=5)
    assert 0 <= (retry_after(header, NOON) or 0) <= 86400
