"""Moments and how they are read, for tests of dates."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar, read_moment

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))

NOW = datetime(2026, 11, 25, 1, 48, 32, tzinfo=UTC)  # 02:48 in Berlin


def read(text: str, calendar: Calendar, made_at: datetime) -> datetime | None:
    moment = read_moment(text, calendar, made_at)
    assert moment is None or not moment.uncertainty
    return moment.at if moment else None
