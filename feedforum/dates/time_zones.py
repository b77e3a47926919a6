"""Time zones: what an owner writes → a zone, and a time of that zone → a moment, daylight saving included.

An owner writes a name of the IANA's database, or an offset that holds all year. Offsets from UTC are also
those of moments that name theirs, and of dates that are known exactly from elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE | re.ASCII)
_FURTHEST = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(minutes=5)
_DAY = 96  # quarters of an hour
_LEAST = -43  # quarters of an hour: in no place where people live is the offset lower, nor a day higher


@cache
def zone_named(written: str) -> tzinfo:
    """The zone that is called `Europe/Berlin`, `+01:00`, or what forums make of that: `GMT +1`.

    A name is one of the IANA's database; an offset holds all year. Raises ValueError if there is none; no
    place is further than 14 hours from UTC.
    """
    found = _OFFSET.fullmatch(written)
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if offset <= _FURTHEST:
            return timezone(-offset if found[1] == "-" else offset)
    elif written in available_timezones():
        return ZoneInfo(written)
    raise ValueError('expected a time zone such as "Europe/Berlin", or an offset such as "+01:00"')


def is_zone(written: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        zone_named(written)
    except ValueError:
        return False
    return True


@cache
def zone_names() -> tuple[str, ...]:
    """The names of places, to choose from."""
    return tuple(
        sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    )


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """The moment, aware in UTC, that a naive time of the forum's zone names.

    The daylight saving in force is that of the date itself. Of the hour that comes twice in autumn
    the earlier one is meant, which is the only one that is never after the clock of the page. An
    hour that spring leaves out is shifted forward: 02:30 becomes 03:30.
    """
    # With fold=0 zoneinfo takes the offset before the change in both cases, which is just this.
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


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
