"""What phpBB 2 and 3 share: what their addresses name, and the line that tells their offset from UTC."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta, timezone
from functools import cached_property

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.dom import classes
from feedforum.engines.kit.links import Link, is_root, links_in, number, script
from feedforum.engines.kit.page import Page
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
    r"(?P<summer>[ \xa0]*\[[^\[\]]+\])?\W*"
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
    """A page of either: both tell the offset of their times, and phpBB 2 its language nowhere else."""

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
