"""What all pages have around what they show, in the skins of 1.1, 2.0 and 2.1."""

import re
from functools import cached_property
from typing import Any

from feedforum.engines.kit.dom import attribute, classes, image_names, inside, text_of
from feedforum.engines.kit.last_post import member_linked
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.pager import Pager, around_number, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.smf import urls, words
from feedforum.records import Author, BoardRef, Reading

_CRUMBS = frozenset(("navigate_section", "linktree", "nav", "breadcrumb", "breadcrumbs"))
_REWRITTEN = re.compile(r"(/index\.php)/.*")
_TOKEN = re.compile(r"[;&]\w+=[0-9a-f]{32}\b")
_SEARCHED = re.compile(r"brd\[(\d{1,18})\]")
_ROW_PAGES = re.compile(r"pages\d")
_PAGE_LINKS = frozenset(("navpages", "nav_page"))
_SAID = frozenset(("information", "padding", "description", "windowbg", "errorbox", "noticebox"))
MOVED = frozenset(("move", "moved"))
"""The pictures of what a thread leaves behind in a board that it was moved from."""


class SmfPage(ForumPage):
    """A page."""

    refusal_words = words.REFUSALS
    written_in = frozenset(("post", "inner", "signature"))
    session_parameters = frozenset(("sesc", "theme", "language", "topicseen", "highlight"))
    board_of = staticmethod(urls.board_of)
    offset_of = staticmethod(urls.offset_of)

    @cached_property
    def crumbs(self) -> list[Link]:
        for tag in inside(self.soup, "div", "ul", "span", "ol", "nav"):
            marks = classes(tag) & _CRUMBS
            links = list(links_in(tag)) if marks else []
            # In 1.1 that is a common word, and the links have it too.
            if links and (marks != {"nav"} or all("nav" in classes(link.tag) for link in links)):
                return links
        return []

    @cached_property
    def shown(self) -> tuple[str, int] | None:
        """What the path ends in, `board` or `topic`, and its id; by the address in a skin without a path.

        Where a mod makes words of addresses, the form to search in what is shown has the id.
        """
        found = urls.target(self.crumbs[-1].href if self.crumbs else self.document.url)
        if found is not None:
            return found[:2]
        topic, board = self.input_value("topic"), self._board_searched
        if topic.isdecimal():
            return "topic", int(topic)
        return ("board", board) if board else None

    @property
    def _board_searched(self) -> int | None:
        names = (_SEARCHED.fullmatch(attribute(tag, "name")) for tag in self.own("input"))
        return next((int(name[1]) for name in names if name), None)

    @property
    def path(self) -> tuple[BoardRef, ...]:
        board, own = self._board_searched, self.crumbs[:-1] if self.id_of("topic") else self.crumbs
        return super().path or ((BoardRef(board, own[-1].text),) if board and own else ())

    def id_of(self, kind: str) -> int | None:
        """The id of the `board` or `topic` that the page shows; None if it shows anything else."""
        return self.shown[1] if self.shown and self.shown[0] == kind else None

    @property
    def heading(self) -> str:
        return self.crumbs[-1].text if self.crumbs else self.title

    @cached_property
    def member(self) -> bool | None:
        """Whether a link leads to the way out, which has a token; None for a page without any menu."""
        actions = [link for link in self.own_links if link.parameter("action")]
        ways_out = (link for link in actions if link.parameter("action") == "logout")
        return any(_TOKEN.search(link.href) for link in ways_out) if actions else None

    @property
    def pager(self) -> Pager:
        """What the pager tells, whose links have a class of their own in most skins."""

        def leads_on(link: Link) -> bool:
            found = urls.target(link.href)
            return found[:2] == self.shown if found else urls.offset_of(link.href) is not None

        ids = ((link, (attribute(outer, "id") for outer in link.tag.parents)) for link in self.own_links)
        links = [link for link, outer_ids in ids if not any(map(_ROW_PAGES.match, outer_ids))]
        named = (link for link in links if classes(link.tag) & _PAGE_LINKS)
        node = around_number((*named, *links), leads_on)
        return read_pager(self, node, leads_on=leads_on, offset_of=urls.offset_of)

    @cached_property
    def base(self) -> str:
        """What relative links start from: the script, of which a rewritten address has more behind it."""
        return _REWRITTEN.sub(r"\1", super().base)

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for. Guests are shown the form to log in."""
        form = self.by_id("frmLogin")
        box = self.by_id("fatal_error") or self.by_id("maintenance_mode") or form
        texts = (tag for tag in inside(box or self.soup, "p", "div", "td", "tr") if classes(tag) & _SAID)
        said = text_of(next(texts, None)) or text_of(box)
        return self.refused_by(
            said,
            closed=self.by_id("maintenance_mode") is not None or "construction" in image_names(self.soup),
            login=form is not None,
        )


def author_of(link: Link) -> Author | None:
    """Whose profile a link leads to; None for any other link, and for one around a picture."""
    return member_linked(link, link.number("u") if link.parameter("action") == "profile" else None)
