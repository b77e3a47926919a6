"""What crosses from fetch to engine and on: answers, documents, and what a page says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T_co = TypeVar("T_co", covariant=True)

Id: TypeAlias = int | str
"""An id as the forum's software has it: a number of up to 64 bits, or a word (YaBB's board `lenses`).

Ids are compared for equality alone: they need not rise with time, nor be numbers. A word that is written as a
decimal number is that number (see `as_id`), so that an id has one spelling.
"""

MOST_DIGITS = 18
"""The decimal digits that fit into 64 bits for certain; a longer row of digits is a word."""


def as_id(text: str) -> Id:
    """The id that a text spells: a number where it is one as forums write them, without leading zeros."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number and str(int(text)) == text else text


class Answer(StrEnum):
    """What kind of answer a forum gave. Only `OK` changes what is known of a thread.

    For each there is a sentence for the owner in `texts`, named `advice_` and the kind's name in
    small letters, and a section in `docs/troubleshooting.md`.
    """

    OK = "ok"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    NOT_FOUND = "not found"
    LOGIN_WANTED = "login wanted"
    PASSWORD_WANTED = "password wanted"  # noqa: S105 - the name of a kind of answer
    CLOSED = "closed"
    DATABASE_DOWN = "database down"
    BLOCKED = "blocked"
    DISALLOWED = "disallowed"
    OVERLOADED = "overloaded"
    REDIRECTED = "redirected elsewhere"
    OTHER_SOFTWARE = "other software"
    OTHER_FORUM = "other forum"
    BROKEN = "broken"
    NOT_UNDERSTOOD = "not understood"

    @property
    def usual(self) -> bool:
        """Whether there is nothing for the owner to do about it."""
        return self in (Answer.OK, Answer.UNCHANGED, Answer.EMPTY)

    @property
    def wants_secret(self) -> bool:
        """Whether a login or a password is wanted, or was refused."""
        return self in (Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED)


# --- fetch → engine ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """A page as text.

    `url` is where it was found in the end, without a session id. `made_at` is the forum's own
    clock when it made the page (its `Date` header, or else our clock): words such
    as *Heute* are resolved against it.
    """

    url: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one request. `document` is there exactly when `answer` is `OK`.

    `error_page` is the page that came with a status of failure, if one did: forum software says there why it
    shows nothing.

    `unknown_host` means that no host has the name in the URL.
    `detail` is one sentence for the owner; `retry_after` is in seconds, where the forum named it.
    `encoding` is the one that the document was read in, under a name that Python's codecs know.
    """

    answer: Answer
    url: str
    document: Document | None = None
    status: int | None = None
    detail: str = ""
    size: int = 0
    retry_after: float | None = None
    encoding: str = ""
    error_page: Document | None = None
    unknown_host: bool = False


# --- engine → diff, content -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something; `id` is None for guests and deleted users, and where a page has none."""

    name: str
    id: Id | None = None


@dataclass(frozen=True, slots=True)
class BoardRef:
    """A board as a breadcrumb or a list of sub-boards names it."""

    id: Id
    title: str


@dataclass(frozen=True, slots=True)
class LastPost:
    """The newest post of a board as its row tells; `thread_id` is None where it does not tell that.

    `uncertainty` is that of `at`, see `Post`.
    """

    at: datetime | None
    author: Author | None
    thread_id: Id | None = None
    uncertainty: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What the index, or the page of the board above, says about a board.

    The counts and `last_post` include `subboards`, the boards below it that have no row of their
    own there. `category` groups boards and holds no threads; `external` is a link elsewhere; `locked` says
    that the board wants a password that this visitor did not give.
    """

    id: Id
    title: str
    description: str = ""
    parent_id: Id | None = None
    category: bool = False
    external: bool = False
    locked: bool = False
    posts: int | None = None
    threads: int | None = None
    last_post: LastPost | None = None
    subboards: tuple[BoardRef, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The whole forum in one page: its boards in the order shown."""

    title: str
    boards: tuple[BoardRow, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as a board's page lists it: the *listing*.

    `id` is the real thread's, for a `moved` row too. `replies` is None for a moved row. `pages`
    is how many pages the row's own links promise, 1 where it has none. `last_post_uncertainty` is that of
    `last_post_at`, see `Post`.
    """

    id: Id
    topic: str
    prefix: str = ""
    starter: Author = Author("")
    replies: int | None = None
    last_post_at: datetime | None = None
    last_poster: Author | None = None
    pages: int = 1
    important: bool = False
    announcement: bool = False
    closed: bool = False
    moved: bool = False
    last_post_uncertainty: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of a board: its sub-boards' rows and its threads, as shown from top to bottom.

    `path` leads from the topmost board to the one above this; `board_id` is None where the page
    does not say it. `page_size` is how many rows a page may have, None where the page does not tell.
    `page_links` are the other pages that its pager links to: their numbers with absolute URLs.
    """

    board_id: Id | None
    title: str
    path: tuple[BoardRef, ...]
    page: int
    pages: int
    boards: tuple[BoardRow, ...]
    threads: tuple[ThreadRow, ...]
    language: str = ""
    page_size: int | None = None
    page_links: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a post. `size` is in bytes, as exactly as the page tells; `inline` marks a picture."""

    id: Id
    name: str
    url: str
    size: int | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """The edit note of a post: how often it was edited, and when last (None if it cannot be read)."""

    count: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a page shows it.

    `id` is None where posts have none, as in a print view. `posted_at` is None if its date cannot be read,
    and `date_text` is then what stood there. `title` is the post's own, often empty.
    `message_html` and `signature_html` are the author's markup as it came.

    `uncertainty` is zero for a date that was read exactly. Where the page says "5 minutes ago",
    `posted_at` is the latest that it can be, and the true moment is earlier by `uncertainty` at most.
    """

    id: Id | None
    author: Author
    title: str
    posted_at: datetime | None
    message_html: str
    signature_html: str = ""
    edit: Edit | None = None
    attachments: tuple[Attachment, ...] = ()
    date_text: str = ""
    uncertainty: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class SurveyChoice:
    """One answer of a survey; `votes` is None where the page hides them."""

    text: str
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A thread's question with its answers (a forum calls it a poll, where *poll* means reading a forum)."""

    question: str
    choices: tuple[SurveyChoice, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread, its posts in the order shown.

    `path` leads from the topmost board to the thread's own board, the last. `printed` marks a
    print view. `newest_first` is None where a page has too few posts to tell. `page_size` and
    `page_links` are those of `BoardPage`.
    """

    thread_id: Id | None
    topic: str
    prefix: str
    path: tuple[BoardRef, ...]
    page: int
    pages: int
    posts: tuple[Post, ...]
    closed: bool = False
    printed: bool = False
    newest_first: bool | None = None
    survey: Survey | None = None
    forum_title: str = ""
    language: str = ""
    page_size: int | None = None
    page_links: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A post, or a thread with its replies, as a feed of the forum's own lists it.

    An id is None where its address does not name it, and `replies` where a feed does not count them.
    """

    thread_id: Id | None
    post_id: Id | None
    posted_at: datetime | None
    replies: int | None = None


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """What an engine makes of a document: `page` is there exactly when `answer` is OK or EMPTY.

    `member` tells whether we are logged in by the page; None where pages of its kind do not tell.
    `version` is the software's, which the index alone tells.
    """

    answer: Answer
    page: T_co | None = None
    detail: str = ""
    member: bool | None = None
    version: str = ""
