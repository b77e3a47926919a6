"""Offsets from UTC: of moments that name theirs, and of dates that are known exactly from elsewhere."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(minutes=5)
_DAY = 96  # quarters of an hour
_LEAST = -43  # quarters of an hour: in no place where people live is the offset lower, nor a day higher


def exact_moment(text: str) -> datetime | None:
    """The moment, in UTC, of a text that names its offset as feeds do (RFC 3339, RFC 2822); else None."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def common_difference(pairs: Iterable[tuple[datetime, datetime]]) -> timedelta | None:
    """By how much moments that were read are ahead of what they truly are, where most of them agree.

    Pairs are of what was read and what is true. The difference is in quarters of an hour, as offsets from UTC
    are, from -10:45 to 13:00: whole days are left out, as who takes a date for one of another zone may take
    today for yesterday. None where no difference is that of most pairs.
    """
    found: Counter[int | None] = Counter()
    for read, true in pairs:
        quarters = round((read - true) / _QUARTER)
        is_offset = abs(read - true - quarters * _QUARTER) <= _SLACK
        found[(quarters - _LEAST) % _DAY + _LEAST if is_offset else None] += 1
    common, count = found.most_common(1)[0] if found else (None, 0)
    return common * _QUARTER if common is not None and 2 * count > found.total() else None


def offset_written(offset: timedelta) -> str:
    """An offset as an owner writes it: `+01:00`."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{'-' if offset < timedelta() else '+'}{hours:02}:{minutes:02}"
