"""What phpBB 2 and 3 share: addresses, the frame of pages, tables of boards, newest posts, whole threads."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from functools import cached_property

from bs4.element import NavigableString, Tag

from feedforum.dates import Calendar, with_todays_offset, zone_named
from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit import readings
from feedforum.engines.kit.dated_rows import BoardDraft, PostDraft
from feedforum.engines.kit.dom import attribute, child_cells, classes, image_name, inside, is_tag, text_of
from feedforum.engines.kit.last_post import member_linked, without_by
from feedforum.engines.kit.links import Link, is_root, link_of, links_in, number, script
from feedforum.engines.kit.pager import Pager, around_number, read_pager
from feedforum.engines.kit.readings import ForumPage, thread_reading
from feedforum.engines.kit.surveys import is_button, option, survey_in
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.records import (
    Answer,
    Author,
    BoardRef,
    BoardRow,
    LastPost,
    Reading,
    Survey,
    SurveyChoice,
    ThreadPage,
)
from feedforum.text.characters import clean_line
from feedforum.translations import detail_text

IsDate = Callable[[str], bool]
"""Tells whether a text is a date."""

CLOSED = (
    r"\bcurrently (?:unavailable|disabled|closed)|\bnicht (?:verf[uü]gbar|erreichbar)|\bmaintenance\b"
    r"|\bwartung|\bdeaktiviert|\b(?:derzeit|zurzeit|zur zeit|momentan|im moment) geschlossen\b"
)
"""What the message of a closed forum says, as long as its owner leaves the words to the software."""

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
_UTC = re.compile("UTC")
_OFFSET = re.compile(r"\s*UTC(?:[+-]\d\d:\d\d)?\s*")
_VOTES = re.compile(r"\[\s*(\d[\d.,]*)\s*\]")
_BARS = frozenset(("vote_lcap", "voting_bar", "poll_left", "poll_center", "poll_right"))
_WRITTEN = frozenset(("postbody", "content", "signature", "quote", "quotecontent", "code", "codecontent"))


def id_of(href: str, what: str) -> int | None:
    """The id of a `forum`, `topic`, `post` or `user` that an address names; None if it names none."""
    scripts, name = _PARAMETERS[what]
    if script(href):
        return (number(href, name) or None) if script(href) in scripts else None
    match = _friendly(href)
    return int(match["id"]) or None if match and match[what] else None


def board_of(href: str) -> int | None:
    """The board that an address names; None for any other address."""
    return id_of(href, "forum")


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
    member = member_linked(link, id_of(link.href, "user"))
    return replace(member, name=resolve(member.name)) if member else None


def boards_linked(links: Iterable[Link]) -> tuple[BoardRef, ...]:
    """The boards that links lead to, each once."""
    return readings.boards_linked(links, board_of)


def first_id(links: Iterable[Link], what: str) -> int | None:
    """The first id of its kind that some links name."""
    return next(filter(None, (id_of(link.href, what) for link in links)), None)


def post_in(tag: Tag | None) -> int | None:
    """The post that a link within a tag leads to, as the cell of a last post has one."""
    return first_id(links_in(tag), "post")


class PhpBBPage(ForumPage):
    """A page of either. Its links, forms and fields are those before the first post: no author wrote them."""

    board_of = staticmethod(board_of)
    offset_of = staticmethod(start_of)

    @cached_property
    def posts(self) -> list[Tag]:
        """The tags that the posts of a thread's page begin with."""
        return []

    @property
    def closed(self) -> bool:
        """Whether a thread takes no more replies."""
        return False

    def is_title(self, link: Link) -> bool:
        """Whether a link is named by its board or thread, which may be called by a number."""
        return False

    def own(self, *names: str) -> Sequence[Tag]:
        """The tags of some names that stand before the first post."""
        before = self.posts[0].find_all_previous(list(names))[::-1] if self.posts else None
        return super().own(*names) if before is None else before

    @property
    def of_phpbb_3(self) -> bool:
        """Whether a page has the frame of phpBB 3, or leads to its script for all about a visitor."""
        framed = any(map(self.by_id, ("phpbb", "page-body", "wrapcentre")))
        return framed or any(link.script == "ucp.php" for link in self.links)

    @property
    def survey_in_tables(self) -> Survey | None:
        """The survey before the first post, as all skins of phpBB 2 and subsilver2 show it.

        One table around the question holds one of the answers: its bars, or the buttons of its form.
        """
        for tag in self.own("img", "input"):
            is_bar = image_name(tag) in _BARS
            if not is_bar and not (is_button(tag) and attribute(tag, "name").startswith("vote_id")):
                continue
            for table in tag.find_parents("table"):
                survey, around = survey_in(table, _choice if is_bar else option), table.find_parent("table")
                if survey is not None and around is not None:
                    return replace(survey, question=text_of(around.find("b")))
        return None

    def pager(self, what: str) -> Pager:
        """What the pager tells, whose links lead to other rows of the same `forum` or `topic`."""
        own = id_of(self.document.url, what)

        def leads_on(link: Link) -> bool:
            named = id_of(link.href, what)
            return named is not None and own in (None, named) and not self.is_title(link)

        return read_pager(self, around_number(self.links, leads_on), leads_on=leads_on, offset_of=start_of)

    @cached_property
    def clock_line(self) -> re.Match[str] | None:
        """*All times are GMT + 1 Hour*, *Alle Zeiten sind UTC + 1 Stunde [ Sommerzeit ]*; None if missing."""
        for text in reversed(self.soup.find_all(string=_CLOCK)):
            match = _CLOCK_LINE.fullmatch(text.strip())
            if match and not any(classes(outer) & _WRITTEN for outer in text.parents):
                return match
        return None

    def with_own_zone(self, calendar: Calendar) -> Calendar:
        """The calendar with the zone that the foot of phpBB 3 names, or with the offset of all its times.

        A skin may leave the foot out: then all times have one offset up to 3.0, whose style is a script.
        """
        for text in self.soup.find_all(string=_UTC):
            title = attribute(text.parent, "title")
            if title and _OFFSET.fullmatch(text):
                try:
                    return Calendar(zone_named(title), calendar.order)
                except ValueError:  # a name in the forum's language
                    return calendar
        return self.with_own_offset(calendar) if self.clock_line or "style.php?" in self.head else calendar

    def with_own_offset(self, calendar: Calendar) -> Calendar:
        """The calendar with the offset that all times of the page have, old ones too; else with today's.

        In phpBB 3.1 and later *UTC+01:00* is the offset of today in a zone, and each date has its own:
        there the calendar stays.
        """
        match = self.clock_line
        if match is None:
            return with_todays_offset(calendar, self.document.made_at)
        part = match["part"] or ""
        if part[:1] == ":" and len(match["hours"]) == 2:
            return calendar
        minutes = int(part[1:]) if part[:1] == ":" else float(f"0{part}") * 60
        offset = timedelta(hours=int(match["hours"] or 0), minutes=minutes)
        offset = (-offset if match["sign"] == "-" else offset) + timedelta(hours=bool(match["summer"]))
        return replace(calendar, zone=timezone(offset)) if abs(offset) < timedelta(days=1) else calendar


