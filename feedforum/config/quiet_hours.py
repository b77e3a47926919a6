"""Quiet hours: how they are written (`23:00-06:00`, several with commas), and when they are. Pure."""

import re
from datetime import datetime, time, timedelta
from random import Random

from feedforum.config.settings import ForumSettings, Span

LATEST = 600.0
"""The seconds after quiet hours within which a poll begins that waited for their end."""

_SPAN = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*")
_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)


def spans_in(written: str) -> tuple[Span, ...]:
    """The spans; none for an empty text. Raises ValueError, saying what was expected."""
    spans = tuple(_span(each) for each in written.split(",")) if written.strip() else ()
    if spans and all(any(span.holds(clock) for span in spans) for clock in map(_clock, range(_DAY))):
        raise ValueError("expected some hours of the day to be left for polls")
    return spans


def _span(written: str) -> Span:
    found = _SPAN.fullmatch(written)
    if found:
        begin, end = (int(found[hour]) * 60 + int(found[hour + 1]) for hour in (1, 3))
        in_order = int(found[2]) < 60 and int(found[4]) < 60 and begin < _DAY and end <= _DAY
        if in_order and begin != end % _DAY:
            return Span(_clock(begin), _clock(end % _DAY))
    raise ValueError('expected hours such as "23:00-06:00"')


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def is_quiet(moment: datetime, forum: ForumSettings) -> bool:
    """Whether it is quiet hours then, by the forum's time zone."""
    clock = moment.astimezone(forum.zone).time()
    return any(span.holds(clock) for span in forum.quiet_hours)


def quiet_until(moment: datetime, forum: ForumSettings) -> datetime:
    """The first moment from `moment` on that is not quiet.

    Minute by minute, since spans may adjoin, and clocks are put forward and back inside of them.
    """
    while is_quiet(moment, forum):
        moment = moment.replace(second=0, microsecond=0) + _MINUTE
    return moment


def outside_quiet_hours(moment: datetime, forum: ForumSettings, random: Random) -> datetime:
    """`moment`, or else soon after the quiet hours it lies in, spread so that not all polls begin at once."""
    end = quiet_until(moment, forum)
    if end == moment:
        return moment
    later = end + timedelta(seconds=random.uniform(0, min(LATEST, forum.interval)))
    return end if is_quiet(later, forum) else later
