"""Feed → the bytes of a format, within a size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from feedforum.feeds import atom, jsonfeed, rss
from feedforum.feeds.entries import Entry, shortened
from feedforum.feeds.feed import Feed


@dataclass(frozen=True, slots=True)
class Format:
    """A feed format: what it is called, its media type with parameters, and how it is written."""

    title: str
    content_type: str
    write: Callable[[Feed], bytes]

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0]


FORMATS: Mapping[str, Format] = {
    "atom": Format("Atom", atom.CONTENT_TYPE, atom.atom),
    "rss": Format("RSS", rss.CONTENT_TYPE, rss.rss),
    "json": Format("JSON Feed", jsonfeed.CONTENT_TYPE, jsonfeed.jsonfeed),
}


def render(feed: Feed, ext: str, max_size: int) -> bytes:
    """The feed in the format of that extension, a key of FORMATS; the same bytes for the same feed.

    Where it has more than `max_size` bytes, its oldest entries are left out, whole, and the next page
    begins with them. An entry too large for any feed has its summary and a link in place of its
    content, for else it would be left out with all that is older; and one entry is always there, since
    the next page begins after it. Raises KeyError for another extension.
    """
    write = FORMATS[ext].write
    document = write(feed)
    if len(document) <= max_size:
        return document
    entries = tuple(_within(max_size, entry, feed, write) for entry in feed.entries)
    fits, too_many = 0, len(entries) + 1
    document = write(replace(feed, entries=()))
    while too_many - fits > 1:
        count = (fits + too_many) // 2
        tried = write(_first(count, feed, entries))
        if len(tried) <= max_size:
            fits, document = count, tried
        else:
            too_many = count
    return document if fits or not entries else write(_first(1, feed, entries))


def _first(count: int, feed: Feed, entries: tuple[Entry, ...]) -> Feed:
    return replace(feed, entries=entries[:count], more=feed.more or count < len(entries))


def _within(max_size: int, entry: Entry, feed: Feed, write: Callable[[Feed], bytes]) -> Entry:
    if len(write(replace(feed, entries=(entry,)))) <= max_size:
        return entry
    return replace(entry, content=shortened(entry.summary, entry.link))
