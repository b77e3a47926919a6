"""The moment that a forum's date text names."""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from feedforum.dates.date_parser import Written, parse
from feedforum.dates.time_zones import to_utc

# A page is made in moments, and clocks of web servers differ by minutes: more is another day.
_SLACK = timedelta(minutes=5)
# How long after midnight a page may arrive that was made before it.
_MIDNIGHT = timedelta(minutes=15)
# A forum may be set to any zone, so that its day may be ahead of ours.
_DAY_AHEAD = timedelta(days=1)
# After so many years all days of a year have been all days of the week.
_WEEKDAYS_RETURN = 28


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a forum writes dates: its zone, and the order of day and month where figures alone stand.

    `order` is `auto`, `dmy`, `mdy` or `ymd`.
    """

    zone: tzinfo
    order: str = "auto"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, aware in UTC: `at` is the latest that it can be, earlier by `uncertainty` at most."""

    at: datetime
    uncertainty: timedelta = timedelta()


class PageDates:
    """The dates of one page: read alike, as they settle together what a single one leaves open.

    `texts` are all date texts of the page, and `made_at` the forum's clock when it made the page.
    """

    def __init__(self, texts: Iterable[str], calendar: Calendar, made_at: datetime) -> None:
        known = list(texts)
        self._calendar = order_of(known, calendar, made_at)
        self._made_at = page_clock(known, calendar, made_at)

    def moment(self, text: str, not_after: datetime | None = None) -> Moment | None:
        """The moment that a text names, with its uncertainty; None if the text is no date.

        A date without a year is of the latest year in which it is not after the page, nor `not_after`, which
        is the moment of what follows.
        """
        return read_moment(text, self._calendar, self._made_at, not_after)


def read_moment(
    text: str, calendar: Calendar, made_at: datetime, not_after: datetime | None = None
) -> Moment | None:
    """The moment a date text names; None if it cannot be read.

    `made_at` is aware, in UTC: the forum's clock when it made the page. *Today* and *yesterday*
    are days of the forum's zone as seen from there; a time of *today* that has not come yet was
    written just before midnight, and its day is the one before. A text without a time of day means
    the first minute of its day. For the hours of the change-over see `to_utc`.

    Day and month, where figures alone stand: with dots the day is first. With slashes or dashes
    the calendar's order decides; where that is `auto`, a figure above 12 does, then whichever
    reading is not in the future, then am/pm (month first), and else the day is first.

    Without a year the latest one counts in which the moment is not after `made_at` or `not_after`; where a
    day of the week is named, the latest in which it fits.

    "5 minutes ago" was less than six minutes ago, so that it is uncertain by a minute. A moment that names
    its offset from UTC is exact.
    """
    written = parse(text)
    if written is None:
        return None
    if written.exact is not None:
        return Moment(written.exact)
    if written.age is not None:
        return Moment(made_at - written.age, written.uncertainty)
    if written.days_ago is not None:
        return Moment(_relative(written, calendar, made_at))
    if not written.readings:
        return Moment(_last_weekday(written, calendar, made_at))
    day = _settled_day(written, calendar, made_at)
    if written.yearless:
        latest = made_at + _SLACK
        return _without_year(written, day, calendar.zone, min(latest, not_after or latest))
    return Moment(to_utc(datetime.combine(day, written.at), calendar.zone))


def order_of(texts: Iterable[str], calendar: Calendar, made_at: datetime) -> Calendar:
    """The calendar with the order of day and month settled by all the dates of one page.

    The rules are those of `read_moment`, asked of all texts together, so that 03/04 and 25/04 of one page
    are read alike. Unchanged where the order is given, or where no text leaves a doubt.
    """
    if calendar.order != "auto":
        return calendar
    return replace(calendar, order=_order(filter(None, map(parse, texts)), calendar, made_at))


