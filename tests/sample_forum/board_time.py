"""How the board writes a moment: PHP's date letters, and words for today and yesterday."""

from collections.abc import Callable
from datetime import datetime, timedelta

from markupsafe import Markup

from tests.sample_forum.words import Words


def php_date(pattern: str, moment: datetime, words: Words) -> str:
    """`moment` (already in the board's zone) by a pattern of PHP's `date()`; `\\x` is x itself."""
    out: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter == "\\":
            out.append(next(letters, ""))
        else:
            out.append(_LETTERS[letter](moment, words) if letter in _LETTERS else letter)
    return "".join(out)


def shown(
    moment: datetime, now: datetime, date_format: str, time_format: str, words: Words, *, named: bool
) -> Markup:
    """A moment as pages show it; `named` puts *Heute* and *Gestern* in place of those two dates.

    Both datetimes must be in the board's zone.
    """
    time = Markup('<span class="time">{}</span>').format(php_date(time_format, moment, words))
    if named and moment.date() == now.date():
        return Markup("<b>{}</b>, {}").format(words.today, time)
    if named and moment.date() == now.date() - timedelta(days=1):
        return Markup("{}, {}").format(words.yesterday, time)
    return Markup("{} {}").format(php_date(date_format, moment, words), time)


def _ordinal(day: int) -> str:
    if 10 < day < 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_LETTERS: dict[str, Callable[[datetime, Words], str]] = {
    "d": lambda m, _: f"{m.day:02}",
    "j": lambda m, _: str(m.day),
    "S": lambda m, _: _ordinal(m.day),
    "m": lambda m, _: f"{m.month:02}",
    "n": lambda m, _: str(m.month),
    "F": lambda m, w: w.months[m.month - 1],
    "M": lambda m, w: w.months[m.month - 1][:3],
    "Y": lambda m, _: f"{m.year:04}",
    "y": lambda m, _: f"{m.year % 100:02}",
    "l": lambda m, w: w.days[m.weekday()],
    "D": lambda m, w: w.days[m.weekday()][: 2 if w.lang == "de" else 3],
    "H": lambda m, _: f"{m.hour:02}",
    "G": lambda m, _: str(m.hour),
    "h": lambda m, _: f"{m.hour % 12 or 12:02}",
    "g": lambda m, _: str(m.hour % 12 or 12),
    "i": lambda m, _: f"{m.minute:02}",
    "s": lambda m, _: f"{m.second:02}",
    "a": lambda m, _: "am" if m.hour < 12 else "pm",
    "A": lambda m, _: "AM" if m.hour < 12 else "PM",
}
