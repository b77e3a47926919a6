"""Moments that name their offset, and the offset of dates that are known exactly from elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.dates import common_difference, exact_moment, offset_written

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01T12:00:00Z",
        " 2026-07-01T14:00:00+02:00 ",
        "Wed, 01 Jul 2026 12:00:00 GMT",
        "Wed, 01 Jul 2026 07:00:00 -0500",
    ],
)
def test_a_moment_of_a_feed_is_exact(text: str) -> None:
    assert exact_moment(text) == NOON


@pytest.mark.parametrize("text", ["", "2026-07-01T12:00:00", "Today", "0001-01-01T00:00:00+10:00", "1" * 500])
def test_what_names_no_offset_is_no_exact_moment(text: str) -> None:
    assert exact_moment(text) is None


@pytest.mark.parametrize(
    ("ahead", "difference"),
    [
        ([timedelta(), MINUTE, -MINUTE], timedelta()),  # to the minute
        ([2 * HOUR + 30 * MINUTE], 2 * HOUR + 30 * MINUTE),
        ([-5 * HOUR, -5 * HOUR, HOUR], -5 * HOUR),  # one was moved, or merged
        ([HOUR, 2 * HOUR], None),
        ([7 * MINUTE], None),
        ([26 * HOUR], 2 * HOUR),  # yesterday, taken for today
        ([-23 * HOUR], HOUR),
        ([13 * HOUR], 13 * HOUR),
        ([-10 * HOUR], -10 * HOUR),
        ([], None),
    ],
)
def test_the_difference_that_most_dates_have(ahead: list[timedelta], difference: timedelta | None) -> None:
    assert common_difference((NOON + each, NOON) for each in ahead) == difference


@pytest.mark.parametrize(
    ("offset", "written"),
    [(timedelta(), "+00:00"), (HOUR, "+01:00"), (-3 * HOUR - 30 * MINUTE, "-03:30"), (13 * HOUR, "+13:00")],
)
def test_an_offset_is_written_as_owners_write_it(offset: timedelta, written: str) -> None:
    assert offset_written(offset) == written
