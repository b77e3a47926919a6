"""What a feed is called: its address below the server's, and its id."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from feedforum.records import Id

ADDRESS_ID = r"(?!(?:posts|threads)(?![A-Za-z0-9_-]))[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}"
"""What the id of a board or thread looks like that has an address: a number, or a harmless word."""

_ADDRESS_ID = re.compile(ADDRESS_ID)


def has_address(id_: Id) -> bool:
    """Whether a board or thread of this id has feeds and pages. Ids are words that a forum chose."""
    return _ADDRESS_ID.fullmatch(str(id_)) is not None


class FeedKind(StrEnum):
    """What the entries of a feed are: posts, or threads with their first post."""

    POSTS = "posts"
    THREADS = "threads"


@dataclass(frozen=True, slots=True)
class FeedName:
    """One of the five kinds of feed: of a forum, of a board, or (posts only) of a thread."""

    key: str
    kind: FeedKind = FeedKind.POSTS
    board_id: Id | None = None
    thread_id: Id | None = None

    def path(self, ext: str) -> str:
        """The feed's address below the server's, with a slash in front."""
        return f"/feeds/{self.key}/{self._place()}.{ext}"

    def tag(self, host: str) -> str:
        """The feed's id for ever, the same in all formats (a tag URI, RFC 4151)."""
        return f"tag:{host},2025:{self.key}/feed/{self._place()}"

    def _place(self) -> str:
        if self.thread_id is not None:
            return f"threads/{self.thread_id}"
        if self.board_id is not None:
            return f"boards/{self.board_id}/{self.kind}"
        return str(self.kind)


@dataclass(frozen=True, slots=True)
class SearchName:
    """A feed of what is found: in a forum, or in all of them without a `key`."""

    key: str | None = None

    def path(self, ext: str) -> str:
        """The feed's address below the server's, with a slash in front and without what is looked for."""
        return f"/feeds/{self.key}/search.{ext}" if self.key else f"/feeds/search.{ext}"

    def tag(self, host: str) -> str:
        """The feed's id without what is looked for; `host` is the forum's, or of all forums the server's."""
        return f"tag:{host},2025:{self.key}/feed/search" if self.key else f"tag:{host},2025:feed/search"


def entry_tag(host: str, key: str, post_key: str, edited_at: datetime | None = None) -> str:
    """The id of an entry for ever, made of the forum, the post and an edit that is an entry (RFC 4151)."""
    tag = f"tag:{host},2025:{key}/post/{post_key}"
    return f"{tag}/edit/{edited_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if edited_at else tag


def digest_tag(host: str, key: str, thread_id: Id, day: date) -> str:
    """The id of the entry that has the posts of a thread of one day."""
    return f"tag:{host},2025:{key}/digest/{thread_id}/{day:%Y%m%d}"


def notice_tag(host: str, key: str, day: date) -> str:
    """The id of the entry that tells, on one day, of a forum that has failed for long."""
    return f"tag:{host},2025:{key}/notice/{day:%Y%m%d}"
