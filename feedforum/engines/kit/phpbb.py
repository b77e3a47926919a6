"""What phpBB 2 and 3 share: what their addresses name, and the line that tells their offset from UTC."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from functools import cached_property

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.dom import classes, is_tag
from feedforum.engines.kit.links import Link, is_root, link_of, links_in, number, script
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import NO_PAGER, Pager, read_pager
from feedforum.engines.kit.texts import resolve
from feedforum.records import Author, BoardRef

_PARAMETERS = {
    "forum": (("viewforum.php",), "f"),
    "topic": (("viewtopic.php",), "t"),
    "post": (("viewtopic.php",), "p"),
    "user": (("profile.php", "memberlist.php"), "u"),
}
# What rewritten addresses end in: viewforum3-0-50.html, ftopic12-0-asc-15.html, sutra34.html, post34.html,
# title-vt12-15.html, title-f3/, title-f3/page25.html, title-t12-10.html. The last number is a row offset.
_FRIENDLY = re.compile(
    r"(?:^|[/-])(?:(?P<forum>v?f|(?:view)?forum)|(?P<topic>v?t|(?:f|view)?topic)|(?P<post>v?p|post|sutra)"
    r"|(?P<user>v?u|member))(?P<id>\d{1,18})"
    r"(?:(?:-\d{1,9})?(?:-(?:asc|desc))?-(?P<start>\d{1,9}))?(?:\.html?|/(?:page(?P<page>\d{1,9})\.html?)?)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"GMT|UTC")
_CLOCK_LINE = re.compile(
    r"\W*[^\W\d]+(?:[ \xa0]+[^\W\d]+){1,6}[ \xa0]+(?:GMT|UTC)"
    r"(?:[ \xa0]*(?P<sign>[+-])[ \xa0]*(?P<hours>\d{1,2})(?:(?P<part>[.:]\d{1,2}))?(?:[ \xa0]+[^\W\d]+)?)?"
    r"(?P<summer>[ \xa0]*\[[^\[\]]*\]?)?\W*"
)
_WRITTEN = frozenset(("postbody", "content", "signature", "quote", "quotecontent", "code", "codecontent"))


def id_of(href: str, what: str) -> int | None:
    """The id of a `forum`, `topic`, `post` or `user` that an address names; None if it names none."""
    scripts, name = _PARAMETERS[what]
    if script(href):
        return (number(href, name) or None) if script(href) in scripts else None
    match = _friendly(href)
    return int(match["id"]) or None if match and match[what] else None


def start_of(href: str) -> int | None:
    """How many rows an address leaves out before its page; None where it does not say."""
    match = None if script(href) else _friendly(href)
    found = (match["start"] or match["page"]) if match else None
    return int(found) if found else number(href, "start")


def address_of(url: str) -> Address | None:
    """What an address names; None if nothing that is read here. A post's need not tell its thread."""
    offset = start_of(url) or 0
    if forum := id_of(url, "forum"):
        return Address(PageKind.BOARD, forum, offset=offset)
    if topic := id_of(url, "topic"):
        return Address(PageKind.THREAD, topic, offset=offset)
    if id_of(url, "post"):
        return Address(PageKind.THREAD, offset=offset)
    return Address(PageKind.INDEX) if script(url) == "index.php" or is_root(url) else None


def member_of(link: Link) -> Author | None:
    """The member whose profile a link leads to; None for any other link, and for one that shows no name."""
    user = id_of(link.href, "user")
    return Author(resolve(link.text), user) if user and link.text else None


def boards_linked(links: Iterable[Link]) -> tuple[BoardRef, ...]:
    """The boards that links lead to, each once."""
    found = ((board, link.text) for link in links if (board := id_of(link.href, "forum")) and link.text)
    return tuple(BoardRef(board, title) for board, title in dict(found).items())


def first_id(links: Iterable[Link], what: str) -> int | None:
    """The first id of its kind that some links name."""
    return next(filter(None, (id_of(link.href, what) for link in links)), None)


def post_in(tag: Tag | None) -> int | None:
    """The post that a link within a tag leads to, as the cell of a last post has one."""
    return first_id(links_in(tag), "post")


class PhpBBPage(Page):
    """A page of either. Its links, forms and fields are those before the first post: no author wrote them."""

    @cached_property
    def posts(self) -> list[Tag]:
        """The tags that the posts of a thread's page begin with."""
        return []

    def own(self, name: str) -> Sequence[Tag]:
        """The tags of a name that stand before the first post."""
        return self.posts[0].find_all_previous(name)[::-1] if self.posts else self.tags(name)

    @cached_property
    def links(self) -> list[Link]:
        return [link for tag in self.own("a") if (link := link_of(tag))]

    def forms(self) -> Sequence[Tag]:
        return self.own("form")

    def inputs(self) -> Sequence[Tag]:
        return self.own("input")

    @property
    def of_phpbb_3(self) -> bool:
        """Whether a page has the frame of phpBB 3, or leads to its script for all about a visitor."""
        framed = any(map(self.by_id, ("phpbb", "page-body", "wrapcentre")))
        return framed or any(link.script == "ucp.php" for link in self.links)

    def pager(self, what: str, *, but: Callable[[Link], bool]) -> Pager:
        """What the pager tells, whose links lead to other rows of the same `forum` or `topic`.

        `but` tells the links that are none of its own: a board and a thread may be called by a number.
        """
        own = id_of(self.document.url, what)

        def leads_on(link: Link) -> bool:
            named = id_of(link.href, what)
            return named is not None and own in (None, named) and not but(link)

        for link in self.links:
            if link.text.isdecimal() and leads_on(link):
                items = link.tag.find_parent("ul") if is_tag(link.tag.parent, "li") else None
                return read_pager(self, items or link.tag.parent, leads_on=leads_on, offset_of=start_of)
        return NO_PAGER

    @cached_property
    def clock_line(self) -> re.Match[str] | None:
        """*All times are GMT + 1 Hour*, *Alle Zeiten sind UTC + 1 Stunde [ Sommerzeit ]*; None if missing."""
        for text in reversed(self.soup.find_all(string=_CLOCK)):
            match = _CLOCK_LINE.fullmatch(text.strip())
            if match and not any(classes(outer) & _WRITTEN for outer in text.parents):
                return match
        return None

    def with_own_offset(self, calendar: Calendar) -> Calendar:
        """The calendar with the offset that all times of the page have, old ones too, where it says one.

        In phpBB 3.1 and later *UTC+01:00* is the offset of today in a zone, and each date has its own:
        there the calendar stays.
        """
        match = self.clock_line
        part = (match["part"] or "") if match else ""
        if match is None or (part[:1] == ":" and len(match["hours"]) == 2):
            return calendar
        minutes = int(part[1:]) if part[:1] == ":" else float(f"0{part}") * 60
        offset = timedelta(hours=int(match["hours"] or 0), minutes=minutes)
        offset = (-offset if match["sign"] == "-" else offset) + timedelta(hours=bool(match["summer"]))
        return replace(calendar, zone=timezone(offset)) if abs(offset) < timedelta(days=1) else calendar


def _friendly(href: str) -> re.Match[str] | None:
    return _FRIENDLY.search(href.partition("#")[0].partition("?")[0])
