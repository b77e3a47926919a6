"""The dates in an answer's header."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PLAUSIBLE = timedelta(minutes=5)
LONGEST_RETRY = 86400.0


def made_at(date_header: str, arrived_at: datetime) -> datetime:
    """When a page was made: the forum's own clock, or ours if it is five minutes off or more."""
    stated = _http_date(date_header)
    if stated is None or abs(stated - arrived_at) >= PLAUSIBLE:
        return arrived_at
    return stated


def retry_after(header: str, now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for in either form (RFC 9110, 10.2.3), at most a day.

    None if there is no such header or it cannot be read.
    """
    header = header.strip()
    if header.isascii() and header.isdigit():
        # more figures than a year has seconds say no more than a day
        return min(float(header[:9] if len(header) < 10 else LONGEST_RETRY), LONGEST_RETRY)
    moment = _http_date(header)
    if moment is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_RETRY)


def _http_date(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
