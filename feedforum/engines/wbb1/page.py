"""A page: its path, its pager, its forms, and how it refuses. It has no class and no id anywhere."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.burning_board import BurningBoardPage
from feedforum.engines.kit.forms import forms_with_secret
from feedforum.engines.kit.links import Link, parameter, script
from feedforum.engines.kit.pager import Pager
from feedforum.engines.wbb1 import words
from feedforum.records import Author, Reading

PLACE = re.compile(r"\d{1,6}")
_SEPARATORS = re.compile(r"^[\s»>/|:\\–-]+")


class Wbb1Page(BurningBoardPage):
    """A page."""

    index_scripts = frozenset(("index.php", "main.php"))
    refusal_words = words.REFUSALS

    session_parameters = frozenset(("styleid",))

    @cached_property
    def anchors(self) -> list[Tag]:
        """What each post of a thread's page begins with: an anchor that tells its place in the thread."""
        found = [tag for tag in self.tags("a") if PLACE.fullmatch(dom.attribute(tag, "name"))]
        # Authors write no anchors, but what runs together may have one twice.
        return list({dom.attribute(tag, "name"): tag for tag in reversed(found)}.values())[::-1]

    @property
    def first_post(self) -> Tag | None:
        return self.anchors[0] if self.anchors else None

    @cached_property
    def is_own(self) -> bool:
        """Whether this software made the page: its links to boards and threads name the style."""
        own = [link for link in self.links if link.script in ("board.php", "thread.php")]
        return any(link.number("styleid") is not None for link in own) or bool(
            words.VERSION.search(self.tail)
        )

    def is_trail(self, holder: Tag, links: Sequence[Link]) -> bool:
        last = dom.text_of_all(dom.after(links[-1].tag, holder.name))
        return super().is_trail(holder, links) or bool(last and len(links) == 1)

    @property
    def forum_title(self) -> str:
        """The forum's name, which the path begins with, and the page's title too."""
        return self.crumbs[0].text if self.crumbs else re.split(r" [-|»] ", self.title)[0]

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
        if self.trail is None:
            return self.title
        holder, links = self.trail
        last = next((link for link in reversed(links) if self.board_of(link.href)), links[0])
        behind = dom.text_of(holder).rpartition(last.text)[2]
        return _SEPARATORS.sub("", behind) or self.title

    def pager(self, leads_to: str, name: str, wanted: int | None) -> Pager:
        """What the pager tells, whose links lead to pages of the board or thread `wanted`."""

        def leads_on(link: Link) -> bool:
            return link.script == leads_to and bool(link.number("page")) and link.number(name) == wanted

        return self.first_pager(leads_on) or Pager(self.number)

    @cached_property
    def secret_form(self) -> tuple[Tag, str, str] | None:
        """The first form with a password, with the names of the fields for that and for a name."""
        return next(forms_with_secret(() if self.anchors else self.own("form")), None)

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
        return self.refused_by(
            said,
            password=bool(secret and not secret[2]),
            not_found=not denied and bool(words.NOT_FOUND.search(said)),
            closed=not denied and not self.path and bool(words.MAINTENANCE.search(said)),
            login=bool(denied or (secret and not content)),
        )


def member_of(link: Link) -> Author | None:
    """Who a link to a profile names; None for any other link."""
    found = link.number("userid") if link.script == "members.php" and link.text else None
    return Author(link.text, found) if found else None
