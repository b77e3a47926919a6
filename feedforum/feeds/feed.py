"""A feed before it has a format."""

from dataclasses import dataclass
from datetime import datetime

from feedforum.feeds.entries import Entry


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells, newest entry first. All texts hold only what XML allows.

    `id` is the same in every format and for ever; `self_url` is where this format is found, without
    any token; `home_url` is the page on the forum. `begun_at` is when the forum, board or thread was
    first seen. `publisher` is the forum's title. `language` is a tag of RFC 5646, or empty.
    """

    id: str
    title: str
    subtitle: str
    self_url: str
    home_url: str
    language: str
    begun_at: datetime
    publisher: str
    entries: tuple[Entry, ...] = ()

    @property
    def updated(self) -> datetime:
        """When an entry last changed; of a feed without any, when it began."""
        return max((entry.updated for entry in self.entries), default=self.begun_at)
