"""What polls decide from: boards, threads and posts as the store knows them.

A *signature* is what a row said when it was last dealt with (see `diff.row_signatures`). A *gap* is a place
in a thread where posts are known to be unread: `gap_before` on a post says that the post right before
it has not been read. A thread's *tail* is its newest page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feedforum.records.parsed import Attachment, Author, Id

REFUSED_PAUSE = timedelta(hours=2)
"""How long what was refused is not asked for again: a board that did not let us in, a thread's page."""


@dataclass(frozen=True, slots=True)
class BoardState:
    """A watched board.

    `index_signature`: the index's row that covers the board, when the board was last listed to the end
    of what was new; `row_signature`: the same for its row on the page of the board above. `listed_at`:
    when that listing began, None before the first.
    `unlisted_below`, `unlisted_page`: threads last written in before that moment may be unlisted,
    and the page to look for them. `own_posts`, `own_threads`: counts without sub-boards.
    `refused_at`: when it last did not let us in, and `refused_as` whom, by name, empty for a guest.
    `backfill`: how many of its newest posts and threads are wanted, None for all. `newest_at`: the
    moment of the last of those that are known, and `newest_number` its number, None while they are
    fewer; `started_at`: the same
    for first posts of threads; `enough_threads`: whether that many threads are known.
    """

    id: Id
    index_signature: str | None = None
    row_signature: str | None = None
    listed_at: datetime | None = None
    unlisted_below: datetime | None = None
    unlisted_page: int | None = None
    own_posts: int | None = None
    own_threads: int | None = None
    posts_per_page: int | None = None
    newest_first: bool | None = None
    refused_at: datetime | None = None
    refused_as: str | None = None
    backfill: int | None = None
    newest_at: datetime | None = None
    newest_number: int = 0
    started_at: datetime | None = None
    enough_threads: bool = False


@dataclass(frozen=True, slots=True)
class ThreadState:
    """A thread.

    `total` is how many posts its listing says it has. `listed_signature`: its listing; `tail_signature`: the
    listing when its tail was read; `read_signature`: the listing when all its new posts were read.
    Posts since `news_since` are new, and `settled_total` is how many there were before them.
    `missing` counts the polls it was missing from where it should be, the last at `missing_at`;
    `suspect` asks for it to be looked at by itself. `refused_at`: when its page last was not to be
    had, unless its listing told of it anew since. `newest_checked_at`: when its newest posts were last asked
    for since their number did not fit.
    """

    id: Id
    board_id: Id | None
    topic: str
    prefix: str = ""
    starter: Author = field(default_factory=lambda: Author(""))
    closed: bool = False
    important: bool = False
    announcement: bool = False
    total: int | None = None
    pages: int = 1
    last_post_at: datetime | None = None
    listed_signature: str | None = None
    tail_signature: str | None = None
    read_signature: str | None = None
    news_since: datetime | None = None
    settled_total: int | None = None
    never_read: bool = True
    first_key: str | None = None
    missing: int = 0
    missing_at: datetime | None = None
    suspect: bool = False
    gone_at: datetime | None = None
    refused_at: datetime | None = None
    newest_checked_at: datetime | None = None
    first_seen_at: datetime | None = None

    @property
    def news(self) -> bool:
        """Whether its listing tells of posts that are not read yet."""
        return self.listed_signature != self.read_signature


@dataclass(frozen=True, slots=True)
class RequestBudget:
    """The pages of about the last day, as they count at `at`: those for news, and those read again."""

    asked: float = 0.0
    reread: float = 0.0
    at: datetime | None = None


SHOWN_FIRST = 30
"""So many entries of each feed are kept right with more care than others."""


