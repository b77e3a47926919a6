"""Forum date text + zone + clock of the fetch → aware time."""

from feedforum.dates.date_reader import (
    Calendar,
    Moment,
    PageDates,
    order_of,
    page_clock,
    read_moment,
    with_todays_offset,
)

__all__ = ["Calendar", "Moment", "PageDates", "order_of", "page_clock", "read_moment", "with_todays_offset"]
