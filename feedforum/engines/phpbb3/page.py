"""What all pages have around what they show: prosilver in divisions and lists, subsilver2 in tables."""

import re
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.forms import form_with
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.phpbb import PhpBBPage, boards_linked, id_of
from feedforum.engines.phpbb3 import words
from feedforum.records import BoardRef, Reading

_POST = re.compile(r"p(\d{1,18})$")
_PAGE = re.compile(r" - [^\W\d]+ \d+$")
_PATHS = frozenset(("navlinks", "breadcrumbs", "breadcrumb"))


class PhpBB3Page(PhpBBPage):
    """A page of phpBB 3."""

    refusal_words = words.REFUSALS

    @cached_property
    def posts(self) -> list[Tag]:
        """The divisions that are posts, or in subsilver2 the rows that posts begin with."""
        named = ("div", "article", "section", "li")
        found = [tag for name in named for tag in self.tags(name) if post_id(tag)]
        anchors = (tag for tag in self.tags("a") if _POST.match(dom.attribute(tag, "name")))
        cells = () if found else (cell for tag in anchors if (cell := dom.first_cell(tag)))
        return found or [cell.parent for cell in cells if cell.parent is not None]

    @property
    def member(self) -> bool | None:
        """Whether the menu leads to the way out; None for a page without a menu, which does not tell."""
        ways = {link.parameter("mode") for link in self.links if link.script == "ucp.php"}
        return "logout" in ways if ways & {"logout", "login"} else None

    @cached_property
    def heading_link(self) -> Link | None:
        """The link with the topic of a thread or the title of a board."""
        names = ("h2", "h1", "h3") if self.posts else ("h2",)
        links = (link for name in names for tag in self.own(name) for link in links_in(tag))
        return next((link for link in links if id_of(link.href, "topic") or id_of(link.href, "forum")), None)

    @property
    def heading(self) -> str:
        """The text of that link, else what the page's title says beside the forum's."""
        if self.heading_link:
            return self.heading_link.text
        before, _, behind = self.title.partition(" • ")
        return behind.partition(" - ")[2] or _PAGE.sub("", before.rpartition(" - ")[0])

    @property
    def forum_title(self) -> str:
        """The forum's title, from the head of the page."""
        return dom.text_of(next(iter(self.own("h1")), None)) or self.title.partition(" • ")[0].strip()

    @cached_property
    def path(self) -> tuple[BoardRef, ...]:
        """The categories and boards that the way from the index to this page leads through."""
        tags = (tag for name in ("ul", "p", "li", "div", "ol", "nav") for tag in self.own(name))
        return boards_linked(links_in(next((tag for tag in tags if dom.classes(tag) & _PATHS), None)))

    @property
    def closed(self) -> bool:
        """Whether a thread takes no more replies: the button to answer shows a lock."""
        for link in self.links:
            if link.parameter("mode") == "reply":
                around = (link.tag, *dom.inside(link.tag), *((link.tag.parent,) if link.tag.parent else ()))
                return any("lock" in mark for mark in dom.all_classes(around) | dom.image_names(link.tag))
        return False

    def is_title(self, link: Link) -> bool:
        """Whether a link is a heading, or stands in a row or on the way to the page."""
        around = dom.all_classes((link.tag, *link.tag.parents))
        return is_heading(link) or bool(around & (_PATHS | {"row", "forumlink", "subforum"}))

    @cached_property
    def password_form(self) -> Tag | None:
        """The form for a board's password, which names the board, and no user."""
        return form_with(self.own("form"), "password", "f", but="username")

    @property
    def said(self) -> str:
        """The sentence of a page that holds nothing but one, or of a board that shows none of its threads."""
        tables = (
            tag for table in dom.with_class(self.soup, "tablebg") for tag in dom.with_class(table, "gen")
        )
        panels = (dom.first_inside(panel, "strong", "h2") for panel in dom.with_class(self.soup, "panel"))
        for tag in (*dom.inside(self.by_id("message"), "p"), *tables, *panels):
            if text := dom.text_of(tag):
                return text
        return dom.text_of(self.by_id("content"))

    def refused(self, *, everywhere: bool = False) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for.

        A message that stands in the place of the index, and so `everywhere`, says that the forum is closed:
        its owner may put it into any words.
        """
        said = self.said
        form = form_with(self.own("form"), "username", "password")
        # The index has a small form of its own.
        lists_boards = any(dom.classes(link.tag) & {"forumtitle", "forumlink"} for link in self.links)
        alone = self.by_id("message") is not None and form is None
        return self.refused_by(
            said,
            password=self.password_form is not None,
            database=any(dom.attribute(tag, "id") == "errorpage" for tag in self.tags("body")),
            banned=bool(alone and words.BANNED.search(said)),
            closed=everywhere and alone and not self.leads_on,
            login=form is not None and not lists_boards,
        )


def post_id(tag: Tag) -> int | None:
    """The id of the post that a division is, or that a row of subsilver2 begins."""
    match = _POST.match(dom.attribute(tag, "id"))
    for anchor in dom.inside(tag, "a") if match is None and tag.name == "tr" else ():
        match = match or _POST.match(dom.attribute(anchor, "name"))
    return int(match[1]) if match else None


def is_heading(link: Link) -> bool:
    """Whether a link is the heading of a page, which may say anything."""
    return link.tag.find_parent(["h1", "h2", "h3"]) is not None
