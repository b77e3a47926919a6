"""Feed → RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from feedforum.feeds.entries import Entry
from feedforum.feeds.feed import Feed

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"


class RssExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an RSS channel, its date in no locale, and its links: feedgen writes one of them."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DUBLIN_CORE, "media": MEDIA, "slash": SLASH}

    def extend_rss(self, document: Any) -> Any:
        channel, feed = document[0], self.feed
        xml_elem("lastBuildDate", channel).text = format_datetime(feed.updated)
        for rel, url in (("first", feed.first_url), ("next", feed.next_url)):
            if url:
                xml_elem(f"{{{ATOM}}}link", channel, rel=rel, href=url, type="application/rss+xml")
        if feed.hub:
            xml_elem(f"{{{ATOM}}}link", channel, rel="hub", href=feed.hub)
        return document


class RssEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What an item has beyond what feedgen writes.

    `dc:creator`, for RSS's own author wants an e-mail address; the date, in no locale; the feed of a
    merged feed's item; how many replies a thread has; `media:thumbnail`.
    """

    entry: Entry

    def extend_rss(self, element: Any) -> Any:
        entry = self.entry
        xml_elem(f"{{{DUBLIN_CORE}}}creator", element).text = entry.author.name
        xml_elem("pubDate", element).text = format_datetime(entry.published)
        if entry.origin is not None:
            xml_elem("source", element, url=entry.origin.feed_url).text = entry.origin.title
        if entry.replies is not None:
            xml_elem(f"{{{SLASH}}}comments", element).text = str(entry.replies)
        if entry.image:
            xml_elem(f"{{{MEDIA}}}thumbnail", element, url=entry.image)
        return element


class _WrittenByExtension(datetime):
    """A date that feedgen leaves out, as it does what is false.

    feedgen writes dates by switching the locale of the whole process for a moment, which other threads see;
    so the extension writes them, and feedgen is given none.
    """

    def __bool__(self) -> bool:
        return False


CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def rss(feed: Feed) -> bytes:
    """The feed as an RSS document in UTF-8."""
    generator = FeedGenerator()
    generator.lastBuildDate(_WrittenByExtension.now(UTC))
    generator.register_extension("feedforum", RssExtension, RssEntryExtension, atom=False)
    generator.title(feed.title)
    generator.description(feed.subtitle)
    # The last link given becomes the channel's own.
    generator.link(href=feed.self_url, rel="self", type="application/rss+xml")
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.generator("feedforum")
    if feed.language:
        generator.language(feed.language)
    generator.feedforum.feed = feed
    for entry in feed.all_entries:
        _add(generator, entry)
    document: bytes = generator.rss_str()
    return document


def _add(generator: Any, entry: Entry) -> None:
    item = generator.add_entry(order="append")
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.link, rel="alternate")
    item.category([{"term": term} for term in entry.categories])
    # A description is read as HTML.
    item.description(escape(entry.summary or entry.title, quote=False))
    if entry.content:
        item.content(entry.content, type="html")
    if entry.enclosures:
        # RSS has room for one; its length is required, and 0 where nobody knows it.
        file = entry.enclosures[0]
        item.enclosure(file.url, str(file.length or 0), file.type)
    item.feedforum.entry = entry
