"""How many pages there are, and which one this is."""

import re
from dataclasses import dataclass

from bs4.element import NavigableString

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.texts import count_of

_CURRENT = re.compile(r"\[\s*(\d+)\s*\]")
_TOTAL = re.compile(r"\((\d[\d.,]*)\)")


@dataclass(frozen=True, slots=True)
class Place:
    """The number of this page, and of how many; `page` is above `pages` past the last one."""

    page: int
    pages: int


def place_of(page: Page, leads_to: str) -> Place:
    """Where a page stands among its like; `leads_to` is the script that the pager's links lead to.

    A pager reads *word (N): 1 [2] 3*, in any language. Without one there is a single page, unless
    the head of the page names the last one (its `next` and `prev` are broken and are not used).
    """
    asked = max(number(page.document.url, "page") or 1, 1)
    for text in page.found.pagers:
        around = text.parent
        links = around.find_all("a") if around else []
        numbers = [
            found
            for link in links
            if script(href := attribute(link, "href")) == leads_to and (found := number(href, "page"))
        ]
        if numbers:
            return Place(_current(text) or asked, max(_total(text), 1))
    return Place(asked, max(_last_in_head(page, leads_to), 1))


def _current(text: NavigableString) -> int | None:
    match = _CURRENT.search(text.parent.get_text() if text.parent else "")
    return int(match[1][:9]) if match else None


def _total(text: NavigableString) -> int:
    match = _TOTAL.search(text)
    return (count_of(match[1]) or 1) if match else 1


def _last_in_head(page: Page, leads_to: str) -> int:
    for link in page.tags("link"):
        href = attribute(link, "href")
        if attribute(link, "rel").lower() == "last" and script(href) == leads_to:
            return number(href, "page") or 1
    return 1
