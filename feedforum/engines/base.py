"""What an engine is: the URLs of one kind of forum software, and page → records."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from feedforum.dates import Calendar
from feedforum.engines.kit.frame import Frame
from feedforum.records import BoardPage, Document, Id, IndexPage, Reading, ThreadPage, Traits


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


class Engine(Protocol):
    """One kind of forum software. All functions are pure.

    `base` is the forum's root URL: its folder, with a slash at its end, or its script where it is a single
    one, such as `YaBB.cgi`. The `read_` functions never raise on any text
    whatsoever: what is not the page asked for comes back as a `Reading` with another answer than `OK`.
    """

    name: str
    title: str

    @property
    def print_view(self) -> PrintView | None:
        """The print view of threads, where it has one."""

    def traits(self, version: str) -> Traits:
        """What a version does; an empty text stands for the commonest one."""

    def index_url(self, base: str) -> str:
        """The page that lists all boards."""

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        """A page of a board that shows all its threads, the last written in first."""

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        """A page of a thread, flat. Some software numbers threads by board: `board_id`, where it is known."""

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        """The permalink of a post for people, or of its thread where the post has no id."""

    def board_link(self, base: str, board_id: Id) -> str:
        """The address of a board for people."""

    def profile_link(self, base: str, user_id: Id) -> str:
        """The profile of a member, for people."""

    def address(self, url: str) -> Address | None:
        """What a URL of such a forum names, whatever else it carries; None if nothing we read."""

    def evidence(self, frame: Frame) -> int:
        """How sure it is that this software made a page, by the page's frame: 0 is not at all.

        Of several engines the one with the highest number wins. A mark that no author can write, such as an
        id, a class or a form's field, counts 10; what an author might have written, such as a name at the end
        of the page or a link, counts less than 5 in all.
        """

    def version(self, document: Document) -> str:
        """The software's version as the page tells it, or an empty text."""

    def read_index(self, document: Document, calendar: Calendar) -> Reading[IndexPage]:
        """The forum's index."""

    def read_board(self, document: Document, calendar: Calendar) -> Reading[BoardPage]:
        """A page of a board; `EMPTY` with a page where the board has no threads to show."""

    def read_thread(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        """A page of a thread; `EMPTY` with a page past the last one."""

    def login_url(self, base: str) -> str:
        """The page that has the form to log in."""

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """What logs a member in, made from the form on a page; None if the page has none."""

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        """What opens a board, made from the page that asks for its password; None if the page has no form."""

    def password_board(self, document: Document) -> Id | None:
        """Which board a page wants the password of, which may be one above that asked for; None if none."""

    def accepted(self, document: Document) -> bool:
        """Whether the answer to either form says that the visitor is let in."""
