"""A forum's own feed: the moments that it tells exactly, and of what. Nothing else of it is read.

Such feeds cut texts, lack replies, call guests by one name, and give members' e-mail addresses away.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from feedforum.dates import exact_moment
from feedforum.engines.base import Address
from feedforum.engines.kit.texts import count_of
from feedforum.records import Document, FeedItem, Id

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_POST = re.compile(r"#[a-z]*(\d{1,18})$")
_COMMENTS = "{http://purl.org/rss/1.0/modules/slash/}comments"
_MOMENTS = ("published", "issued", "pubDate", "date", "updated")


@dataclass(frozen=True, slots=True)
class FeedMoment:
    """When a post was written, or, where `post_id` is None, the first post of a thread."""

    thread_id: Id
    post_id: Id | None
    at: datetime


@dataclass(frozen=True, slots=True)
class NativeFeed:
    """The feed of the newest posts of some threads; `thread_of` and `post_of` give what its links name.

    `url` gives its address, by the forum's root and the ids of threads with commas between them, and
    `boards_url` that of the feed of boards, which lists their threads; empty where it does not tell of
    replies.
    """

    url: Callable[[str, str], str]
    thread_of: Callable[[str], int | None]
    post_of: Callable[[str], int | None]
    boards_url: Callable[[str, str], str] = lambda base, ids: ""

    def read(self, document: Document) -> tuple[FeedItem, ...]:
        """The posts or threads that a feed lists, in its order; none of a text that is no feed."""
        return tuple(
            FeedItem(self.thread_of(link), self.post_of(link), at, count_of(replies))
            for link, at, replies in _entries(document)
        )


def feed_moments(document: Document, address_of: Callable[[str], Address | None]) -> Iterator[FeedMoment]:
    """The moments of a feed's entries, as far as their links name threads; none if it is no feed."""
    for link, at, _ in _entries(document):
        address = address_of(link)
        if address is not None and address.id is not None and at is not None:
            post = _POST.search(link)
            yield FeedMoment(address.id, int(post[1]) if post else None, at)


def _entries(document: Document) -> Iterator[tuple[str, datetime | None, str]]:
    """The link, moment and count of comments of each entry, though texts of authors may break the markup."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(_DECLARATION.sub("", document.text).encode(errors="ignore"), parser)
    except etree.XMLSyntaxError:
        return
    for entry in tree.iter("{*}entry", "{*}item") if tree is not None else ():
        parts: dict[str, str] = {}
        for part in entry.iterchildren("*"):
            parts.setdefault(etree.QName(part).localname, part.get("href") or part.text or "")
        link = parts.get("link", "").strip() or parts.get("guid", "").strip()
        yield (
            link,
            next(filter(None, (exact_moment(parts[name]) for name in _MOMENTS if name in parts)), None),
            entry.findtext(_COMMENTS) or "",
        )
