"""Date text → what it says, before it is known which day *today* is and which figure is the month."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from feedforum.dates.date_words import (
    AGO,
    DAY_NAMES,
    DAYS_AGO,
    FILLERS,
    LESS,
    MONTHS,
    NOW,
    ONE,
    UNITS,
    WEEKDAYS,
)
from feedforum.dates.time_zones import exact_moment

_LONGEST = 100  # characters: no date is longer, and what is may be made to keep us busy
_YEARS = range(1970, 2200)  # no forum is older than Unix time, and figures beyond are no years
_NO_YEAR = "2000"  # a year that has all days

_OLDEST = timedelta(days=366 * 100)

_TIMES = (
    re.compile(r"(?<![\d.:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])\s*(?:([ap])\.?\s?m\b\.?)?"),
    re.compile(r"\b(\d{1,2})()()\s?([ap])\.?m\b\.?"),
    re.compile(r"(?<![\d.])(\d{1,2})[.](\d{2})(?:[.](\d{2}))?()\s*uhr\b"),
    re.compile(r"\b(\d{1,2})\s?h\s?(\d{2})()()\b"),
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})(?!\d)")
_DAY_AND_MONTH = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})(?![\d/-])\.?")
_WITH_ZONE = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)")
_AMOUNT = re.compile(r"(?:(\d{1,4})\s?|([^\W\d_]+)\s)([^\W\d_]+)\.?")
_TOKENS = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINTS = frozenset(("", "and", "und", "et", "en", "y", "e"))
_MARKS = re.compile(r"[\s.,;:/|()@'’º°-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says: a time of day, and either days before today or the days it may mean.

    Or else an exact moment, or an age with how much higher it may be. `readings` maps an order (`dmy`,
    `mdy`, `ymd`) to a day. One reading means no doubt; `ordered` says that only figures with slashes or
    dashes stand there, so that the order decides. Without a year, `yearless`, days are of the year 2000, and
    `weekdays` are those that a name of a day of the week may mean, Monday as 0: where nothing else tells
    the day, it is the last of these.
    """

    at: time
    days_ago: int | None = None
    readings: tuple[tuple[str, date], ...] = ()
    ordered: bool = False
    half_day_clock: bool = False
    yearless: bool = False
    weekdays: frozenset[int] = frozenset()
    age: timedelta | None = None
    uncertainty: timedelta = timedelta()
    exact: datetime | None = None


def parse(text: str) -> Written | None:
    """What a text with a date says, or None if it is no date in a form a board would write."""
    return None if len(text) > _LONGEST else _parse(text)


# A page's dates are asked for more than once, and most stood there at the poll before.
@lru_cache(maxsize=4096)
def _parse(text: str) -> Written | None:
    text = " ".join(text.split()).lower()
    if _WITH_ZONE.fullmatch(text):
        moment = exact_moment(text.upper())
        return Written(moment.time(), exact=moment) if moment and moment.year in _YEARS else None
    if text.strip(" .…") in NOW:
        return Written(time(), age=timedelta(), uncertainty=UNITS["minute"])
    for before, behind in AGO:
        if text.startswith(before) and text.endswith(behind):
            return _age(text[len(before) : len(text) - len(behind)].strip())
    return _parse_day(text)


def _parse_day(text: str) -> Written | None:
    at, half_day_clock, rest = _take_time(text)
    if at is None:
        return None
    figures = _FIGURES.search(rest) or _DAY_AND_MONTH.search(rest)
    if figures is None:
        return _parse_words(rest, at, half_day_clock, timed=rest != text)
    first, mark, second, *year = figures.groups()
    if not year and rest == text and not figures[0].endswith("."):
        return None  # 3/4 without a time of day may be anything
    left_over = _words_in(rest[: figures.start()] + " " + rest[figures.end() :].removeprefix("t"))
    readings = _figure_readings(first, mark, second, *(year or [_NO_YEAR]))
    if left_over is None or any(word not in WEEKDAYS for word in left_over) or not readings:
        return None
    return Written(at, None, readings, mark != ".", half_day_clock, not year, _weekdays(left_over))