def _choice(cells: list[Tag]) -> SurveyChoice | None:
    """A row of a survey's result: text, bar, share, votes in brackets."""
    votes = _VOTES.fullmatch(text_of(cells[-1])) if len(cells) > 2 else None
    return SurveyChoice(text_of(cells[0]), count_of(votes[1])) if votes else None


def read_posts(
    page: PhpBBPage,
    calendar: Calendar,
    thread_id: int | None,
    drafts: Sequence[PostDraft],
    post_ids: frozenset[int | None],
    survey: Survey | None,
) -> Reading[ThreadPage]:
    """A thread's page; it is not understood where one of `post_ids`, those it has, has no draft.

    A post that stands there twice, as where two pages have run together, is read where it stands first.
    """
    once = list({draft[0].id: draft for draft in reversed(drafts)}.values())[::-1]
    if len(once) < len(post_ids):
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("posts_not_found"), member=page.member)
    pager = page.pager("topic")
    return thread_reading(page, calendar, thread_id, once, pager, closed=page.closed, survey=survey)


def _friendly(href: str) -> re.Match[str] | None:
    return _FRIENDLY.search(href.partition("#")[0].partition("?")[0])


def last_post(holder: Tag, is_date: IsDate) -> tuple[LastPost | None, str]:
    """The newest post that a holder tells of, and the text of its date.

    It has a date and a name on a line each, in either order, and a link to the post, which may also be its
    subject; None where it has neither a date nor a link.
    """
    lines: list[list[str]] = [[]]
    author: Author | None = None
    date_text = ""
    for node in holder.descendants:
        if isinstance(node, NavigableString):
            if not any(_says_nothing_new(outer) for outer in node.parents if outer is not holder):
                lines[-1].append(node)
        elif is_tag(node, "br", "p"):
            lines.append([])
        elif isinstance(node, Tag):
            date_text = date_text or (attribute(node, "datetime") if node.name == "time" else "")
            link = link_of(node) if node.name == "a" else None
            author = author or (member_of(link) if link else None)
    texts = [text for line in lines if (text := clean_line("".join(line)))]
    date_text = date_text or next(filter(is_date, texts), "")
    names = [without_by(text) for text in texts if text != date_text]
    if author is None and names and (date_text or post_in(holder)):
        author = Author(resolve(names[0]))
    if not post_in(holder) and not date_text:
        return None, ""
    return LastPost(None, author), date_text or names[-1 if is_tag(holder, "dd") else 0]


