"""What `discover` finds: a forum, its boards, and what its posts look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from feedforum.records.parsed import Answer, Id
from feedforum.records.profile import Doubt, FieldFit, Profile
from feedforum.records.stored import StoredForum, StoredPost


class Access(StrEnum):
    """Whether a board lets a guest in; `UNKNOWN` where it was not asked."""

    OPEN = "open"
    LOGIN = "login"
    PASSWORD = "password"  # noqa: S105 - the name of a kind of access
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundBoard:
    """A board, category or link of the forum's index; `depth` counts from 0.

    `threads` and `posts` are None where the index does not tell them, as is `last_post_at`.
    `parent_id` is the board above it, None at the top.
    """

    id: Id
    title: str
    depth: int = 0
    description: str = ""
    category: bool = False
    threads: int | None = None
    posts: int | None = None
    last_post_at: datetime | None = None
    access: Access = Access.UNKNOWN
    parent_id: Id | None = None

    @property
    def may_be_followed(self) -> bool:
        """Whether a feed can be made of it as things are."""
        return not self.category and self.access in (Access.OPEN, Access.UNKNOWN)


class Obstacle(StrEnum):
    """Why there is no forum to read at an address, where that is known."""

    UNKNOWN_HOST = "unknown_host"
    NO_PAGE = "no_page"
    OTHER_SITE = "other_site"
    UNREAD_SOFTWARE = "unread_software"
    NO_FORUM = "no_forum"


@dataclass(frozen=True, slots=True)
class Discovery:
    """What came of looking for a forum. `engine` is its name, empty if there is none that is known.

    `url` is where the forum begins; `encoding` is a name that Python knows; `zone` is a guess, unless it is
    `zone_known` by what the forum tells exactly, and `zone_fits` is false where a date on the index would lie
    in the future with it. `answer` is `OK` if the boards could be read; else `detail` says why not, in a
    sentence. `profile` is what was learned of a forum that no engine knows; `fields` are how sure each of its
    parts is, and `doubts` what to look out for. Where there is no forum to read, `obstacle` says more than
    `answer`, if it is known, and `own_feed` is the feed that the page names.
    """

    answer: Answer
    url: str
    detail: str = ""
    engine: str = ""
    software: str = ""
    title: str = ""
    language: str = ""
    encoding: str = ""
    zone: str = ""
    zone_known: bool = False
    zone_fits: bool = True
    boards: tuple[FoundBoard, ...] = ()
    profile: Profile | None = None
    fields: tuple[FieldFit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    obstacle: Obstacle | None = None
    own_feed: str = ""


@dataclass(frozen=True, slots=True)
class MemberLogin:
    """A member's name and password."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner wants of a forum that was found: boards, and whom we are to be; a guest for None.

    `passwords` are those of boards that have one of their own, which are followed too.
    """

    board_ids: tuple[Id, ...] = ()
    login: MemberLogin | None = None
    passwords: Mapping[Id, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """The newest posts of a board, as they would be stored; none of them is.

    `answer` and `detail` are of the page that told least: `OK` if all was read that was asked for.
    """

    board: FoundBoard
    answer: Answer
    detail: str = ""
    forum: StoredForum | None = None
    posts: tuple[StoredPost, ...] = ()
