"""When is which forum due; intervals that follow how busy a forum is."""

from feedforum.schedule.publishing import Publishing
from feedforum.schedule.reloading import Reloading
from feedforum.schedule.schedule import Schedule
from feedforum.schedule.stopping import Stop, StoppedError
from feedforum.schedule.troubles import Trouble
from feedforum.schedule.visitor import Visitor, Visitors, manners_of, visitors_of

__all__ = [
    "Publishing",
    "Reloading",
    "Schedule",
    "Stop",
    "StoppedError",
    "Trouble",
    "Visitor",
    "Visitors",
    "manners_of",
    "visitors_of",
]
