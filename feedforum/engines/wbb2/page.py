"""A page of a Burning Board 2: its posts, its path, its pager, and how it refuses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit.burning_board import BurningBoardPage
from feedforum.engines.kit.dom import attribute, first_cell, inside, text_of
from feedforum.engines.kit.links import Link, number, script
from feedforum.engines.kit.messages import apart
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.texts import count_of
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.topics import topic_text
from feedforum.records import Author, Reading

_POST_NAME = re.compile(r"post(\d{1,18})$", re.IGNORECASE)
_PAGER = re.compile(r"^\W*[^\W\d]+\s*\((\d[\d.,]*)\):\s*$")


@dataclass(slots=True)
class PostNodes:
    """A post: its anchor, the first cell of its row, and the links up to the next post's anchor."""

    anchor: Tag
    cell: Tag
    post_id: int
    links: list[Tag] = field(default_factory=list)


class Wbb2Page(BurningBoardPage):
    """A page."""

    refusal_words = words.REFUSALS

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

    @property
    def first_post(self) -> Tag | None:
        return self.posts[0].anchor if self.posts else None

    @cached_property
    def title(self) -> str:
        """The `<title>`, which ends in the topic on a thread's page."""
        return topic_text(next(iter(self.tags("title")), None))

    @cached_property
    def version(self) -> str:
        """The software's version as the page tells it, or its shape."""
        return words.version_of(self.document.text)

    @cached_property
    def before_23(self) -> bool:
        """Whether a version before 2.3 made the page, or Lite 1."""
        return words.is_before_23(self.version)

    @cached_property
    def of_version_1(self) -> bool:
        """Whether Burning Board 1 made the page, whose links to boards and threads all name the style."""
        own = [link for link in self.links if link.script in ("board.php", "thread.php")]
        return 2 * sum(link.number("styleid") is not None for link in own) > len(own)

    @property
    def forum_title(self) -> str:
        """What the path begins with, or the page's title: on the index all of that but its last part.

        The last part follows a bar, before version 2.3 a dash.
        """
        if self.posts or self.path:
            return self.crumbs[0].text if self.crumbs else self.title.partition("|")[0].strip()
        before, bar, last = self.title.rpartition(" - " if self.before_23 and "|" not in self.title else "|")
        return (before if bar else last).strip()

    @property
    def heading(self) -> str:
        """What stands behind the last link of the path: a board's title on its page."""
        text, mark = (text_of(self.trail[0]), "»") if self.trail else (self.title, "|")
        return text.rpartition(mark)[2].strip()

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
                return Pager(found.page or self.number, max(total, 1), links=found.links)
        if self.before_23 and (pager := self.first_pager(leads_on)):
            return pager
        tags = (tag for tag in self.tags("link") if attribute(tag, "rel").lower() == "last")
        hrefs = (href for tag in tags if script(href := attribute(tag, "href")) == leads_to)
        last = max((number(href, "page") or 1 for href in hrefs), default=1)
        return Pager(self.number, last) if found or last > 1 else None

    def place(self, leads_to: str) -> Pager:
        """The number of this page and of how many; `page` is above `pages` past the last one."""
        return self.pager(leads_to) or Pager(self.number)

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
        if self.posts or shown or not self.before_23:
            return ""
        return text_of(next(iter(self.tags("body")), None)).replace(self.title.partition(" - ")[0], "")[:1500]

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        # Where the path leads through boards the title ends in a topic, which anyone may write.
        title = "" if self.path else self.title.rpartition("|")[2]
        fault = words.FAULT.search(title) and words.CLOSED.search(self.soup.get_text(" "))
        # The form alone is proof only where nothing else is: skins carry a small one in every frame.
        lists_boards = any(link.script == "board.php" for link in self.links)
        form = self.has_input("l_username") and not lists_boards
        return self.refused_by(
            self.message,
            password=self.has_input("boardpassword"),
            banned=not self.crumbs and bool(words.BANNED.search(title)),
            closed=bool(fault or words.CLOSED.search(self._notice)),
            login=bool(words.DENIED.search(f"{title} {self._notice}"))
            or (form and script(self.document.url) != "login.php"),
        )


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


def member_of(link: Link) -> Author | None:
    """Who a link to a profile names; None for any other link."""
    if link.script != "profile.php" or not link.text:
        return None
    return Author(link.text, link.number("userid") or None)