@dataclass(frozen=True, slots=True)
class NewestEntries:
    """When the last of the `SHOWN_FIRST` newest posts, and threads, was written; None if they are fewer."""

    posts_since: datetime | None = None
    threads_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DuePost:
    """A post that is to be read again since `due_at`, was `missing` so often, and may be `shown` first."""

    thread_id: Id
    position: int
    posted_at: datetime
    number: int
    missing: int
    due_at: datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class PostState:
    """A post, without its content. `first` marks the thread's first post.

    `edited_at` is the last edit that was announced; `edit_waits` says that a later one is to be.
    """

    key: str
    id: Id | None
    number: int
    position: int
    author: Author
    title: str
    posted_at: datetime
    dated: bool
    first_seen_at: datetime
    fingerprint: str
    first: bool = False
    gap_before: bool = False
    edited_at: datetime | None = None
    edits: int = 0
    edit_waits: bool = False
    missing: int = 0
    missing_at: datetime | None = None
    gone_at: datetime | None = None
    reread_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostText:
    """What a reader gets of a post: safe HTML, its attachments, and its fingerprint for comparing.

    `plain` is the content's text without markup, for finding it; `excerpt` the first words of it that
    its author wrote and did not hide; `picture` the address of the picture that stands for it, or empty.
    """

    content: str
    signature: str
    fingerprint: str
    attachments: tuple[Attachment, ...] = ()
    plain: str = ""
    excerpt: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that may be worth reading: before the post `key`, at `position`, posted at `posted_at`.

    `number` is that of the post: what is unread before it comes before it in every feed.
    """

    thread_id: Id
    key: str
    position: int
    posted_at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class Backfill:
    """Boards with where what is wanted of them ends, and which of them may have some of it unread.

    `unread` are the boards with threads of which nothing was read, `firsts` those with threads whose
    first post is not known, `gaps` those with posts that have a gap before them.
    """

    boards: tuple[BoardState, ...]
    unread: frozenset[Id] = frozenset()
    firsts: frozenset[Id] = frozenset()
    gaps: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class PageBounds:
    """What a page of a thread spans.

    `keys` are those that its posts may have; `numbers`, `moments` and `positions` the least and the greatest
    of them, None where the page does not tell. `to_first`, `to_last`: whether
    the page may show the thread's first post, its last. `undated` says that it has posts whose date cannot be
    read.
    """

    keys: tuple[str, ...]
    positions: tuple[int, int]
    numbers: tuple[int, int] | None = None
    moments: tuple[datetime, datetime] | None = None
    to_first: bool = False
    to_last: bool = False
    undated: bool = False


@dataclass(frozen=True, slots=True)
class PageContext:
    """What is known around a page of a thread.

    `posts` are the thread's posts that may stand on the page, by id, number, moment or position, with the
    nearest on either side, and all that have no id. Where a page has neither ids nor moments they are all.
    `gaps` are all the thread's gaps. `elsewhere` are posts of other threads that have ids of this page's.
    `undated_at` is the moment for a post of the page whose date cannot be read, where nothing in its thread
    tells it; None where no date of the forum is known.
    """

    posts: tuple[PostState, ...] = ()
    gaps: tuple[Gap, ...] = ()
    elsewhere: tuple[PostState, ...] = ()
    undated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WatchList:
    """What is watched of a forum: its boards and single threads, each with how much of it is wanted.

    A number is how many of the newest posts to go back to; None goes back to the first.
    """

    boards: Mapping[Id, int | None]
    threads: Mapping[Id, int | None]


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Which texts of a board or thread are kept: those since a moment (all for None), the newest `spare`."""

    since: datetime | None
    spare: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Which texts of a forum are kept: of each watched board, of each thread watched by itself.

    `spare` are the newest posts of the whole forum that are kept in any case.
    """

    boards: Mapping[Id, RetentionRule]
    threads: Mapping[Id, RetentionRule]
    spare: int


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie. Its value may be a secret, so it shows in no repr.

    `domain` is empty for the forum's own host, whatever that is. A cookie without `whole_domain` goes to
    the one host that `domain` names, and not to those below it. `expires` is in seconds since 1970, UTC;
    None for one that lasts as long as a browser is open.
    """

    name: str
    value: str = field(repr=False)
    domain: str = ""
    path: str = "/"
    secure: bool = False
    expires: int | None = None
    whole_domain: bool = False
