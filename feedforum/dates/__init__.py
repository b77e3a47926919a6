"""Forum date text + zone + clock of the fetch → aware time."""

from feedforum.dates.date_reader import (
    Calendar,
    Moment,
    PageDates,
    in_another_zone,
    order_of,
    page_clock,
    read_moment,
    with_todays_offset,
)
from feedforum.dates.offsets import common_difference, exact_moment, offset_written
from feedforum.dates.time_zones import zone_named

__all__ = [
    "Calendar",
    "Moment",
    "PageDates",
    "common_difference",
    "exact_moment",
    "in_another_zone",
    "offset_written",
    "order_of",
    "page_clock",
    "read_moment",
    "with_todays_offset",
    "zone_named",
]
