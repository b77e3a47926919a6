"""What an engine is: the URLs of one kind of forum software, and page → records."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from feedforum.dates import Calendar
from feedforum.records import BoardPage, Document, Id, IndexPage, Reading, ThreadPage


class PageKind(StrEnum):
    """The kinds of page an engine reads."""

    INDEX = "index"
    BOARD = "board"
    THREAD = "thread"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Address:
    """What a forum's URL names: a kind of page, the board's or thread's id, the page number."""

    kind: PageKind
    id: Id | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class LoginForm:
    """What to POST, and where, to be let in. The fields hold a secret, so they never show in a repr."""

    url: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


class Engine(Protocol):
    """One kind of forum software. All functions are pure.

    `base` is the forum's root URL with a slash at its end. Ids and pages count from 1. The `read_`
    functions never raise on any text whatsoever: what is not the page asked for comes back as a
    `Reading` with another answer than `OK`. `codes` names the BBCode that the software knows: where
    it left such a code raw, its author had switched BBCode off.
    """

    name: str
    title: str
    codes: frozenset[str]

    def index_url(self, base: str) -> str:
        """The page that lists all boards."""

    def board_url(self, base: str, board_id: Id, page: int = 1) -> str:
        """A page of a board that shows all its threads, the last written in first."""

    def thread_url(self, base: str, thread_id: Id, page: int = 1) -> str:
        """A page of a thread, flat."""

    def print_url(self, base: str, thread_id: Id, page: int = 1) -> str:
        """A page of a thread's print view."""

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        """The permalink of a post for people, or of its thread where the post has no id."""

    def board_link(self, base: str, board_id: Id) -> str:
        """The address of a board for people."""

    def profile_link(self, base: str, user_id: Id) -> str:
        """The profile of a member, for people."""

    def address(self, url: str) -> Address | None:
        """What a URL of such a forum names, whatever else it carries; None if nothing we read."""

    def recognises(self, document: Document) -> bool:
        """Whether a page was made by this software."""

    def version(self, document: Document) -> str:
        """The software's version as the page tells it, or an empty text."""

    def read_index(self, document: Document, calendar: Calendar) -> Reading[IndexPage]:
        """The forum's index."""

    def read_board(self, document: Document, calendar: Calendar) -> Reading[BoardPage]:
        """A page of a board; `EMPTY` with a page where the board has no threads to show."""

    def read_thread(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        """A page of a thread; `EMPTY` with a page past the last one."""

    def read_print(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        """A page of a print view, as a thread page whose posts have no ids."""

    def login_form(self, base: str, username: str, password: str) -> LoginForm:
        """What logs a member in."""

    def password_form(self, base: str, board_id: Id, password: str) -> LoginForm:
        """What opens a board that has a password of its own."""

    def shut_board(self, document: Document) -> Id | None:
        """Which board a page wants the password of, which may be one above that asked for; None if none."""

    def accepted(self, document: Document) -> bool:
        """Whether the answer to either form says that the visitor is let in."""
