"""Feed → Atom (RFC 4287)."""

from typing import Any

from feedgen.feed import FeedGenerator

from feedforum.feeds.entries import Entry
from feedforum.feeds.extension import AtomEntryExtension, AtomExtension
from feedforum.feeds.feed import Feed

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    generator = FeedGenerator()
    generator.register_extension("feedforum", AtomExtension, AtomEntryExtension, rss=False)
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.updated(feed.updated)
    generator.author({"name": feed.publisher})
    generator.link(href=feed.self_url, rel="self", type="application/atom+xml")
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.generator("feedforum")
    if feed.language:
        generator.language(feed.language)
    for entry in feed.entries:
        _add(generator, entry)
    document: bytes = generator.atom_str()
    return document


def _add(generator: Any, entry: Entry) -> None:
    made = generator.add_entry(order="append")
    made.id(entry.id)
    made.title(entry.title)
    made.link(href=entry.link, rel="alternate", type="text/html")
    made.author({"name": entry.author.name, "uri": entry.author.uri})
    made.published(entry.published)
    made.updated(entry.updated)
    made.category([{"term": term} for term in entry.categories])
    if entry.summary:
        made.summary(entry.summary, type="text")
    if entry.content:
        made.content(entry.content, type="html")
    made.feedforum.enclosures = entry.enclosures
    made.feedforum.in_reply_to = entry.in_reply_to
