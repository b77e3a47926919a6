"""When is which forum due; intervals that follow how busy a forum is."""

from feedforum.schedule.exporting import Exporting
from feedforum.schedule.health import Health
from feedforum.schedule.publishing import Publishing
from feedforum.schedule.reloading import Reloading
from feedforum.schedule.schedule import Schedule
from feedforum.schedule.stopping import Stop, StoppedError
from feedforum.schedule.visitor import Visitor
from feedforum.schedule.visitors import Visitors, manners_of, visitors_of
from feedforum.schedule.wishes import wish

__all__ = [
    "Exporting",
    "Health",
    "Publishing",
    "Reloading",
    "Schedule",
    "Stop",
    "StoppedError",
    "Visitor",
    "Visitors",
    "manners_of",
    "visitors_of",
    "wish",
]
