"""What all pages have around what they show. Their dates are put in full where they are relative."""

import re
from functools import cached_property
from typing import Any

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, classes, first_with_class, is_within, text_of, with_class
from feedforum.engines.kit.last_post import member_linked
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.pager import Pager, around_number, read_pager
from feedforum.engines.kit.readings import ForumPage
from feedforum.engines.mybb import urls, words
from feedforum.records import Author, Document, Reading

_PATHS = frozenset(("navigation", "breadcrumb", "breadcrumbs"))
_HIDDEN = "breadcrumb_multipage_popup"
_MESSAGE = re.compile(r"pid_(\d{1,18})$")


class MybbPage(ForumPage):
    """A page. `navigation` is the path at its top, which ends in what the page shows.

    Since 1.8.13 *1 hour ago* and *Yesterday* have the date in their titles: that takes their place, in posts'
    quotes too, whose text would change by itself otherwise.
    """

    refusal_words = words.REFUSALS
    board_of = staticmethod(urls.board_of)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        for span in self.tags("span"):
            title = attribute(span, "title")
            if set(span.attrs) == {"title"} and any(map(str.isdigit, title)):
                span.replace_with(title)

    @cached_property
    def navigation(self) -> Tag | None:
        tags = (tag for name in ("div", "nav", "ol", "ul") for tag in self.tags(name))
        return next((tag for tag in tags if classes(tag) & _PATHS and first_with_class(tag, "active")), None)

    @cached_property
    def heading(self) -> str:
        """What the path ends in: the title of a board, or a thread's with its prefix."""
        *_, last = [None, *with_class(self.navigation, "active")]
        return text_of(last)

    @cached_property
    def crumbs(self) -> list[Link]:
        """The links of the path to the forum and its boards, without the list of pages that is hidden in it.

        The index has none, unless to what the forum is a part of.
        """
        hidden = self.by_id(_HIDDEN)
        links = (link for link in links_in(self.navigation) if not hidden or not is_within(link.tag, hidden))
        return [link for link in links if link.script == "index.php" or self.board_of(link.href)]

    @property
    def forum_title(self) -> str:
        return super().forum_title or self.heading

    @cached_property
    def posts(self) -> Tag | None:
        """What holds the posts of a thread, and nothing else; 1.2 has none."""
        return self.by_id("posts")

    @cached_property
    def messages(self) -> list[tuple[int, Tag]]:
        """The ids of the posts with what holds the message of each."""
        found = ((_MESSAGE.match(attribute(tag, "id")), tag) for tag in self.tags("div"))
        return [(int(match[1]), tag) for match, tag in found if match]

    @cached_property
    def own_links(self) -> list[Link]:
        """The links that no author wrote: outside of the posts, or before the first of them."""
        if self.posts is not None:
            return [link for link in self.links if not is_within(link.tag, self.posts)]
        if not self.messages:
            return self.links
        before = {id(tag) for tag in self.messages[0][1].find_all_previous("a")}
        return [link for link in self.links if id(link.tag) in before]

    @cached_property
    def member(self) -> bool | None:
        """Whether a link of the forum's leads to the way out; None where none leads in or out."""
        ways = (link for link in self.own_links if link.script == "member.php")
        actions = {link.parameter("action") for link in ways if not attribute(link.tag, "target")}
        return "logout" in actions if actions & {"logout", "login", "register"} else None

    @property
    def pager(self) -> Pager:
        """What the first pager tells that is not hidden in the path.

        Where a plugin makes words of addresses, these name a page and no id.
        """

        def leads_on(link: Link) -> bool:
            return link.number("page") is not None or urls.address_of(link.href) is not None

        tags = (*self.tags("div"), *self.tags("span"))
        nodes = (tag for tag in tags if classes(tag) & {"pagination", "multipage", "pagenav"})
        shown = (tag for tag in nodes if attribute(tag, "id") != _HIDDEN)
        loose = (link for link in self.own_links if link.tag.find_parent("tr") is None)
        loose = (link for link in loose if link.number("page") and link.tag.parent is not self.by_id(_HIDDEN))
        return read_pager(self, next(shown, None) or around_number(loose, leads_on), leads_on=leads_on)

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for; its sentence stands in a table."""
        form = self.by_id("quick_login")
        cells = (tag for tag in self.tags("td") if "trow1" in classes(tag))
        said = text_of(next((cell for cell in cells if form is None or not is_within(cell, form)), None))
        return self.refused_by(said, password=self.has_input("pwverify"))


def author_of(link: Link) -> Author | None:
    """Whose profile a link leads to; None for any other link, and for one around a picture."""
    return member_linked(link, urls.id_of(link.href, "user"))
