"""What all pages have around what they show."""

import re
from functools import cached_property

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, text_of, with_class
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import Link, links_in, parameter
from feedforum.engines.kit.pager import NO_PAGER, Pager, read_pager
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab import HEAD_4, WoltlabPage
from feedforum.engines.wbb3 import urls
from feedforum.records import Author

_KINDS = {"thread": "thread", "board": "board", "index": "index"}
_DATE = re.compile(r"\(([^()]*\d:\d\d[^()]*)\)\s*$")
_NO_DATE = re.compile(r"\([^\w()]*\)\s*$")
_HELD = frozenset(("messagetext", "messagebody", "signature"))


class Wbb3Page(WoltlabPage):
    """A page."""

    session_parameters = frozenset(("highlight", "l", "styleID"))
    board_of = staticmethod(urls.board_of)
    other_family = HEAD_4

    @cached_property
    def kind(self) -> str:
        """What the page shows: `index`, `board`, `thread`; by what stands in it where it does not tell."""
        if self.template:
            return _KINDS.get(self.template, "")
        if any(attribute(tag, "id").startswith("postRow") for tag in self.tags("div")):
            return "thread"
        if self.by_id("normalThreadsStatus") or self.by_id("topThreadsStatus"):
            return "board"
        return "index" if self.by_id("boardlist") else ""

    @cached_property
    def member(self) -> bool | None:
        """Whether the page has the way out; None where it has the way in as little."""
        links = (link for link in self.links if parameter(link.href, "action") == "UserLogout")
        if any(not self._is_written(link.tag) for link in links):
            return True
        fields = any(attribute(tag, "type").lower() == "password" for tag in self.own("input"))
        ways_in = (link for link in self.links if parameter(link.href, "form") == "UserLogin")
        return False if fields or any(True for _ in ways_in) else None

    @staticmethod
    def _is_written(tag: Tag) -> bool:
        return any(classes(outer) & _HELD for outer in tag.parents)

    @cached_property
    def forum_title(self) -> str:
        """The forum's title, which the path begins with; the index has it alone."""
        if self.kind == "index" or not self.crumbs:
            return self.heading if self.kind == "index" else self.title.rpartition(" - ")[2]
        return self.crumbs[0].text

    @property
    def heading(self) -> str:
        return text_of(first_inside(self.headline, "h1", "h2") or self.headline) or self.title

    @property
    def headline(self) -> Tag | None:
        """What the title of the forum, the board or the thread stands in."""
        return next(with_class(self.main, "mainheadline"), None)

    def own_id(self, what: str) -> int | None:
        """The `board` or `thread` that the page is of, by its heading, or else by its address."""
        ids = (urls.id_of(link.href, what) for link in links_in(self.headline))
        return next(filter(None, (*ids, urls.id_of(self.document.url, what))), None)

    def pager(self, what: str) -> Pager:
        """What the pager tells: not those of the rows. What is past the last page shows that one."""
        own = self.own_id(what)
        for tag in with_class(self.soup, "pagenavigation", "div"):
            if any(outer.name in ("tr", "td") or "message" in classes(outer) for outer in tag.parents):
                continue
            pager = read_pager(self, tag, leads_on=lambda link: urls.id_of(link.href, what) in (own, None))
            active = (count_of(text_of(item)) for item in inside(tag, "li") if "active" in classes(item))
            number = next(filter(None, active), None) or pager.page
            if number:
                return Pager(number, max(pager.pages, number), links=pager.links)
        return NO_PAGER


def member_of(link: Link) -> Author | None:
    """Whose profile a link leads to; None for any other link, and for one around a picture."""
    user_id = urls.id_of(link.href, "user")
    return Author(link.text, user_id) if user_id and link.text else None


def date_in(text: str) -> str:
    """The date that a line ends in, in brackets."""
    match = _DATE.search(text)
    return match[1].strip() if match else ""


def author_in(node: Tag | None) -> Author | None:
    """Who is named, perhaps before a date in brackets: a member with a link, or a guest without one."""
    for link in links_in(node):
        if author := member_of(link):
            return author
    name = without_by(_NO_DATE.sub("", _DATE.sub("", text_of(node))).strip())
    return Author(name) if name else None
