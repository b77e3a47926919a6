"""What is known, as the store hands it to feeds and pages."""

from dataclasses import dataclass
from datetime import datetime

from feedforum.records.media import KeptMedia
from feedforum.records.parsed import Answer, Attachment, Author, Id


@dataclass(frozen=True, slots=True)
class StoredForum:
    """A forum as it is known. `host` is its host name when it was first polled: ids are made of it.

    `timezone` is the zone that its dates were read in, None where that is not known.
    """

    key: str
    host: str
    title: str
    url: str
    engine: str
    language: str
    first_polled_at: datetime
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class PollFailures:
    """A forum whose polls fail: when the first of them in a row ended, when the last, and by what answer.

    `detail` is what that says to the owner.
    """

    since: datetime
    polled_at: datetime
    answer: Answer
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StoredBoard:
    """A watched board as it is known."""

    forum_key: str
    id: Id
    title: str
    description: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class StoredThread:
    """A thread as it is known; `board_id` is None once it is in no board that is watched.

    `last_post_at` is when it was written in last, as its listing said; None where no listing showed it.
    """

    forum_key: str
    id: Id
    board_id: Id | None
    board_title: str
    topic: str
    prefix: str
    starter: Author
    replies: int
    closed: bool
    important: bool
    announcement: bool
    first_seen_at: datetime
    last_post_at: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class SortKey:
    """What all posts are ordered by: the moment at which they were posted, then their number.

    Posts of print views have small numbers and times to the minute, so that two may be alike in
    both: then forum and key decide.
    """

    posted_at: datetime
    number: int
    forum_key: str
    key: str


@dataclass(frozen=True, slots=True)
class GonePost:
    """A post that the forum removed, or whose thread it removed, and when that was noticed.

    `edited_at` is the last edit that was seen, `board_id` the board it stood in.
    """

    key: str
    gone_at: datetime
    edited_at: datetime | None = None
    board_id: Id | None = None


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as it is known.

    `key` names it in entry ids for ever: the forum's post id, or `THREAD-nN` for a post that was
    first seen where pages show no ids. `number` orders posts of the same moment. `id` is the
    forum's post id, None as long as no page showed it. `posted_at` is never after `first_seen_at`.
    `edited_at` is the last edit that was seen, `announced_at` when it was posted as feeds said before its
    date was corrected, None if it never was. `content` is safe HTML with absolute addresses,
    `excerpt` its first words, `picture` the address of the one that stands for it, or empty.
    `thread_first_key` is the key of the thread's first post, None if it is not stored.
    `media` are those of its pictures and files that are kept here.
    `dropped` says that its text was dropped, `too_long` that only the beginning of it was read.
    """

    key: str
    id: Id | None
    number: int
    thread: StoredThread
    author: Author
    title: str
    posted_at: datetime
    first_seen_at: datetime
    edited_at: datetime | None
    content: str
    announced_at: datetime | None = None
    signature: str = ""
    excerpt: str = ""
    picture: str = ""
    attachments: tuple[Attachment, ...] = ()
    media: tuple[KeptMedia, ...] = ()
    thread_first_key: str | None = None
    gone_at: datetime | None = None
    dropped: bool = False
    too_long: bool = False

    @property
    def sort_key(self) -> "SortKey":
        """What it is ordered by among all posts."""
        return SortKey(self.posted_at, self.number, self.thread.forum_key, self.key)


# --- search: words are folded (see `feedforum.text.folding`) -----------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """Successive words, at least one. The last is only the beginning of one if `open_end`."""

    words: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A post is found if it has all the phrases `wanted`, at least one, and none of the `unwanted`."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class StoreFilter:
    """What the store itself narrows posts to: what a query finds, and what one of some authors wrote.

    `authors` are folded names; without any, all authors are meant.
    """

    query: SearchQuery | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostScope:
    """Posts of a forum: those in these boards (all for None), and in these threads in any board.

    Threads in `without` are left out. Posts of a thread that moved to a board that is not watched are in no
    board.
    """

    key: str
    board_ids: tuple[Id, ...] | None = None
    thread_ids: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()
