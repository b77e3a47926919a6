"""How PHP writes a moment: the letters of `date()`, in the languages that forums come in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Names:
    """The months and the days of the week, Monday first; `short` letters are enough for a day."""

    months: list[str]
    days: list[str]
    short: int


_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
NAMES = {key: Names(_MONTHS[key].split(), _DAYS[key].split(), {"de": 2, "en": 3}[key]) for key in _MONTHS}
"""By language."""


def php_date(pattern: str, moment: datetime, language: str) -> str:
    """`moment` (already in the forum's zone) by a pattern of PHP's `date()`; `\\x` is x itself."""
    names = NAMES[language]
    out: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter == "\\":
            out.append(next(letters, ""))
        else:
            out.append(_LETTERS[letter](moment, names) if letter in _LETTERS else letter)
    return "".join(out)


def _ordinal(day: int) -> str:
    if 10 < day < 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_LETTERS: dict[str, Callable[[datetime, Names], str]] = {
    "d": lambda m, _: f"{m.day:02}",
    "j": lambda m, _: str(m.day),
    "S": lambda m, _: _ordinal(m.day),
    "m": lambda m, _: f"{m.month:02}",
    "n": lambda m, _: str(m.month),
    "F": lambda m, n: n.months[m.month - 1],
    "M": lambda m, n: n.months[m.month - 1][:3],
    "Y": lambda m, _: f"{m.year:04}",
    "y": lambda m, _: f"{m.year % 100:02}",
    "l": lambda m, n: n.days[m.weekday()],
    "D": lambda m, n: n.days[m.weekday()][: n.short],
    "H": lambda m, _: f"{m.hour:02}",
    "G": lambda m, _: str(m.hour),
    "h": lambda m, _: f"{m.hour % 12 or 12:02}",
    "g": lambda m, _: str(m.hour % 12 or 12),
    "i": lambda m, _: f"{m.minute:02}",
    "s": lambda m, _: f"{m.second:02}",
    "a": lambda m, _: "am" if m.hour < 12 else "pm",
    "A": lambda m, _: "AM" if m.hour < 12 else "PM",
}
