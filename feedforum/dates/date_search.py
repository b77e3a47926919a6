"""Finds the date in a text that says more than that: `Posted: Mon Jan 05, 2004 3:02 pm   Post subject: …`."""

import re
from functools import lru_cache

from feedforum.dates.date_parser import parse
from feedforum.dates.date_words import AGO, DAYS_AGO, MONTHS, ONE, WEEKDAYS

_LONGEST = 400
"""How many characters of a text are looked at."""

_MOST_WORDS = 9
_WORD = re.compile(r"\S+")
_CLOCK = re.compile(r"\d\s?[:h]\s?\d\d|\d\.\d\d\s*uhr|\d\s?[ap]\.?m\b", re.IGNORECASE)
_AROUND = '«»‹›“”„"()[]{}|,;:·•*#–—- \t\xa0'
_BEGINS = frozenset(
    {*MONTHS, *WEEKDAYS, *DAYS_AGO} | {word for before, _ in AGO for word in before.split()[:1]}
)


def date_in(text: str) -> str:
    """The longest part of a text that is a date; empty if none is. One with a time of day goes first."""
    return _date_in(" ".join(text[:_LONGEST].split()))


def has_clock(text: str) -> bool:
    """Whether a date's text names a time of day, or how long ago it was."""
    return bool(_CLOCK.search(text)) or any(
        text.lower().startswith(before) and text.lower().endswith(behind) for before, behind in AGO
    )


@lru_cache(maxsize=4096)
def _date_in(text: str) -> str:
    words = list(_WORD.finditer(text))
    found, ago = "", any(behind and behind in text for _, behind in AGO)
    for at, word in enumerate(words):
        if not (_may_begin(word[0]) or (ago and word[0].lower() in ONE)):
            continue
        for end in range(min(at + _MOST_WORDS, len(words)), at, -1):
            part = text[word.start() : words[end - 1].end()].strip(_AROUND)
            if _is_better(part, found) and parse(part) is not None:
                found = part
                break
    return found


def _is_better(part: str, found: str) -> bool:
    if has_clock(part) is not has_clock(found):
        return has_clock(part)
    return len(part) > max(5, len(found))


def _may_begin(word: str) -> bool:
    bare = word.strip(_AROUND + ".").lower()
    return not word.startswith("#") and (bare[:1].isdigit() or bare in _BEGINS)