def _order(texts: Iterable[Written], calendar: Calendar, made_at: datetime) -> str:
    """The order of day and month in all of them; `auto` if none of them leaves a doubt."""
    doubtful = [found for found in texts if found.ordered and {"dmy", "mdy"} & dict(found.readings).keys()]
    if not doubtful:
        return "auto"
    latest = made_at.astimezone(calendar.zone).date() + _DAY_AHEAD
    certain = {_only_order(found.readings) for found in doubtful}
    timely = {_only_order((o, day) for o, day in found.readings if day <= latest) for found in doubtful}
    for orders in (certain - {None}, timely - {None}):
        if len(orders) == 1:
            return str(orders.pop())
    return "mdy" if any(found.half_day_clock for found in doubtful) else "dmy"


def with_todays_offset(calendar: Calendar, made_at: datetime) -> Calendar:
    """The calendar of software that shows all moments, old ones too, with the daylight saving of today."""
    offset = made_at.astimezone(calendar.zone).utcoffset()
    return replace(calendar, zone=timezone(offset or timedelta()))


def in_another_zone(moment: datetime, before: Calendar, now: Calendar) -> datetime:
    """What a moment is that was read by one calendar, read by the other: the same time of day in its zone."""
    return to_utc(moment.astimezone(before.zone).replace(tzinfo=None), now.zone)


def page_clock(texts: Iterable[str], calendar: Calendar, made_at: datetime) -> datetime:
    """The clock of a page by its own dates: just before midnight if it says so, else `made_at`.

    A page that arrives right after the forum's midnight, and has a *today* later than that, was made
    on the day before: its *yesterday* is one day earlier too, which no single date can tell.
    """
    local = made_at.astimezone(calendar.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if local - midnight > _MIDNIGHT:
        return made_at
    ahead = (local + _SLACK).time()
    if any(found.days_ago == 0 and found.at > ahead for found in map(parse, texts) if found):
        return midnight.astimezone(UTC) - timedelta(seconds=1)
    return made_at


def _relative(written: Written, calendar: Calendar, made_at: datetime) -> datetime:
    today = made_at.astimezone(calendar.zone).date()
    local = datetime.combine(today - timedelta(days=written.days_ago or 0), written.at)
    moment = to_utc(local, calendar.zone)
    if moment > made_at + _SLACK:
        moment = to_utc(local - timedelta(days=1), calendar.zone)
    return moment


def _last_weekday(written: Written, calendar: Calendar, made_at: datetime) -> datetime:
    today = made_at.astimezone(calendar.zone).date()
    days = (today - timedelta(days=days) for days in range(8))
    named = (day for day in days if day.weekday() in written.weekdays)
    moments = (to_utc(datetime.combine(day, written.at), calendar.zone) for day in named)
    return next(moment for moment in moments if moment <= made_at + _SLACK)


def _without_year(written: Written, day: date, zone: tzinfo, latest: datetime) -> Moment | None:
    """The moment in the latest year that fits; None if it would be before Unix time."""
    fitting: Moment | None = None
    last = latest.astimezone(zone).year
    for year in range(last, max(last - _WEEKDAYS_RETURN, 1969), -1):
        if day.month == 2 and day.day == 29 and not isleap(year):
            continue
        dated = day.replace(year=year)
        moment = to_utc(datetime.combine(dated, written.at), zone)
        if moment <= latest and not (written.weekdays and dated.weekday() not in written.weekdays):
            return Moment(moment)
        if moment <= latest and fitting is None:
            fitting = Moment(moment)
    return fitting


def _settled_day(written: Written, calendar: Calendar, made_at: datetime) -> date:
    readings = dict(written.readings)
    orders = (calendar.order, _order([written], calendar, made_at)) if written.ordered else ()
    return next((readings[order] for order in orders if order in readings), next(iter(readings.values())))


def _only_order(readings: Iterable[tuple[str, date]]) -> str | None:
    """Which of day-first and month-first is the one possible; None if both are, or neither."""
    orders = {order for order, _ in readings} & {"dmy", "mdy"}
    return orders.pop() if len(orders) == 1 else None
