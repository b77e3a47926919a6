"""What goes wrong in the week, and what the administrator does."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.sample_forum import Site
from tests.sample_forum.misbehaviour import busy, hang_up
from tests.sample_forum.wire import Behaviour
from tests.week.activity import DAY, HOUR, Activity
from tests.week.initial_forum import MONDAY

OUTAGES: tuple[tuple[datetime, timedelta, Behaviour], ...] = (
    (MONDAY + 0 * DAY + 9 * HOUR, 4 * HOUR, hang_up()),
    (MONDAY + 1 * DAY + 8 * HOUR, 2 * HOUR, busy(503)),
    (MONDAY + 2 * DAY + 11 * HOUR, HOUR, busy(429, "7200")),
)
"""When which answer comes in the place of all pages, and for how long."""

NO_DATABASE = (MONDAY + 3 * DAY + 6 * HOUR, 3 * HOUR)
"""When the forum's database does not answer, and for how long."""

MAINTENANCE = (MONDAY + 3 * DAY + 18 * HOUR, 8 * HOUR)
"""A night, with a page that says so."""

LOGGED_OUT = (MONDAY + 1 * DAY + 15 * HOUR, MONDAY + 4 * DAY + 12 * HOUR)
"""When all who stay logged in are logged out."""

NEW_STYLE = MONDAY + 4 * DAY + 5 * HOUR
RESTARTS = (MONDAY + 2 * DAY + 6 * HOUR, MONDAY + 5 * DAY + 13 * HOUR)
"""When the program that reads the forum is started anew."""


def schedule_outages(activity: Activity, site: Site, shortest: timedelta = timedelta()) -> None:
    """Put all of it among what happens in the week, each outage for at least the `shortest` time."""
    forum = activity.fixture.forum
    for begin, length, behaviour in OUTAGES:
        activity.at(begin, _begins(site, behaviour))
        activity.at(begin + max(length, shortest), site.behave)
    begin, length = NO_DATABASE
    activity.at(begin, lambda: setattr(forum, "database_down", True))
    activity.at(begin + max(length, shortest), lambda: setattr(forum, "database_down", False))
    begin, length = MAINTENANCE
    activity.at(begin, lambda: setattr(forum, "closed_because", "Umbau"))
    activity.at(begin + max(length, shortest), lambda: setattr(forum, "closed_because", ""))
    activity.at(NEW_STYLE, lambda: setattr(forum, "style", forum.skin.styles[:2][-1]))
    for moment in LOGGED_OUT:
        activity.at(moment, site.software.sessions.log_all_out)


def _begins(site: Site, behaviour: Behaviour) -> Callable[[], None]:
    def begin() -> None:
        site.misbehave(behaviour, times=None)

    return begin
