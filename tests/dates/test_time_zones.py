"""What an owner may write for the time zone of a forum."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.dates import Calendar, read_moment, zone_named

WINTER, SUMMER = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (1, 7))
WRONG = ["", "Berlin", "+", "+1:0", "+01:60", "+15", "-14:01", "1", "++1", "UTC+", "+01:00 ", "+1.5", "+٣"]


def offset(zone: tzinfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        *(("+01:00", 1), ("-05:30", -5.5), ("+1", 1), ("+0545", 5.75), ("+00:00", 0), ("+14:00", 14)),
        *(("GMT +2", 2), ("UTC-3", -3), ("gmt+1:30", 1.5)),
    ],
)
def test_an_offset_holds_all_year(written: str, hours: float) -> None:
    zone = zone_named(written)
    assert offset(zone, WINTER) == offset(zone, SUMMER) == timedelta(hours=hours)


def test_a_name_is_a_zone_of_the_database() -> None:
    assert zone_named("Europe/Berlin") == ZoneInfo("Europe/Berlin")
    assert zone_named("UTC") == ZoneInfo("UTC")


@pytest.mark.parametrize("written", WRONG)
def test_what_is_neither_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="expected a time zone such as"):
        zone_named(written)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_dates_are_read_by_it(local: datetime, minutes: int) -> None:
    local = local.replace(second=0, microsecond=0)
    sign, (hours, rest) = "-+"[minutes >= 0], divmod(abs(minutes), 60)
    calendar = Calendar(zone_named(f"{sign}{hours:02}:{rest:02}"))
    moment = read_moment(f"{local:%d.%m.%Y, %H:%M}", calendar, datetime(2031, 1, 1, tzinfo=UTC))
    assert moment is not None
    assert moment.at == local.replace(tzinfo=UTC) - timedelta(minutes=minutes)
