"""What all pages have around what they show, and how a row or a head tells when something was written."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.last_post import Stamp, without_by
from feedforum.engines.kit.links import Link
from feedforum.engines.kit.pager import Pager, around_number, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.yabb import urls, words
from feedforum.records import Answer, Author, Id, Reading

_DOORS = ("logout", "login", "register")


class YabbPage(ForumPage):
    """A page. What authors wrote stands in `div.message`; YaBB 1 had no class for it."""

    refusal_words = words.REFUSALS
    written_in = frozenset(("message",))
    board_of = staticmethod(urls.board_of)
    offset_of = staticmethod(urls.offset_of)

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
        cells = {id(tag) for cell in dom.with_class(self.soup, "nav") for tag in dom.inside(cell, "a")}
        return [link for link in self.own_links if id(link.tag) in cells or "nav" in dom.classes(link.tag)]

    @property
    def forum_title(self) -> str:
        return super().forum_title or self.title.partition(" - ")[0]

    @property
    def heading(self) -> str:
        """What follows the forum's title, in the page's."""
        start = f"{self.forum_title} - "
        return f"{self.title} ".removeprefix(start).strip()

    def pager(self, what: Id, id_of: Callable[[str], Id | None]) -> Pager:
        """What the pager tells, whose links lead to pages of the board or thread `what`."""

        def leads_on(link: Link) -> bool:
            return id_of(link.href) == what and urls.offset_of(link.href) is not None and "#" not in link.href

        node = dom.first_with_class(self.soup, "pgindex") or around_number(self.own_links, leads_on)
        return read_pager(self, node, leads_on=leads_on, offset_of=urls.offset_of)

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        box = dom.first_with_class(self.soup, "system-info-body")
        said = dom.text_of(box) or self.heading
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

    @cached_property
    def owners_address(self) -> str:
        """YaBB writes its links with the address that its owner set, be it another: the script's folder."""
        home = next((link.href for link in self.crumbs if "//" in link.href), "").partition("?")[0]
        return home.rpartition("/")[0] + "/" if home.endswith((".pl", ".cgi")) else ""


def stamp_in(cell: Tag | None) -> Stamp:
    """When and by whom, in the first and the last line of a cell. A name may follow a label in bold."""
    holder = dom.first_with_class(cell, "small", "span") or next(dom.inside(cell, "font"), cell)
    lines = [line for line in dom.lines_of(holder.children if holder else ()) if dom.text_of_all(line)]
    if len(lines) < 2:
        return Stamp("", None)
    label, *name = [node for node in lines[-1] if not dom.is_blank(node)]
    labelled = dom.is_tag(label, "b") and dom.text_of(label).endswith(":")
    by = dom.text_of_all(name) if labelled else without_by(dom.text_of_all(lines[-1]))
    return Stamp(dom.text_of_all(lines[0]), author_of(by))


def author_of(name: str) -> Author | None:
    """Who wrote, such as `Anna (Guest)`. No member has an id that lasts: links scramble it."""
    name = words.GUEST.sub("", name)
    return Author(name) if name and name != words.NOBODY else None
