"""Forum date text + zone + clock of the fetch → aware time."""

from feedforum.dates.calendar import Calendar
from feedforum.dates.date_reader import order_of, page_clock, read

__all__ = ["Calendar", "order_of", "page_clock", "read"]
