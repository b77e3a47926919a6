"""Time zones: what an owner writes → a zone, and a time of that zone → a moment, daylight saving included.

An owner writes a name of the IANA's database, or an offset that holds all year.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE | re.ASCII)
_FURTHEST = timedelta(hours=14)


@cache
def zone_named(written: str) -> tzinfo:
    """The zone that is called `Europe/Berlin`, `+01:00`, or what forums make of that: `GMT +1`.

    Raises ValueError if there is none; no place is further than 14 hours from UTC.
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
