"""Feed → RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from feedforum.feeds.entries import Entry
from feedforum.feeds.feed import Feed
from feedforum.feeds.rss_extension import RssEntryExtension, RssExtension

CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def rss(feed: Feed) -> bytes:
    """The feed as an RSS document in UTF-8."""
    generator = FeedGenerator()
    # feedgen writes dates by switching the locale of the whole process for a moment, which other
    # threads see; the extension writes them instead. There is no setter that takes a date away.
    generator._FeedGenerator__rss_lastBuildDate = None  # noqa: SLF001
    generator.register_extension("feedforum", RssExtension, RssEntryExtension, atom=False)
    generator.title(feed.title)
    generator.description(feed.subtitle)
    # The last link given becomes the channel's own.
    generator.link(href=feed.self_url, rel="self", type="application/rss+xml")
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.generator("feedforum")
    if feed.language:
        generator.language(feed.language)
    generator.feedforum.built_at = feed.updated
    generator.feedforum.pages = {"first": feed.first_url}
    if feed.next_url:
        generator.feedforum.pages["next"] = feed.next_url
    generator.feedforum.hub = feed.hub
    for entry in feed.told:
        _add(generator, entry)
    document: bytes = generator.rss_str()
    return document


def _add(generator: Any, entry: Entry) -> None:
    made = generator.add_entry(order="append")
    made.guid(entry.id, permalink=False)
    made.title(entry.title)
    made.link(href=entry.link, rel="alternate")
    made.category([{"term": term} for term in entry.categories])
    # A description is read as HTML.
    made.description(escape(entry.summary or entry.title, quote=False))
    if entry.content:
        made.content(entry.content, type="html")
    if entry.enclosures:
        # RSS has room for one; its length is required, and 0 where nobody knows it.
        file = entry.enclosures[0]
        made.enclosure(file.url, str(file.length or 0), file.type)
    made.feedforum.entry = entry
