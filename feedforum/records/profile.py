"""What is known of a forum that no engine knows: where its pages are, and where in them things stand.

A profile is learned from the forum's pages (`feedforum.learning`) or written by the forum's owner, as
`[forum.profile]`; `engines.profile` reads pages with it. All selectors are CSS, as soupsieve knows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class _Strict:
    """What the configuration may hold: a key that is not known is a fault there."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Urls(_Strict):
    """Addresses, relative to the forum's. `{id}` is the id of what is meant, `{board}` that of its board.

    A page is named by `{page}`, which counts from 1, `{page-1}`, which counts from 0, or `{offset}`, the rows
    before it. `post` may have `{thread}` too. An empty `board` stands for a forum that lists all threads on
    its front page; an empty `board_page` or `thread_page` for listings or threads that have one page alone.
    """

    thread: str
    index: str = ""
    board: str = ""
    board_page: str = ""
    thread_page: str = ""
    post: str = ""
    member: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True)
class BoardRows(_Strict):
    """The index: `row` selects its rows; all else is looked for in a row.

    `link` leads to the board; `threads` and `posts` are counts; `date` and `author` are of the board's last
    post, and `thread` is a link to its thread.
    """

    row: str = ""
    link: str = "a"
    threads: str = ""
    posts: str = ""
    date: str = ""
    author: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRows(_Strict):
    """A listing: `row` selects its rows; all else is looked for in a row.

    `link` leads to the thread. `replies` is a count, or `posts`, which counts the first post too. `starter`
    is who began the thread; `date` and `author` are of its last post. A row that has something that `sticky`,
    `moved` or `closed` selects, or is that itself, is such a thread's.
    """

    row: str
    link: str = "a"
    replies: str = ""
    posts: str = ""
    starter: str = ""
    date: str = ""
    author: str = ""
    sticky: str = ""
    moved: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class PostBlocks(_Strict):
    """A thread's page: `block` selects what each post begins with; all else is looked for in a post.

    A post is that tag and those that follow it, up to the next that begins a post, `tags` at most. `id` is
    the attribute that has the post's id, and how: `id=post-{id}`, `href=pid={id}`; empty where they have
    none that last. Of `text`, what `edited`, `signature` and `remove` select is no part. `attachments` are
    links. `topic` is the thread's, and looked for on the page.
    """

    block: str
    author: str
    date: str
    text: str
    tags: int = 1
    id: str = ""
    title: str = ""
    edited: str = ""
    signature: str = ""
    attachments: str = ""
    remove: str = ""
    topic: str = ""
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Login(_Strict):
    """The form to log in: the names of its fields, and what only a member's pages have."""

    username: str = ""
    password: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class Profile(_Strict):
    """How one forum's pages are read. `language` is that of its words, such as `de`.

    `fixed_offset` says that it shows all moments, those of last summer too, with today's offset from UTC.
    `date_order` is `dmy`, `mdy` or `ymd`, where figures alone stand and single pages leave it open.
    The numbers of rows a page are needed where pages are named by rows.
    """

    urls: Urls
    threads: ThreadRows
    posts: PostBlocks
    boards: BoardRows = field(default=BoardRows())
    login: Login = field(default=Login())
    fixed_offset: bool = False
    date_order: str = ""
    threads_per_page: int | None = None
    posts_per_page: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class FieldFit:
    """A field of a profile on some pages: `found` in so many of all posts or rows, and `right` in so many.

    `right` is None for a field that not every post or row has. An empty `selector` is a field that every post
    or row has, and the profile says nothing of. `sure` is how sure learning was to choose it, from 0 to 1;
    None where nothing was chosen, as an owner wrote it.
    """

    field: str
    selector: str
    found: int
    right: int | None
    of: int
    sure: float | None = None

    @property
    def confidence(self) -> float | None:
        """The share that is right, or how sure the choice was if that is less, from 0 to 1."""
        return min((share for share in (self._share, self.sure) if share is not None), default=None)

    @property
    def doubtful(self) -> bool:
        """Whether it is wrong in more than some posts or rows, or was hardly more than a guess."""
        bounds = ((self._share, _RIGHT), (self.sure, _CERTAIN))
        return any(share is not None and share < least for share, least in bounds)

    @property
    def _share(self) -> float | None:
        return None if self.right is None else self.right / max(self.of, 1)


_RIGHT = 0.9
_CERTAIN = 0.6


class Doubt(StrEnum):
    """What may be wrong with a profile that was learned; for each there is a text `doubt_` and its value."""

    POSTS = "posts"
    AUTHOR = "author"
    MOMENT = "moment"
    TEXT = "text"
    IDS = "ids"
    COUNTS = "counts"
    LAST_POST = "last_post"
    DAYLIGHT = "daylight"


NO_PROFILE = Profile(Urls(""), ThreadRows(""), PostBlocks("", "", "", ""))
"""The profile of a forum whose owner took it out of the configuration: nothing can be read by it."""
