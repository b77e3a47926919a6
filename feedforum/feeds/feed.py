"""A feed before it has a format."""

from dataclasses import dataclass
from datetime import datetime

from feedforum.feeds.entries import Entry, Tombstone
from feedforum.feeds.lookup import BEFORE
from feedforum.feeds.uris import with_parameter


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed tells, newest entry first. All texts hold only what XML allows.

    `id` is the same in every format and for ever; `self_url` is where this very page of this format
    is found, and `first_url` where the feed's first page is, the one to subscribe to, both without
    any token; `home_url` is the page on the forum. `begun_at` is when the forum, board or thread was
    first seen. `publisher` is the forum's title. `language` is a tag of RFC 5646, or empty. `more`
    says that older entries follow. `removed` are entries removed lately, the last one first. `notice` is
    an entry that stands before all others, and is of no post. `paged` says whether those can be asked
    for here: files answer no parameters. `hub` is the WebSub hub that is notified when
    the feed changes, or empty.
    """

    id: str
    title: str
    subtitle: str
    self_url: str
    first_url: str
    home_url: str
    language: str
    begun_at: datetime
    publisher: str
    entries: tuple[Entry, ...] = ()
    more: bool = False
    removed: tuple[Tombstone, ...] = ()
    notice: Entry | None = None
    hub: str = ""
    paged: bool = True

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        return (self.notice, *self.entries) if self.notice else self.entries

    @property
    def updated(self) -> datetime:
        """When an entry last changed; of a feed without any, when it began."""
        return max((entry.updated for entry in self.all_entries), default=self.begun_at)

    @property
    def next_url(self) -> str:
        """Where the next older entries are found, empty if there are none.

        Named by the last entry here and not by a number, so that it leads on from there however
        many entries came or went in the meantime, and however many a size left room for.
        """
        if not self.paged or not self.more or not self.entries:
            return ""
        return with_parameter(self.first_url, BEFORE, self.entries[-1].key)
