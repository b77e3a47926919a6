"""Pictures and files of posts: which are wanted, what came of fetching them, and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from feedforum.records.parsed import Answer, Attachment, Id


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What came of a request for a file, which was written where the request said if `answer` is `OK`.

    `validators` are the headers that ask later whether it has changed. `unreachable`: the host sent nothing.
    """

    answer: Answer
    detail: str = ""
    retry_after: float | None = None
    too_large: bool = False
    unreachable: bool = False
    validators: Mapping[str, str] = field(default_factory=dict)


class MediaFault(StrEnum):
    """Why a picture or file is not kept. For each there is a text `media_` and its name in small letters."""

    TOO_LARGE = "too large"
    TOO_MANY_PIXELS = "too many pixels"
    NO_PICTURE = "no picture"
    OTHER_KIND = "other kind"
    NOT_FOUND = "not found"
    REFUSED = "refused"
    DISALLOWED = "disallowed"
    REDIRECTED = "redirected"
    OVERLOADED = "overloaded"
    BROKEN = "broken"
    NO_ROOM = "no room"


@dataclass(frozen=True, slots=True)
class WantedMedia:
    """A picture or file that a post shows; `name` is that of an attachment, or empty."""

    url: str
    picture: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnlistedPost:
    """A post whose pictures and files are not listed yet, or were before its text was edited."""

    key: str
    board_id: Id | None
    content: str
    edited_at: datetime | None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaSource:
    """An address that is due to be fetched. `digest` is that of what is kept of it already, if anything is.

    `board_id` is the board of a post that shows it, `failures` how often it failed in a row.
    """

    url: str
    picture: bool
    name: str = ""
    digest: str | None = None
    failures: int = 0
    board_id: Id | None = None
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that is kept: the SHA-256 of its content, its type by that, its bytes, a picture's pixels."""

    digest: str
    media_type: str
    extension: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def name(self) -> str:
        """What it is called in addresses, for ever."""
        return f"{self.digest}.{self.extension}"


@dataclass(frozen=True, slots=True)
class KeptMedia:
    """The address of a picture or file on the forum, and the file that is kept of it."""

    url: str
    file: MediaFile


@dataclass(frozen=True, slots=True)
class MediaTrouble:
    """Why some pictures or files of a forum are not kept: how many, one of them, and what was wrong."""

    fault: MediaFault
    count: int
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class MediaStatus:
    """The pictures and files of a forum: `kept` with their bytes, `waiting` to be fetched, `given_up`."""

    kept: int = 0
    size: int = 0
    waiting: int = 0
    given_up: int = 0
    trouble: tuple[MediaTrouble, ...] = ()