def _age(text: str) -> Written | None:
    """How long ago something was: `5 minutes`, `einer Stunde`, `less than a minute`.

    Forums round down, so that the true age is below that of one unit more.
    """
    less = next((words for words in LESS if text.startswith(words)), "")
    age, smallest, end = timedelta(), None, len(less)
    for amount in _AMOUNT.finditer(text, end):
        number = int(amount[1]) if amount[1] else int(amount[2] in ONE)
        if text[end : amount.start()].strip(" ,") not in _JOINTS or not number or amount[3] not in UNITS:
            return None
        smallest, end = UNITS[amount[3]], amount.end()
        age += number * smallest
    if smallest is None or text[end:].strip(" .") or age > _OLDEST:
        return None
    if less:
        return Written(time(), age=timedelta(), uncertainty=age)
    return Written(time(), age=age, uncertainty=smallest)


def _parse_words(rest: str, at: time, half_day_clock: bool, *, timed: bool) -> Written | None:
    tokens = _words_in(rest)
    numbers = [token for token in tokens or () if token.isdecimal()]
    words = [token for token in tokens or () if not token.isdecimal()]
    if not numbers:
        word = words[0] if len(words) == 1 else ""
        if word in DAYS_AGO:
            return Written(at, DAYS_AGO[word], half_day_clock=half_day_clock)
        named = timed and word in DAY_NAMES
        return Written(at, half_day_clock=half_day_clock, weekdays=WEEKDAYS[word]) if named else None
    month, others = _month(words)
    if month is None or len(numbers) > 2:
        return None
    first, second = numbers if len(numbers) == 2 else (numbers[0], _NO_YEAR)
    day = _day(first, month, second) if len(first) == 4 else _day(second, month, first)
    if day is None:
        return None
    yearless = len(numbers) == 1
    return Written(at, None, (("dmy", day),), False, half_day_clock, yearless, _weekdays(others))


def _words_in(text: str) -> list[str] | None:
    """The words and numbers of a text that mean something; None where there is more than marks between."""
    if _MARKS.sub("", _TOKENS.sub("", text)):
        return None
    return [token for token in _TOKENS.findall(text) if token not in FILLERS]


def _weekdays(words: list[str]) -> frozenset[int]:
    return frozenset[int]().union(*(WEEKDAYS[word] for word in words))


def _take_time(text: str) -> tuple[time | None, bool, str]:
    """The time of day, whether it was told with am or pm, and the text without it.

    Midnight where no time stands at all; None where one stands that no clock shows.
    """
    for pattern in _TIMES:
        match = pattern.search(text)
        if match:
            hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
            # Some boards are set to "H:i a": where the day has 24 hours, the mark says nothing new.
            if match[4] and 1 <= hour <= 12:
                hour = hour % 12 + (12 if match[4] == "p" else 0)
            rest = text[: match.start()] + " " + text[match.end() :]
            if hour > 23 or minute > 59 or second > 59:
                return None, False, rest
            return time(hour, minute, second), bool(match[4]), rest
    return time(0, 0), False, text


def _month(words: list[str]) -> tuple[int | None, list[str]]:
    """The month among words of which all others must be days of the week, and these; None if they are not."""
    months = [word for word in words if word in MONTHS]
    others = [word for word in words if word not in MONTHS]
    if len(months) == 2 and months[0] in WEEKDAYS:
        others.append(months.pop(0))
    if len(months) != 1 or any(word not in WEEKDAYS for word in others):
        return None, []
    return MONTHS[months[0]], others


def _figure_readings(first: str, mark: str, second: str, third: str) -> tuple[tuple[str, date], ...]:
    if len(first) > 2:
        orders = {"ymd": (first, second, third)}
    elif mark == ".":
        orders = {"dmy": (third, second, first)}
    else:
        orders = {"dmy": (third, second, first), "mdy": (third, first, second)}
        if len(third) == 2:
            orders["ymd"] = (first, second, third)
    days = {order: _day(year, int(month), day) for order, (year, month, day) in orders.items()}
    return tuple((order, day) for order, day in days.items() if day)


def _day(year: str, month: int, day: str) -> date | None:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < 70 else 1900
    if len(year) not in (2, 4) or whole not in _YEARS or len(day) > 2:
        return None
    try:
        return date(whole, month, int(day))
    except ValueError:
        return None
