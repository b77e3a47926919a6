"""Addresses that are alike: their common shape, and which part of it is the id. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_DIGITS = re.compile(r"\d+")
_DELIMITERS = re.compile(r"([/?&;=,#.])")
_PAGE_NAME = re.compile(r"\.\w{2,5}$")


def loose_shape(url: str) -> str:
    """What addresses of one kind have in common, before it is known which of their parts are ids."""
    parts = urlsplit(url)
    folder, _, page = parts.path.rstrip("/").rpartition("/")
    if not _PAGE_NAME.search(page) and page:
        page = "#" if _DIGITS.search(page) else "*"
    path = _DIGITS.sub("#", f"{folder}/{page}") + "/" * parts.path.endswith("/")
    query = "&".join(_loose_value(part) for part in re.split("[&;]", parts.query) if part)
    return f"{path}?{query}#{_DIGITS.sub('#', parts.fragment)}"


def _loose_value(part: str) -> str:
    name, mark, value = part.partition("=")
    if not mark:
        return _DIGITS.sub("#", name)
    return f"{name}={_DIGITS.sub('#', value) if _DIGITS.search(value) else '*'}"


@dataclass(frozen=True, slots=True)
class Shape:
    """Addresses of one kind: `parts` are texts that all have, and None where they differ.

    `values` has for each address what stands in the places where they differ.
    """

    parts: tuple[str | None, ...]
    values: tuple[tuple[str, ...], ...]

    def text(self, *names: str) -> str:
        """The shape with names in its places, as a template has them."""
        left = iter(names)
        return "".join(part if part is not None else next(left) for part in self.parts)


def shape_of(urls: Sequence[str]) -> Shape | None:
    """The shape of addresses; None if they have none in common."""
    split = [_split(url) for url in urls]
    if len({len(pieces) for pieces in split}) != 1:
        return None
    parts: list[str | None] = []
    values: list[list[str]] = [[] for _ in urls]
    for column in zip(*split, strict=True):
        if len(set(column)) == 1:
            parts.append(column[0])
            continue
        before, behind, middles = _around_numbers(column)
        parts += [before, None, behind]
        for found, middle in zip(values, middles, strict=True):
            found.append(middle)
    return Shape(_joined(parts), tuple(map(tuple, values)))


def _split(url: str) -> list[str]:
    return _DELIMITERS.split(url)


def _around_numbers(column: Sequence[str]) -> tuple[str, str, list[str]]:
    """What stands before and behind the number in which texts differ; all of them where it is more."""
    for pattern in (r"^(\D*)(\d+)(\D*)$", r"^(.*?)(\d+)(\D*)$"):
        matches = [re.match(pattern, text) for text in column]
        if all(matches):
            around = {(match[1], match[3]) for match in matches if match}
            if len(around) == 1:
                before, behind = around.pop()
                return before, behind, [match[2] for match in matches if match]
    return "", "", list(column)


def _joined(parts: Sequence[str | None]) -> tuple[str | None, ...]:
    joined: list[str | None] = []
    for part in parts:
        if part is not None and joined and joined[-1] is not None:
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
