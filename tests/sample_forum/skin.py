"""What one kind of forum software does its own way: the data of a skin, and what its code has to offer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tests.sample_forum.wire import Answer, Request


@dataclass(frozen=True, slots=True)
class Skin:
    """One kind of forum software, and the habits that its forums have.

    `engine` is the name under which the program reads such forums. `zone` and the formats are what a new
    forum begins with; formats are PHP's. What a habit forbids, `SampleForum` does the way people would on
    such a forum: a prefix becomes part of the topic, a post has no title, a sub-board stands beside its
    parent. `quote` is a quotation as its authors type it, of a name and a text.
    """

    name: str
    engine: str
    version: str
    zone: str
    charset: str
    date_format: str
    time_format: str
    quote: str
    posts_per_page: int
    threads_per_page: int
    database_error: tuple[int, str]
    """What a page is while the database does not answer: the status and the page."""

    styles: tuple[str, ...] = ("plain",)
    """The looks that the software has, the default first."""
    shifting_version: str = ""
    """A version that shows all times by today's daylight saving; empty if none does."""
    login_requests: int = 3
    """What it takes to log in: the form, unless pages for guests have it, its answer, and the page again."""
    sends_to_login: bool = False
    """Whether a guest is sent on to the form to log in, by a redirect, in the place of a members' page."""
    refuses_by_status: bool = False
    """Whether other statuses than 200 say that the forum is closed, or its database down."""
    page_sizes_of_boards: bool = False
    """Whether each board has page sizes of its own, or all have the same."""
    sub_boards: bool = False
    board_passwords: bool = False
    prefixes: bool = False
    post_titles: bool = False
    announcements: bool = False
    newest_first: bool = False
    attachments: bool = False
    surveys: bool = False
    print_view: bool = False
    edit_counts: bool = False
    post_ids: bool = True
    """Whether a post has an id that stays with it."""
    moves_change_ids: bool = False
    """Whether a thread's id is the second in which it began, and a later one once it was moved."""
    first_post_is_thread: bool = False
    """Whether a thread goes when its first post is deleted."""
    counts_sub_boards: bool = False
    """Whether a board's row tells of the boards below it, too."""
    counts_markers: bool = False
    """Whether the row that a moved thread leaves counts as a thread and a post."""
    markers_are_threads: bool = False
    """Whether a moved thread leaves a thread behind, with a post that tells where it went."""
    lists_members_boards: bool = False
    """Whether the index shows guests the boards that they may not enter."""


class PageKind(StrEnum):
    """What a request asks a forum for."""

    INDEX = "index"
    BOARD = "board"
    THREAD = "thread"
    PRINT = "print"
    LOGIN = "login"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: a kind of page, the number of the board or thread, and of the page."""

    kind: PageKind
    id: int = 0
    page: int = 1


class Visits(Protocol):
    """Who is logged in at a forum, as far as tests have a hand in it."""

    def end_all(self) -> None:
        """End every session, as a restart of the forum does; who chose to stay logged in does."""

    def log_all_out(self) -> None:
        """End every session, and let no cookie be good any more."""


class Software(Protocol):
    """One kind of forum software, running one forum."""

    @property
    def sessions(self) -> Visits:
        """Who is logged in."""

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root, as its own links have it."""
