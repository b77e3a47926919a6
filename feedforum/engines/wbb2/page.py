"""A page of a Burning Board 2: its posts, its path, its pager, and how it refuses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit.dom import around, attribute, first_cell, inside, is_within, text_of
from feedforum.engines.kit.links import Link, link_of, number, script
from feedforum.engines.kit.messages import apart
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.refusals import refusal
from feedforum.engines.kit.texts import count_of
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.topics import topic_text
from feedforum.records import Author, BoardRef, Reading

_POST_NAME = re.compile(r"post(\d{1,18})$", re.IGNORECASE)
_PAGER = re.compile(r"^\W*[^\W\d]+\s*\((\d[\d.,]*)\):\s*$")


@dataclass(slots=True)
class PostNodes:
    """A post: its anchor, the first cell of its row, and the links up to the next post's anchor."""

    anchor: Tag
    cell: Tag
    post_id: int
    links: list[Tag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Crumbs:
    """The path at the top of a page: the link to the index, what holds it, the links to boards."""

    index: Link
    around: Tag
    boards: tuple[Link, ...]

    @property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that are links, from the topmost on."""
        return board_refs(self.boards)

    @property
    def last(self) -> str:
        """What stands behind the last link: the board's own title on its page."""
        return text_of(self.around).rpartition("»")[2].strip()


class Wbb2Page(Page):
    """A page. Its links, forms and fields are those before the first post, of which no author wrote any."""

    @cached_property
    def posts(self) -> list[PostNodes]:
        """The posts of a thread's page."""
        return _posts_among(self.tags("a"))

    def posts_apart(self) -> list[PostNodes]:
        """The posts, each without anything of a later one: see `apart`."""
        rows = [nodes.cell.parent or nodes.cell for nodes in self.posts]
        found: list[PostNodes] = []
        for nodes, row, alone in zip(self.posts, rows, apart(rows), strict=True):
            found += [nodes] if alone is row else _posts_among(inside(alone.parent, "a"))[:1]
        return found

    def own(self, name: str) -> Sequence[Tag]:
        """The tags of a name that stand before the first post."""
        return [tag for tag in self._before_posts if tag.name == name] if self.posts else self.tags(name)

    @cached_property
    def _before_posts(self) -> list[Tag]:
        return list(takewhile(lambda tag: tag is not self.posts[0].anchor, inside(self.soup)))

    @cached_property
    def links(self) -> list[Link]:
        return [link for tag in self.own("a") if (link := link_of(tag))]

    @cached_property
    def title(self) -> str:
        """The `<title>`, which ends in the topic on a thread's page."""
        return topic_text(next(iter(self.tags("title")), None))

    @cached_property
    def version(self) -> str:
        """The software's version as the page tells it, or its shape."""
        return words.version_of(self.document.text)

    @cached_property
    def of_version_1(self) -> bool:
        """Whether Burning Board 1 made the page, whose links to boards and threads all name the style."""
        own = [link for link in self.links if link.script in ("board.php", "thread.php")]
        return 2 * sum(link.number("styleid") is not None for link in own) > len(own)

    @property
    def member(self) -> bool:
        """Whether the page carries the mark of being logged in: a link to log out."""
        return any(link.script == "logout.php" for link in self.links)

    def forms(self) -> Sequence[Tag]:
        return self.own("form")

    def inputs(self) -> Sequence[Tag]:
        return self.own("input")

    @cached_property
    def crumbs(self) -> Crumbs | None:
        """The path at the top of the page; None if it has none."""
        for at, link in enumerate(self.links):
            if link.script != "index.php" or not link.text:
                continue
            # Each link may be bold by itself.
            for holder in takewhile(
                lambda outer: outer.name not in ("tr", "table", "body"), link.tag.parents
            ):
                later = takewhile(lambda found: is_within(found.tag, holder), self.links[at + 1 :])  # noqa: B023
                boards = tuple(found for found in later if found.script == "board.php")
                if boards or "»" in holder.get_text():
                    return Crumbs(link, holder, boards)
        return None

    def pager(self, leads_to: str) -> Pager | None:
        """What the pager tells, whose links lead to a script; None if there is none.

        A pager reads *word (N): 1 [2] 3*, in any language. Without links there is a single page, unless the
        head of the page names the last one (its `next` and `prev` are broken and are not used).
        """

        def leads_on(link: Link) -> bool:
            return link.script == leads_to and bool(link.number("page"))

        found = None
        for text in self._pager_texts:
            found = read_pager(self, text.parent, leads_on=leads_on)
            if found.links:
                match = _PAGER.match(text)
                total = (count_of(match[1]) if match else None) or 1
                return Pager(found.page or self.number("page"), max(total, 1), links=found.links)
        for link in self.links if words.is_before_23(self.version) else ():
            if link.script == leads_to and link.number("page") and count_of(link.text):
                found = read_pager(self, around(link.tag, "td") or link.tag.parent, leads_on=leads_on)
                return Pager(found.page or self.number("page"), found.pages, links=found.links)
        last = max((number(attribute(tag, "href"), "page") or 1 for tag in self._last(leads_to)), default=1)
        return Pager(self.number("page"), last) if found or last > 1 else None

    def place(self, leads_to: str) -> Pager:
        """The number of this page and of how many; `page` is above `pages` past the last one."""
        return self.pager(leads_to) or Pager(self.number("page"))

    def number(self, name: str) -> int:
        """A parameter of the page's own address, at least 1."""
        return max(number(self.document.url, name) or 1, 1)

    def _last(self, leads_to: str) -> list[Tag]:
        links = [tag for tag in self.tags("link") if attribute(tag, "rel").lower() == "last"]
        return [tag for tag in links if script(attribute(tag, "href")) == leads_to]

    @cached_property
    def _pager_texts(self) -> list[Any]:
        if self.posts:
            return self.posts[0].anchor.find_all_previous(string=_PAGER)[::-1]
        return list(self.soup.find_all(string=_PAGER))

    @cached_property
    def message(self) -> str:
        """The sentence of a page that holds nothing but one, with a link back; else an empty text."""
        hrefs = (attribute(tag, "href").lower() for tag in self.tags("a"))
        if not any(href.startswith("javascript:history.back") for href in hrefs):
            return self._notice
        return next((text for text in map(text_of, self.tags("b")) if text), "")

    @cached_property
    def _notice(self) -> str:
        """What a page of a version before 2.3 says that shows neither boards nor threads: all its text."""
        shown = {link.script for link in self.links} & {"board.php", "thread.php"}
        if self.posts or shown or not words.is_before_23(self.version):
            return ""
        return text_of(next(iter(self.tags("body")), None)).replace(self.title.partition(" - ")[0], "")[:1500]

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        # The sentence of a message page is the forum's answer; all the rest of it is frame.
        message, title = self.message, self.title
        # Where the path leads through boards the title ends in a topic, which anyone may write.
        on_a_board = self.crumbs is not None and bool(self.crumbs.boards)
        maintenance = words.MAINTENANCE.search(self._notice) or (
            words.FAULT.search(title) and words.MAINTENANCE.search(self.soup.get_text(" "))
        )
        return refusal(
            message or title,
            password=self.has_input("boardpassword"),
            banned=bool(words.BANNED.search(message) or (not self.crumbs and words.BANNED.search(title))),
            not_found=bool(words.NOT_FOUND.search(message)),
            closed=not on_a_board and bool(maintenance),
            login=self._login_wanted(on_a_board=on_a_board),
            member=self.member,
        )

    def _login_wanted(self, *, on_a_board: bool) -> bool:
        if not on_a_board and words.DENIED.search(f"{self.title.rpartition('|')[2]} {self._notice}"):
            return True
        # The form alone is proof only where nothing else is: skins carry a small one in every frame.
        lists_boards = any(link.script == "board.php" for link in self.links)
        return self.has_input("l_username") and not lists_boards and script(self.document.url) != "login.php"


def _posts_among(links: Iterable[Tag]) -> list[PostNodes]:
    found: list[PostNodes] = []
    for tag in links:
        match = _POST_NAME.match(attribute(tag, "name"))
        cell = first_cell(tag) if match else None
        if match and cell is not None and not (found and found[-1].cell is cell):
            found.append(PostNodes(tag, cell, int(match[1])))
        if found:
            found[-1].links.append(tag)
    return found


def board_refs(links: Sequence[Link]) -> tuple[BoardRef, ...]:
    """The boards that links lead to."""
    ids = ((link.number("boardid"), link.text) for link in links if link.script == "board.php")
    return tuple(BoardRef(board_id, title) for board_id, title in ids if board_id)


def member_of(link: Link) -> Author | None:
    """Who a link to a profile names; None for any other link."""
    if link.script != "profile.php" or not link.text:
        return None
    return Author(link.text, link.number("userid") or None)
