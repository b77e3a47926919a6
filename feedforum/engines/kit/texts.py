"""Counts, sizes and doubly escaped characters as forums print them."""

import re

from feedforum.text.characters import clean_line

_NOT_DIGITS = re.compile(r"[.,'’\s]")
_COUNTS = re.compile(r"\d+(?:[.,'’\s]\d{3})*")
_SIZE = re.compile(r"([\d.,]+)\s*(Ki?B|Mi?B|Gi?B|Bytes?|B)\b", re.IGNORECASE)
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3, "B": 1}
_DECIMALS = re.compile(r"[.,](\d{1,2})$")
# A forum that cuts long words may cut a reference too.
_REFERENCE = re.compile(r"&#((?:\d\s*){2,7});")
_CUT_OFF = re.compile(r"&(?:amp?|a|#\d{0,7})?$")


def count_of(text: str) -> int | None:
    """A count as forums print it (`4.321`, `1,987`, `12`); None if it is none."""
    digits = _NOT_DIGITS.sub("", text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None


def counts_in(text: str) -> list[int]:
    """The counts in a text, such as `1.234 Beiträge in 56 Themen`."""
    return [count for found in _COUNTS.findall(text) if (count := count_of(found)) is not None]


def size_in_bytes(text: str) -> int | None:
    """The size a text such as `1,39 KB` names, to the byte it allows; None if it names none.

    One or two digits behind a mark are decimals, three are thousands, in German and in English.
    """
    match = _SIZE.search(text)
    if not match:
        return None
    decimals = _DECIMALS.search(match[1])
    whole = match[1][: decimals.start()] if decimals else match[1]
    figures = re.sub(r"\D", "", whole)[:12]
    if not figures:
        return None
    value = float(f"{figures}.{decimals[1] if decimals else 0}")
    return round(value * _UNITS[match[2][0].upper()])


def resolve(text: str) -> str:
    """The text with references such as `&#1050;`, which old software escapes twice, as characters.

    Where it cuts long titles, it may cut the last reference in two: what is left of that is no character.
    """
    if "&#" not in text or not _REFERENCE.search(text):
        return text
    return clean_line(_REFERENCE.sub(_character, _CUT_OFF.sub("", text)))


def _character(match: re.Match[str]) -> str:
    code = int("".join(match[1].split()))
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
