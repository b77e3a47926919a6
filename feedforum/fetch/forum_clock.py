"""The forum's clock, by which its pages say *today*: what the headers of its responses tell of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from feedforum.translations import detail_text

CLOCKS_DIFFER = timedelta(minutes=5)
"""From how much on two clocks differ, and not only the times that a request takes."""

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""Before this program was written. A clock that shows an earlier time was never set."""

_FAR_AHEAD = timedelta(days=20 * 365)
_MARKS_OF_CACHES = ("via", "x-cache", "x-varnish", "x-proxy-cache", "cf-cache-status")
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def made_at(headers: Mapping[str, str], arrived_at: datetime) -> datetime:
    """When a page was made, by the forum's own clock; by ours if it states no time, or one that cannot be.

    A page from a cache has the `Date` that it had before it got there (RFC 9111, 4.2.3).
    """
    return _stated_at(headers, arrived_at) or arrived_at


def ahead_by(headers: Mapping[str, str], arrived_at: datetime) -> timedelta:
    """By how much the forum's clock is ahead of ours, less than zero if it is behind; zero if that is little.

    The seconds that a page spent in caches are its `Age` (RFC 9111, 5.1); of one that a cache may have had
    without saying for how long, an old `Date` tells nothing.
    """
    stated, age = _stated_at(headers, arrived_at), headers.get("age", "").strip()
    if stated is None:
        return timedelta()
    in_caches = timedelta(seconds=int(age) if age.isascii() and age.isdigit() and len(age) < 9 else 0)
    ahead = stated + in_caches - arrived_at
    may_be_old = not age and any(name in headers for name in _MARKS_OF_CACHES)
    return timedelta() if abs(ahead) < CLOCKS_DIFFER or (may_be_old and ahead < timedelta()) else ahead


def _stated_at(headers: Mapping[str, str], arrived_at: datetime) -> datetime | None:
    stated = http_date(headers.get("date", ""))
    latest = max(arrived_at, _LONG_AGO) + _FAR_AHEAD
    return stated if stated is not None and _LONG_AGO <= stated <= latest else None


def clocks_differ(ahead: timedelta) -> str:
    """The sentence for the owner about clocks that differ; empty if they do not."""
    if not ahead:
        return ""
    seconds = abs(ahead).total_seconds()
    size, unit = next((size, unit) for size, unit in _UNITS if seconds >= size)
    number = round(seconds / size)
    name = "clock_behind" if ahead > timedelta() else "clock_ahead"
    return detail_text(name, number=number, unit=unit if number == 1 else f"{unit}s")


def http_date(header: str) -> datetime | None:
    """The moment, in UTC, that a header names (RFC 9110, 5.6.7), or None."""
    try:
        moment = parsedate_to_datetime(header)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
