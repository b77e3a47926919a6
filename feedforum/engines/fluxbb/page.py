"""What all pages have around what they show. PunBB 1.3 and 1.4 have items where all others have tables."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.fluxbb import urls, words
from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, text_of, with_class
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.records import Author, Reading

KIND = re.compile(r"(?:pun|brd-)(index|viewforum|viewtopic|login|maint\w*|redirect|message)$")
_ARROW = re.compile(r"^(?:»|→)\s*")


class FluxPage(ForumPage):
    """A page. `main` is what stands between its head and its foot."""

    refusal_words = words.REFUSALS
    board_of = staticmethod(urls.board_of)

    @cached_property
    def kind(self) -> str:
        """The kind of page that the software says it is, such as `viewtopic`; empty if it says none."""
        names = (KIND.match(attribute(tag, "id")) for tag in inside(self.soup, "div"))
        return next((match[1] for match in names if match), "")

    @cached_property
    def main(self) -> Tag | None:
        return self.by_id("brdmain") or self.by_id("brd-main") or self.by_id("punwrap")

    @property
    def member(self) -> bool | None:
        """Whether the menu leads to the way out; None for a page without a menu, which does not tell."""
        menu = self.by_id("brdmenu") or self.by_id("brd-navlinks")
        return None if menu is None else self.by_id("navlogout") is not None

    @property
    def forum_title(self) -> str:
        return text_of(first_inside(self.by_id("brdtitle"), "h1") or self.by_id("brd-title"))

    @property
    def heading(self) -> str:
        """The topic of a thread, the title of a board: a heading of PunBB 1.3, else what the path ends in."""
        *_, last = [None, *inside(self._crumbs, "li")]
        named = next((tag for tag in inside(last, "strong") if first_inside(tag, "a")), last)
        return _ARROW.sub("", text_of(first_inside(self._title, "a") or named)).strip()

    @property
    def crumbs(self) -> list[Link]:
        return list(links_in(self._crumbs))

    def own_id(self, what: str) -> int | None:
        """The `forum` or `topic` that the page is of, by heading, path, pager, or else by its address."""
        frame = (self._title, self._crumbs, next(with_class(self.main, "pagelink"), None))
        around = (link.href for tag in frame for link in links_in(tag))
        return next(filter(None, (urls.id_of(url, what) for url in (*around, self.document.url))), None)

    def pager(self, what: str) -> Pager:
        """What the pager tells, whose links lead to pages of a `forum` or `topic`."""
        nodes = (tag for tag in inside(self.main, "p") if classes(tag) & {"pagelink", "paging"})
        return read_pager(self, next(nodes, None), leads_on=lambda link: bool(urls.id_of(link.href, what)))

    def rows(self, what: str, items: str) -> Iterator[tuple[Tag, Link, int]]:
        """Each row with its link to a `forum` or `topic` and that one's id; `items` is a class of lists."""
        found = (row for holder in with_class(self.main, items) for row in with_class(holder, "main-item"))
        tables = (row for row in inside(self.main, "tr") if next(with_class(row, "tcl", "td"), None))
        for row in found if self.by_id("brd-wrap") else tables:
            subject = first_inside(row, "h3") or next(with_class(row, "tclcon"), None)
            links = ((link, urls.id_of(link.href, what)) for link in links_in(subject))
            yield from [(row, link, id_) for link, id_ in links if id_][:1]

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for: not there, or hidden, looks the same."""
        box = self.by_id("msg") or self.by_id("errorbox") or next(with_class(self.main, "main-message"), None)
        said = text_of(first_inside(box, "p") or box)
        return self.refused_by(
            said,
            closed=self.kind.startswith("maint") or bool(words.MAINTENANCE.search(self.title)),
            login=box is None and self.has_input("req_password"),
        )

    @cached_property
    def owners_address(self) -> str:
        """Of PunBB, which names its owner's address in all its links."""
        index = next(links_in(self.by_id("navindex")), None)
        return index.href.rpartition("/")[0] + "/" if index and "//" in index.href else ""

    @cached_property
    def _title(self) -> Tag | None:
        return next(with_class(self.main, "main-title", "h1"), None)

    @cached_property
    def _crumbs(self) -> Tag | None:
        found = next(with_class(self.main, "crumbs"), None)
        return found or first_inside(next(with_class(self.main, "linkst"), None), "ul")


def author_of(node: Tag | None) -> Author:
    """Who wrote. Visitors who may not see profiles get no link: a name without one need not be a guest's."""
    for link in links_in(node):
        if (user_id := urls.id_of(link.href, "user")) and link.text:
            return Author(link.text, user_id)
    return Author(without_by(text_of(node)))
