"""*When, by whom*: the pair that rows and boards end in, told apart by its shape."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar, order_of, page_clock, read
from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.page import inside
from feedforum.engines.wbb2.texts import text_of, text_of_all
from feedforum.records import Author

_BY = re.compile(rf"\s{words.BY}\s+", re.IGNORECASE)
_LAST_WORD = re.compile(r"\s[^\W\d]+$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it stands there, and who wrote at that time."""

    date_text: str
    author: Author | None


class Dates:
    """The dates of one page: read alike, as they settle together what a single one leaves open."""

    def __init__(self, texts: Iterable[str], calendar: Calendar, made_at: datetime) -> None:
        known = list(texts)
        self._calendar = order_of(known, calendar, made_at)
        self._made_at = page_clock(known, calendar, made_at)

    def read(self, text: str) -> datetime | None:
        """The moment in UTC, or None if the text is no date."""
        return read(text, self._calendar, self._made_at)


def profile_link(node: Tag) -> Tag | None:
    """The first link to a member's profile that has a text; None where a guest wrote."""
    for link in inside(node, "a"):
        if script(attribute(link, "href")) == "profile.php" and text_of(link):
            return link
    return None


def member(link: Tag) -> Author:
    """Who a profile link names."""
    return Author(text_of(link), number(attribute(link, "href"), "userid") or None)


def stamp_of(nodes: Sequence[PageElement]) -> Stamp:
    """Date and author out of nodes that read `date by author`, the author linked or not."""
    before: list[PageElement] = []
    for leaf in _leaves(nodes):
        if isinstance(leaf, Tag) and leaf.name == "a" and script(attribute(leaf, "href")) == "profile.php":
            return Stamp(_LAST_WORD.sub("", text_of_all(before)).strip(), member(leaf))
        before.append(leaf)
    date_text, *name = _BY.split(text_of_all(before), maxsplit=1)
    return Stamp(date_text.strip(), Author(name[0].strip()) if name and name[0].strip() else None)


def _leaves(nodes: Iterable[PageElement]) -> Iterable[PageElement]:
    """The strings, breaks and links in nodes, in the order of the page."""
    for node in nodes:
        inner = [node, *node.descendants] if isinstance(node, Tag) else [node]
        linked: Tag | None = None
        for leaf in inner:
            if isinstance(leaf, Tag):
                if leaf.name in ("a", "br"):
                    linked = leaf if leaf.name == "a" else linked
                    yield leaf
            elif linked is None or linked not in leaf.parents:
                yield leaf
