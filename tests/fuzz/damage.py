"""What can happen to a page: hypothesis strategies that give functions from bytes to bytes."""

import re
from collections.abc import Callable
from functools import reduce
from random import Random

from hypothesis import strategies as st

Change = Callable[[bytes, Random], bytes]
Damage = Callable[[bytes], bytes]

_TAG = re.compile(rb"<[^<>]*>")
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE = re.compile(rb'="[^"]*"')
_TEXT = re.compile(rb">[^<>]+<")
_CHARSET = re.compile(rb"charset=[\w-]+")
_NUMBERS = (b"0", b"-1", b"9" * 30, b"4294967296", b"9223372036854775808", b"1.000.000.000", b"\xb2", b"")
_DATES = (b"31.02.2026, 25:61", b"00.00.0000", b"Heute", b"99.99.9999 99:99", b"01.01.1601", b"31.12.9999")
_ODD = (
    *(b"\x00", b"\x01\x08\x0b\x1f\x7f", b"\x80\x81\x8d\xff", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"\xfe\xff"),
    *(b"&#0;", b"&#xD800;", b"&#x110000;", b"&#" + b"9" * 40 + b";", b"&unknown;", b"&amp;" * 50),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml ?>", b"<!DOCTYPE x>", b"<script>", b"</html>", b"<"),
    *(b"<plaintext>", b"<textarea>", b"<title>", b"<select>", b"<template>", b"<svg>", b"<base href='//['>"),
    *(b"[quote]" * 40, "\u202e".encode(), b'<a href="http://[::1/">x</a>', b'<img src="//:99999999/">'),
)  # fmt: skip


def _cut(page: bytes, chance: Random) -> bytes:
    return page[: chance.randint(0, len(page))]


def _lose(page: bytes, chance: Random) -> bytes:
    start, length = chance.randint(0, len(page)), chance.choice((1, 10, 100, 1000))
    return page[:start] + page[start + length :]


def _flip(page: bytes, chance: Random) -> bytes:
    flipped = bytearray(page)
    for _ in range(chance.choice((1, 5, 50)) if page else 0):
        flipped[chance.randrange(len(page))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _one(pattern: re.Pattern[bytes], change: Callable[[bytes, Random], bytes]) -> Change:
    """The change of one place that the pattern finds, or of several."""

    def changed(page: bytes, chance: Random) -> bytes:
        places = list(pattern.finditer(page))
        for place in sorted(chance.sample(places, min(len(places), chance.choice((1, 1, 4)))), key=_back):
            page = page[: place.start()] + change(place[0], chance) + page[place.end() :]
        return page

    return changed


def _back(place: re.Match[bytes]) -> int:
    return -place.start()


def _swap(page: bytes, chance: Random) -> bytes:
    places = list(_TAG.finditer(page))
    if len(places) < 2:
        return page
    first, second = sorted(chance.sample(places, 2), key=re.Match.start)
    between = page[first.end() : second.start()]
    return page[: first.start()] + second[0] + between + first[0] + page[second.end() :]


def _nest(page: bytes, chance: Random) -> bytes:
    tag = chance.choice((b"<div>", b"<table><tr><td>", b"<blockquote>", b"<b>", b"<font>", b"<a href=x>"))
    return _at(page, chance, tag * chance.choice((20, 300, 1000)))


def _odd(page: bytes, chance: Random) -> bytes:
    return _at(page, chance, chance.choice(_ODD))


def _at(page: bytes, chance: Random, added: bytes) -> bytes:
    place = chance.randint(0, len(page))
    return page[:place] + added + page[place:]


def _again(page: bytes, chance: Random) -> bytes:
    """A piece of the page in another place, as if two pages had run together."""
    start = chance.randint(0, len(page))
    return _at(page, chance, page[start : start + chance.choice((20, 400, 4000))])


def _recoded(page: bytes, chance: Random) -> bytes:
    name = chance.choice(("utf-8", "utf-16", "utf-7", "cp037", "big5", "shift_jis", "hex", "nonsense"))
    page = _CHARSET.sub(b"charset=" + name.encode(), page)
    text = page.decode("cp1252", "replace")
    return text.encode(name, "ignore") if name in ("utf-8", "utf-16", "utf-7") else page


CHANGES: dict[str, Change] = {
    "cut off": _cut,
    "bytes lost": _lose,
    "bytes flipped": _flip,
    "tag removed": _one(_TAG, lambda tag, chance: b""),
    "tag doubled": _one(_TAG, lambda tag, chance: tag * chance.choice((2, 30))),
    "tag left open": _one(_TAG, lambda tag, chance: tag[:-1]),
    "tags swapped": _swap,
    "number exaggerated": _one(_NUMBER, lambda number, chance: chance.choice(_NUMBERS)),
    "attribute emptied": _one(_ATTRIBUTE, lambda value, chance: chance.choice((b'=""', b"=", b'="', b""))),
    "attribute exaggerated": _one(_ATTRIBUTE, lambda value, chance: b'="' + value[2:-1] * 200 + b'"'),
    "text repeated": _one(_TEXT, lambda text, chance: b">" + text[1:-1] * 1000 + b"<"),
    "date absurd": _one(_TEXT, lambda text, chance: b">" + chance.choice(_DATES) + b"<"),
    "nested deep": _nest,
    "odd characters": _odd,
    "pieces mixed": _again,
    "encoding wrong": _recoded,
}

_MOST = 30_000
"""Bytes; what is larger is measured by itself, in `test_large_pages`."""


def damages() -> st.SearchStrategy[Damage]:
    """One to three misfortunes, one after the other, each in a place that a seed picks."""
    one = st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 1 << 30))
    return st.lists(one, min_size=1, max_size=3).map(_Chain)


def damage_of(*steps: tuple[str, int]) -> Damage:
    """These misfortunes by name and seed, one after the other."""
    return _Chain(list(steps))


class _Chain:
    """Misfortunes by name and seed, so that a failing example can be read and repeated."""

    def __init__(self, steps: list[tuple[str, int]]) -> None:
        self._steps = steps

    def __call__(self, page: bytes) -> bytes:
        return reduce(lambda done, step: CHANGES[step[0]](done, Random(step[1]))[:_MOST], self._steps, page)

    def __repr__(self) -> str:
        return " + ".join(f"{name} ({seed})" for name, seed in self._steps)
