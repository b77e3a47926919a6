"""What all pages have around what they show, and how a row or a head tells when something was written."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import (
    classes,
    first_with_class,
    inside,
    is_blank,
    is_tag,
    text_of,
    text_of_all,
    with_class,
)
from feedforum.engines.kit.last_post import Stamp, without_by
from feedforum.engines.kit.links import Link, links_to
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.yabb import urls, words
from feedforum.records import Answer, Author, Id, Reading

_DOORS = ("logout", "login", "register")


class YabbPage(ForumPage):
    """A page. What authors wrote stands in `div.message`; YaBB 1 had no class for it."""

    refusal_words = words.REFUSALS
    board_of = staticmethod(urls.board_of)
    offset_of = staticmethod(urls.offset_of)

    @cached_property
    def own_links(self) -> list[Link]:
        """The links that no author wrote, as far as classes tell."""
        written = {id(tag) for box in with_class(self.soup, "message", "div") for tag in inside(box, "a")}
        return [link for link in self.links if id(link.tag) not in written]

    @property
    def member(self) -> bool | None:
        """Whether the menu leads to the way out; None where there is no menu."""
        for link in self.own_links:
            if "loginform" in link.href:
                return False
            if (action := link.parameter("action")) in _DOORS:
                return action == "logout"
        return None

    @cached_property
    def crumbs(self) -> list[Link]:
        cells = {id(tag) for cell in with_class(self.soup, "nav") for tag in inside(cell, "a")}
        return [link for link in self.own_links if id(link.tag) in cells or "nav" in classes(link.tag)]

    @property
    def forum_title(self) -> str:
        return super().forum_title or self.title.partition(" - ")[0]

    @property
    def heading(self) -> str:
        """What follows the forum's title, in the page's."""
        start = f"{self.forum_title} - "
        return self.title.removeprefix(start) if self.title.startswith(start) else self.title

    def pager(self, what: Id, of: str) -> Pager:
        """What the pager tells, whose links lead to pages of the board or thread `what`."""
        named = {"board": urls.board_of, "thread": urls.thread_of}[of]

        def leads_on(link: Link) -> bool:
            return named(link.href) == what and urls.offset_of(link.href) is not None

        node = first_with_class(self.soup, "pgindex") or self._pager_of_old(leads_on)
        return read_pager(self, node, leads_on=leads_on, offset_of=urls.offset_of)

    def _pager_of_old(self, leads_on: Callable[[Link], bool]) -> Tag | None:
        """The pager of versions that have no name for it: around its first number, outside of any row."""
        for link in self.own_links:
            if link.text.isdecimal() and leads_on(link) and "#" not in link.href:
                return link.tag.parent
        return None

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        box = first_with_class(self.soup, "system-info-body")
        said = text_of(box) or self.heading
        locked = self.has_input("boardpw") or (box is None and bool(words.PASSWORD.search(self.heading)))
        if locked and self.member is False:
            return Reading(Answer.PASSWORD_WANTED, detail=words.FOR_MEMBERS, member=False)
        return self.refused_by(
            said,
            password=locked or bool(words.WRONG_PASSWORD.search(said)),
            closed=bool(words.MAINTENANCE.search(self.heading)),
            login=box is None and self._wants_login,
        )

    @property
    def _wants_login(self) -> bool:
        """Whether the page is a form to log in: pages for guests may have one below what they show."""
        return self.has_input("passwrd") and all(urls.board_of(link.href) is None for link in self.own_links)

    def absolute(self, href: str) -> str:
        """Where a link leads: YaBB writes its own with the address that its owner set, be it another."""
        home = next((link.href for link in self.crumbs if "//" in link.href), "").partition("?")[0]
        if home and href.startswith(f"{home}?") and urls.address_of(home):
            href = urljoin(self.document.url, home.rpartition("/")[2]) + href[len(home) :]
        return super().absolute(href)


def lines_in(nodes: Sequence[PageElement]) -> list[list[PageElement]]:
    """Nodes, parted at line breaks."""
    lines: list[list[PageElement]] = [[]]
    for node in nodes:
        if is_tag(node, "br"):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def stamp_in(cell: Tag | None) -> Stamp:
    """When and by whom, in the first and the last line of a cell. A name may follow a label in bold."""
    holder = first_with_class(cell, "small", "span") or next(inside(cell, "font"), cell)
    lines = [line for line in lines_in(list(holder.children) if holder else []) if text_of_all(line)]
    if len(lines) < 2:
        return Stamp("", None)
    label, *name = [node for node in lines[-1] if not is_blank(node)]
    labelled = is_tag(label, "b") and text_of(label).endswith(":")
    by = text_of_all(name) if labelled else without_by(text_of_all(lines[-1]))
    return Stamp(text_of_all(lines[0]), author_of(by))


def author_of(name: str) -> Author | None:
    """Who wrote, such as `Anna (Guest)`. No member has an id that lasts: links scramble it."""
    name = words.GUEST.sub("", name)
    return Author(name) if name and name != words.NOBODY else None


def thread_links(row: Tag) -> list[tuple[Link, int]]:
    """The links of a row to threads, and to places in them, each with its thread."""
    return list(links_to(row, urls.thread_of))
