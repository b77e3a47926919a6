"""A page: its path, its pager, its forms, and how it refuses. It has no class and no id anywhere."""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.links import Link, link_of, number, parameter, script
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.kit.refusals import refusal
from feedforum.engines.kit.texts import count_of
from feedforum.engines.wbb1 import words
from feedforum.records import Author, BoardRef, Reading

INDEX = ("index.php", "main.php")
_PLACE = re.compile(r"\d{1,6}")
_SEPARATORS = re.compile(r"^[\s»>/|:\\–-]+")


class Wbb1Page(ForumPage):
    """A page. Its links and forms are those before the first post, of which no author wrote any."""

    session_parameters = frozenset(("styleid",))

    @cached_property
    def anchors(self) -> list[Tag]:
        """What each post of a thread's page begins with: an anchor that tells its place in the thread."""
        found = [tag for tag in self.tags("a") if _PLACE.fullmatch(dom.attribute(tag, "name"))]
        # Authors write no anchors, but what runs together may have one twice.
        return list({dom.attribute(tag, "name"): tag for tag in reversed(found)}.values())[::-1]

    @cached_property
    def own_tags(self) -> list[Tag]:
        """The tags that stand before the first post."""
        first = self.anchors[0] if self.anchors else None
        return list(takewhile(lambda tag: tag is not first, dom.inside(self.soup)))

    @cached_property
    def links(self) -> list[Link]:
        return [link for tag in self.own_tags if tag.name == "a" and (link := link_of(tag))]

    @cached_property
    def is_own(self) -> bool:
        """Whether this software made the page: its links to boards and threads name the style."""
        own = [link for link in self.links if link.script in ("board.php", "thread.php")]
        return any(link.number("styleid") is not None for link in own) or bool(
            words.VERSION.search(self.tail)
        )

    @property
    def member(self) -> bool:
        """Whether the page carries the mark of being logged in: a link to log out."""
        return any("logout" in link.href.lower() for link in self.links)

    @cached_property
    def _path(self) -> tuple[Tag, list[Link]] | None:
        """What holds the path at the top of the page, and its links, the first to the index."""
        for at, link in enumerate(self.links):
            if link.script not in INDEX or not link.text:
                continue
            for holder in takewhile(
                lambda outer: outer.name not in ("tr", "table", "body"), link.tag.parents
            ):
                inner = {id(tag) for tag in dom.inside(holder, "a")}
                found = [link, *takewhile(lambda found: id(found.tag) in inner, self.links[at + 1 :])]  # noqa: B023
                last = dom.text_of_all(dom.after(found[-1].tag, holder.name))
                if (
                    any(board_of(each) for each in found)
                    or "»" in dom.text_of(holder)
                    or (last and len(found) == 1)
                ):
                    return holder, found
        return None

    @cached_property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that the path leads through."""
        return board_refs(self._path[1]) if self._path else ()

    @property
    def forum_title(self) -> str:
        """The forum's name, which the path begins with, and the page's title too."""
        return self._path[1][0].text if self._path else re.split(r" [-|»] ", self.title)[0]

    @property
    def heading(self) -> str:
        """What the path ends in: a board's title, a thread's topic."""
        rest = self.title.removeprefix(self.forum_title)
        if rest != self.title and _SEPARATORS.match(rest):
            rest = _SEPARATORS.sub("", rest)
            for board in self.path:
                shorter = rest.removeprefix(board.title)
                rest = _SEPARATORS.sub("", shorter) if _SEPARATORS.match(shorter) else rest
            return rest
        if self._path is None:
            return self.title
        holder, links = self._path
        last = next((link for link in reversed(links) if board_of(link) or link in links[:1]), links[0])
        behind = dom.text_of(holder).rpartition(last.text)[2]
        return _SEPARATORS.sub("", behind) or self.title

    def pager(self, leads_to: str, name: str, wanted: int | None) -> Pager:
        """What the pager tells, whose links lead to pages of the board or thread `wanted`."""
        own = max(number(self.document.url, "page") or 1, 1)

        def leads_on(link: Link) -> bool:
            return link.script == leads_to and bool(link.number("page")) and link.number(name) == wanted

        for link in self.links:
            if leads_on(link) and count_of(link.text):
                found = read_pager(self, dom.around(link.tag, "td") or link.tag.parent, leads_on=leads_on)
                return Pager(found.page or own, found.pages, links=found.links)
        return Pager(own)

    @cached_property
    def secret_form(self) -> tuple[Tag, str, str] | None:
        """The first form with a password, with the names of the fields for that and for a name."""
        for form in () if self.anchors else self.forms():
            fields = list(dom.inside(form, "input"))
            kinds = {dom.attribute(field, "type").lower() or "text": field for field in reversed(fields)}
            if "password" in kinds:
                names = (
                    dom.attribute(kinds[kind], "name") if kind in kinds else ""
                    for kind in ("password", "text")
                )
                return form, next(names), next(names)
        return None

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        frame = {link.script for link in self.links} & {"board.php", "thread.php"} - {
            script(self.document.url)
        }
        content = self.anchors or (frame and not self.path)
        said = "" if content else dom.text_of(next(iter(self.tags("body")), None))[:1500]
        said = said.replace(self.forum_title, "") if self.forum_title else said
        secret = self.secret_form
        denied = parameter(self.document.url, "action") == "access_error" or words.DENIED.search(said)
        return refusal(
            said or self.title,
            password=bool(secret and not secret[2]),
            banned=bool(words.BANNED.search(said)),
            not_found=not denied and bool(words.NOT_FOUND.search(said)),
            closed=not denied and not self.path and bool(words.MAINTENANCE.search(said)),
            login=bool(denied or (secret and not content)),
            member=self.member,
        )


def board_of(link: Link) -> int | None:
    """The board that a link leads to; None for any other link."""
    return link.number("boardid") if link.script == "board.php" else None


def board_refs(links: Iterable[Link]) -> tuple[BoardRef, ...]:
    """The boards that links lead to."""
    return tuple(BoardRef(board, link.text) for link in links if link.text and (board := board_of(link)))


def member_of(link: Link) -> Author | None:
    """Who a link to a profile names; None for any other link."""
    found = link.number("userid") if link.script == "members.php" and link.text else None
    return Author(link.text, found) if found else None
