"""Time zones by what an owner writes: a name of the IANA's database, or an offset that holds all year."""

import re
from datetime import timedelta, timezone, tzinfo
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
