"""Quiet hours of a forum, by its own clock. Pure: moments in, moments out."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from feedforum.config import ForumSettings

_MINUTE = timedelta(minutes=1)
LATEST = 600.0
"""The seconds after quiet hours within which a poll that waited for their end begins."""


def is_quiet(moment: datetime, forum: ForumSettings) -> bool:
    """Whether the forum's clock shows quiet hours then."""
    clock = moment.astimezone(ZoneInfo(forum.timezone)).time()
    return any(span.holds(clock) for span in forum.quiet_hours)


def quiet_until(moment: datetime, forum: ForumSettings) -> datetime:
    """The first moment from `moment` on that is not quiet.

    Minute by minute, since spans may adjoin, and clocks are put forward and back inside of them.
    """
    while is_quiet(moment, forum):
        moment = moment.replace(second=0, microsecond=0) + _MINUTE
    return moment


def awake(moment: datetime, forum: ForumSettings, random: Random) -> datetime:
    """`moment`, or soon after the quiet hours that it lies in: not all polls begin at their last stroke."""
    end = quiet_until(moment, forum)
    if end == moment:
        return moment
    later = end + timedelta(seconds=random.uniform(0, min(LATEST, forum.interval)))
    return end if is_quiet(later, forum) else later
