"""What stands around the rows of a page, and a reading out of their drafts: alike in all software."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from functools import cached_property
from typing import Any, TypedDict, Unpack

from bs4.element import Tag

from feedforum.dates import Calendar, read_moment
from feedforum.engines.kit.dated_rows import (
    BoardDraft,
    PostDraft,
    ThreadDraft,
    dated_boards,
    dated_posts,
    dated_threads,
    page_dates,
    with_second_hour,
)
from feedforum.engines.kit.dom import classes
from feedforum.engines.kit.links import Link
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import Pager
from feedforum.engines.kit.refusals import NO_WORDS, RefusalWords, Signs, refusal
from feedforum.records import Answer, BoardPage, BoardRef, Id, IndexPage, Reading, Survey, ThreadPage
from feedforum.translations import detail_text

_INDEX = re.compile(r"(?<=/)(?:[\w-]+\.(?:php|pl|cgi).*|[?#].*)")
_ANY = Calendar(UTC)


class ForumPage(Page):
    """A page, with what an engine finds around the rows or posts that it shows."""

    refusal_words: RefusalWords = NO_WORDS

    written_in: frozenset[str] = frozenset()
    """The classes of what authors wrote: messages and signatures."""

    board_of: Callable[[str], Id | None] = staticmethod(lambda href: None)
    """The board that an address names."""

    offset_of: Callable[[str], int | None] = staticmethod(lambda href: None)
    """How many rows come before the page that an address names; None where it does not tell."""

    def is_written(self, tag: Tag) -> bool:
        """Whether a tag stands in what an author wrote."""
        return any(classes(outer) & self.written_in for outer in tag.parents)

    @cached_property
    def own_links(self) -> list[Link]:
        """The links that no author wrote."""
        return [link for link in self.links if not self.is_written(link.tag)]

    @property
    def crumbs(self) -> Sequence[Link]:
        """The links of the path at the page's top, from the forum to what the page shows."""
        return ()

    @property
    def forum_title(self) -> str:
        """The forum's title, which the path begins with."""
        return self.crumbs[0].text if self.crumbs else ""

    @property
    def heading(self) -> str:
        """The topic of the thread, or the title of the board, that the page shows."""
        return self.title

    @property
    def path(self) -> tuple[BoardRef, ...]:
        """The boards that the path leads through, that of the page perhaps too."""
        return boards_linked(self.crumbs, self.board_of)

    @cached_property
    def owners_address(self) -> str:
        index = self.crumbs[0].href if self.crumbs else ""
        return _INDEX.sub("", index) if "//" in index else ""

    def is_date(self, text: str) -> bool:
        """Whether a text is a date."""
        return read_moment(text, _ANY, self.document.made_at) is not None

    def refused(self) -> Reading[Any]:
        """What a page is that shows nothing of what was asked for."""
        return self.refused_by("")

    def refused_by(self, said: str, **signs: Unpack[Signs]) -> Reading[Any]:
        """What a page is that says something by its words, or by signs beside these; see `refusal`."""
        return refusal(said, self.refusal_words, title=self.title, member=self.member, **signs)


def index_reading(page: ForumPage, calendar: Calendar, boards: Sequence[BoardDraft]) -> Reading[IndexPage]:
    """The boards that the index lists; a page without any is refused."""
    if not boards:
        return page.refused()
    dated = dated_boards(boards, page_dates(page, calendar, boards=boards))
    return Reading(Answer.OK, IndexPage(page.forum_title, dated, page.language), member=page.member)


def board_reading(
    page: ForumPage,
    calendar: Calendar,
    board_id: Id | None,
    threads: Sequence[ThreadDraft],
    pager: Pager,
    boards: Sequence[BoardDraft] = (),
) -> Reading[BoardPage]:
    """A board's page with its threads, and the boards below it; `EMPTY` where there is no thread.

    It is so, too, past the last page, where there are none but the important ones that stand on all pages.
    """
    dates = page_dates(page, calendar, boards, threads)
    board = BoardPage(
        board_id=board_id,
        title=page.heading,
        path=tuple(above for above in page.path if above.id != board_id),
        page=pager.number_at(page.offset_of(page.document.url)),
        pages=pager.pages,
        boards=dated_boards(boards, dates),
        threads=dated_threads(threads, dates),
        language=page.language,
        page_size=pager.size,
        page_links=pager.links,
    )
    if board.page > board.pages and all(row.important or row.announcement for row in board.threads):
        return Reading(Answer.EMPTY, board, detail_text("past_the_end"), page.member)
    if threads:
        return Reading(Answer.OK, board, member=page.member)
    return Reading(Answer.EMPTY, board, detail_text("no_threads"), page.member)


class ThreadFacts(TypedDict, total=False):
    """What an engine reads of a thread beside its posts; else the topic is the page's heading.

    Posts stand oldest first, unless `newest_first` says something else: None where that is not known.
    """

    topic: str
    prefix: str
    closed: bool
    newest_first: bool | None
    survey: Survey | None
    printed: bool


def thread_reading(
    page: ForumPage,
    calendar: Calendar,
    thread_id: Id | None,
    posts: Sequence[PostDraft],
    pager: Pager,
    *,
    in_seconds: bool = False,
    **facts: Unpack[ThreadFacts],
) -> Reading[ThreadPage]:
    """A thread's page with its posts; `EMPTY` without any, as past the last page.

    Where posts are timed `in_seconds`, their order tells the hour apart that comes twice in autumn.
    """
    told: dict[str, Any] = {"topic": page.heading, "prefix": "", "newest_first": False, **facts}
    dated = dated_posts(posts, page_dates(page, calendar, posts=posts))
    if in_seconds:
        order = -1 if told["newest_first"] else 1
        dated = with_second_hour(dated[::order], calendar.zone)[::order]
    thread = ThreadPage(
        thread_id=thread_id,
        path=page.path,
        page=pager.number_at(page.offset_of(page.document.url)),
        pages=pager.pages,
        posts=dated,
        forum_title=page.forum_title,
        language=page.language,
        page_size=pager.size,
        page_links=pager.links,
        **told,
    )
    if posts:
        return Reading(Answer.OK, thread, member=page.member)
    return Reading(Answer.EMPTY, thread, detail_text("past_the_end"), page.member)


def boards_linked(links: Iterable[Link], board_of: Callable[[str], Id | None]) -> tuple[BoardRef, ...]:
    """The boards that some links lead to by name, each once; `board_of` gives the board of an address."""
    found = ((board, link.text) for link in links if (board := board_of(link.href)) is not None)
    return tuple(BoardRef(board, title) for board, title in dict(found).items() if title)
