"""How many pages there are and which one this is, out of what a pager links to."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from bs4.element import NavigableString, Tag

from feedforum.engines.kit.dom import classes, is_tag, text_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.texts import count_of

_BRACKETS = re.compile(r"\[\s*(\d[\d.,]*)\s*\]")
_MARKED = ("b", "strong", "em")
_CURRENT = frozenset(("current", "active", "pagination_current", "current_page", "item1"))


@dataclass(frozen=True, slots=True)
class Pager:
    """What a pager tells: the number of this page, of how many, the rows a page, the pages it links to.

    `page` is None where the pager marks none, and `size` where its links have no row offsets. `links` are
    absolute URLs by page number.
    """

    page: int | None = None
    pages: int = 1
    size: int | None = None
    links: tuple[tuple[int, str], ...] = ()

    def number_at(self, offset: int | None) -> int:
        """The number of this page: as the pager marks it, else by the row offset in the page's address."""
        if self.page is not None or not offset or not self.size:
            return self.page or 1
        return offset // self.size + 1


NO_PAGER = Pager()


def read_pager(
    page: Page,
    node: Tag | None,
    *,
    leads_on: Callable[[Link], bool] = lambda link: True,
    offset_of: Callable[[str], int | None] | None = None,
) -> Pager:
    """What the pager within a tag tells; `NO_PAGER` for None.

    A pager shows numbers: those that are links, of which only those count that `leads_on` accepts, and one
    in brackets, in bold, or marked by a class, which is this page. Where it says "page 2 of 9" in bold, 9
    is the number of pages. `offset_of` gives the row offset out of a link's address, for software whose
    addresses have one: the rows a page are what most of the links agree on.
    """
    if node is None:
        return NO_PAGER
    numbered = [
        (number, link) for link in links_in(node) if leads_on(link) and (number := count_of(link.text))
    ]
    marked = list(_marked_numbers(node))
    offsets = [(number - 1, offset_of(link.href)) for number, link in numbered] if offset_of else []
    sizes = Counter(rows // before for before, rows in offsets if before and rows and rows % before == 0)
    return Pager(
        page=marked[0] if marked else None,
        pages=max([1, *marked, *(number for number, _ in numbered)]),
        size=sizes.most_common(1)[0][0] if sizes else None,
        links=tuple({number: page.absolute(link.href) for number, link in numbered}.items()),
    )


def around_number(links: Iterable[Link], leads_on: Callable[[Link], bool]) -> Tag | None:
    """What holds the first of some links that is a number and leads on: a pager without a name."""
    first = next((link.tag for link in links if link.text.isdecimal() and leads_on(link)), None)
    items = first.find_parent("ul") if first is not None and is_tag(first.parent, "li") else None
    return items or (first.parent if first is not None else None)


def pages_linked(links: Iterable[Link]) -> int:
    """How many pages a thread has by the links in its row, of which those to its pages are numbers."""
    return max(filter(None, (count_of(link.text) for link in links)), default=1)


def _marked_numbers(node: Tag) -> Iterator[int]:
    """The numbers that are no links but stand out, in the order of the page."""
    for leaf in node.descendants:
        if not isinstance(leaf, NavigableString) or not leaf.strip():
            continue
        holders = list(takewhile(lambda outer: outer is not node, leaf.parents))
        if any(outer.name in ("a", "option", "script") for outer in holders):
            continue
        yield from (number for found in _BRACKETS.findall(leaf) if (number := count_of(found)))
        if any(outer.name in _MARKED or classes(outer) & _CURRENT for outer in holders):
            number = count_of(text_of(leaf))
            if number:
                yield number
