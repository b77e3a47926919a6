"""What engines and those who ask them hand to each other: pages asked for, addresses, forms, print views."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from feedforum.dates import Calendar
from feedforum.records import Document, Id, Reading, ThreadPage


class PageKind(StrEnum):
    """The kinds of page an engine reads."""

    INDEX = "index"
    BOARD = "board"
    THREAD = "thread"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class PageAt:
    """Which page of a board or thread is asked for.

    Engines with page numbers look at `number`, which counts from 1; those with row offsets at `offset`,
    which is right where `size`, the rows a page, is known; those that follow links at `link`, the absolute
    URL that the pager of another page gave for this one, empty for the first page.
    """

    number: int = 1
    size: int | None = None
    link: str = ""

    @property
    def offset(self) -> int:
        """How many rows come before the page; 0 where the size of a page is not known."""
        return (self.number - 1) * (self.size or 0)


FIRST_PAGE = PageAt()


@dataclass(frozen=True, slots=True)
class Address:
    """What a forum's URL names: a kind of page, the board's or thread's id, the page.

    `page` is the page's number, and `offset` the number of rows before it; an engine's URLs tell one of them.
    """

    kind: PageKind
    id: Id | None = None
    page: int = 1
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Templates:
    """Addresses of pages below a forum's root, for pages to read and for people to follow.

    `{id}` is the board's, thread's or member's, and `{post}` the post's; `{number}` and `{offset}` are those
    of `PageAt`. What `page` adds to `board` and `thread` stands on all pages but the first. Where the
    addresses for people are empty, they are those of the first pages. `feed` is the forum's own feed, of
    posts or of new threads.
    """

    board: str = ""
    thread: str = ""
    post: str = ""
    profile: str = ""
    index: str = "index.php"
    page: str = ""
    board_link: str = ""
    thread_link: str = ""
    feed: str = ""

    def at(self, template: str, id_: Id, at: PageAt = FIRST_PAGE) -> str:
        """The address of a page out of `board`, `thread`, or any other template."""
        more = self.page if at.number > 1 and (at.offset or "{offset}" not in self.page) else ""
        return (template + more).format(id=id_, number=at.number, offset=at.offset)


@dataclass(frozen=True, slots=True)
class Form:
    """What to POST, and where, to be let in. The fields hold a secret, so they never show in a repr."""

    url: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


class PrintView(Protocol):
    """A second view of threads that is alike in every skin: read where no posts can be made out otherwise."""

    def url(self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE) -> str:
        """A page of a thread's print view."""

    def read(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        """A page of a print view: a thread page that is `printed`, whose posts may have no ids."""
