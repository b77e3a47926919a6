"""What all pages have around what they show. Their dates are put in full where they are relative."""

import re
from functools import cached_property
from itertools import chain
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit import refusals
from feedforum.engines.kit.dom import attribute, classes, is_within, text_of, with_class
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.mybb import urls, words
from feedforum.records import Author, BoardRef, Document, Reading

_OWNERS = re.compile(r"(?<=/)(?:index\.php)?(?:[?#].*)?$")


class MybbPage(Page):
    """A page. `navigation` is the path at its top, which ends in what the page shows.

    Since 1.8.13 *1 hour ago* and *Yesterday* have the date in their titles: that takes their place, in posts'
    quotes too, whose text would change by itself otherwise.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        for span in self.tags("span"):
            title = attribute(span, "title")
            if set(span.attrs) == {"title"} and any(map(str.isdigit, title)):
                span.replace_with(title)

    @cached_property
    def navigation(self) -> Tag | None:
        named = (tag for tag in self.tags("div") if "navigation" in classes(tag))
        return next((tag for tag in named if next(with_class(tag, "active", "span"), None)), None)

    @cached_property
    def active(self) -> str:
        """What the path ends in: the title of a board, or a thread's with its prefix."""
        *_, last = [None, *with_class(self.navigation, "active", "span")]
        return text_of(last)

    @cached_property
    def crumbs(self) -> list[Link]:
        """The links of the path, without the list of pages that is hidden in it; the index has none."""
        hidden = self.by_id("breadcrumb_multipage_popup")
        return [
            link for link in links_in(self.navigation) if hidden is None or not is_within(link.tag, hidden)
        ]

    @property
    def forum_title(self) -> str:
        """The forum's title, which the path begins with."""
        return self.crumbs[0].text if self.crumbs else self.active

    @property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that the path leads through, above what the page shows."""
        found = ((urls.id_of(link.href, "forum"), link.text) for link in self.crumbs)
        return tuple(BoardRef(id_, title) for id_, title in found if id_)

    @cached_property
    def posts(self) -> Tag | None:
        """What holds the posts of a thread, and nothing else; 1.2 has none."""
        return self.by_id("posts")

    @cached_property
    def member(self) -> bool | None:
        """Whether a link outside of posts leads to the way out; None where none leads in or out."""
        actions = {
            link.parameter("action")
            for link in self.links
            if link.script == "member.php" and not attribute(link.tag, "target")
            if self.posts is None or not is_within(link.tag, self.posts)
        }
        return "logout" in actions if actions & {"logout", "login", "register"} else None

    @property
    def pager(self) -> Pager:
        """What the first pager tells that is not hidden in the path."""
        marks = {"pagination", "multipage", "pagenav"}
        nodes = (tag for tag in chain(self.tags("div"), self.tags("span")) if classes(tag) & marks)
        shown = (tag for tag in nodes if attribute(tag, "id") != "breadcrumb_multipage_popup")
        return read_pager(
            self, next(shown, None), leads_on=lambda link: urls.address_of(link.href) is not None
        )

    @cached_property
    def owners_address(self) -> str:
        index = self.crumbs[0].href if self.crumbs else ""
        return _OWNERS.sub("", index) if "//" in index else ""

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for; its sentence stands in a table."""
        form = self.by_id("quick_login")
        cells = (tag for tag in self.tags("td") if "trow1" in classes(tag))
        said = text_of(next((cell for cell in cells if form is None or not is_within(cell, form)), None))
        return refusals.refusal(
            said or self.title,
            password=self.has_input("pwverify"),
            banned=bool(words.BANNED.search(said)),
            not_found=bool(words.NOT_FOUND.search(said)),
            closed=bool(words.CLOSED.search(said)),
            login=bool(words.DENIED.search(said)),
            member=self.member,
        )


def author_of(link: Link) -> Author | None:
    """Whose profile a link leads to; None for any other link, and for one around a picture."""
    user_id = urls.id_of(link.href, "user")
    return Author(link.text, user_id) if user_id and link.text else None
