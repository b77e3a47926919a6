"""Forum date text + zone + clock of the fetch → aware time."""

from feedforum.dates.date_reader import Calendar as Calendar
from feedforum.dates.date_reader import Moment as Moment
from feedforum.dates.date_reader import PageDates as PageDates
from feedforum.dates.date_reader import in_another_zone as in_another_zone
from feedforum.dates.date_reader import order_of as order_of
from feedforum.dates.date_reader import page_clock as page_clock
from feedforum.dates.date_reader import read_moment as read_moment
from feedforum.dates.date_reader import with_todays_offset as with_todays_offset
from feedforum.dates.time_zones import common_difference as common_difference
from feedforum.dates.time_zones import exact_moment as exact_moment
from feedforum.dates.time_zones import is_zone as is_zone
from feedforum.dates.time_zones import offset_written as offset_written
from feedforum.dates.time_zones import zone_named as zone_named
from feedforum.dates.time_zones import zone_names as zone_names