def _says_nothing_new(tag: Tag) -> bool:
    """Whether a tag is a label, a moment that its attribute tells, or a link to a post, with its subject."""
    return tag.name in ("dfn", "time") or (tag.name == "a" and bool(id_of(attribute(tag, "href"), "post")))


def table_boards(page: PhpBBPage) -> list[BoardDraft]:
    """The boards that a page has rows of tables for."""
    return [draft for row in page.tags("tr") if (draft := table_board(row, page.is_date))]


def table_board(row: Tag, is_date: IsDate, category: int | None = None) -> BoardDraft | None:
    """A row: the cell with the board's title, then its topics, its posts, its newest post."""
    cells = child_cells(row)
    titles = (at for at, cell in enumerate(cells) if _title_link(cell) is not None)
    at = next(titles, len(cells))
    if at + 3 >= len(cells) or post_in(cells[at]):
        return None
    title = _title_link(cells[at])
    board_id = id_of(title.href, "forum") if title else None
    counts = [count_of(text_of(cell)) for cell in cells[at + 1 : at + 3]]
    if title is None or board_id is None or None in counts:
        return None
    last, date_text = last_post(cells[at + 3], is_date)
    below = boards_linked(link for link in links_in(cells[at]) if link.tag is not title.tag)
    board = BoardRow(
        id=board_id,
        title=resolve(title.text),
        description=_description(cells[at]),
        parent_id=category,
        threads=counts[0],
        posts=counts[1],
        last_post=last,
        subboards=tuple(board for board in below if board.id != board_id),
    )
    return board, date_text


def _title_link(cell: Tag) -> Link | None:
    links = (link for link in links_in(cell) if id_of(link.href, "forum") and link.text)
    return next(links, None)


def _description(cell: Tag) -> str:
    """The first text of its own in the cell of a board's title: moderators and boards below come after."""
    found = (tag for tag in inside(cell, "span", "p") if classes(tag) & {"genmed", "forumdesc"})
    return text_of(next(found, None))
