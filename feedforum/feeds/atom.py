"""Feed → Atom (RFC 4287), its pages linked (RFC 5005), removed entries named (RFC 6721)."""

from datetime import datetime, timedelta
from typing import Any

from feedgen.feed import FeedGenerator

from feedforum.feeds.atom_extension import AtomEntryExtension, AtomExtension
from feedforum.feeds.entries import Entry
from feedforum.feeds.feed import Feed

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MEDIA_TYPE = "application/atom+xml"
_MICROSECONDS = 1_000_000


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    generator = FeedGenerator()
    generator.register_extension("feedforum", AtomExtension, AtomEntryExtension, rss=False)
    generator.feedforum.removed = feed.removed
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.updated(max((_updated(entry) for entry in feed.told), default=feed.updated))
    generator.author({"name": feed.publisher})
    generator.link(href=feed.self_url, rel="self", type=MEDIA_TYPE)
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.link(href=feed.first_url, rel="first", type=MEDIA_TYPE)
    if feed.next_url:
        generator.link(href=feed.next_url, rel="next", type=MEDIA_TYPE)
    if feed.hub:
        generator.link(href=feed.hub, rel="hub")
    generator.generator("feedforum")
    if feed.language:
        generator.language(feed.language)
    for entry in feed.told:
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
    made.updated(_updated(entry))
    made.category([{"term": term} for term in entry.categories])
    if entry.content:
        made.content(entry.content, type="html")
    if entry.summary or not entry.content:
        made.summary(entry.summary or entry.title, type="text")
    made.feedforum.entry = entry


def _updated(entry: Entry) -> datetime:
    """When the entry was updated, told apart from other entries of the same minute by its number.

    Forums show no seconds, and of two entries with the same `updated` some readers keep only one
    for new; the W3C's validator warns of them. A fraction of a second keeps them in their order.
    """
    return entry.updated + timedelta(microseconds=entry.number % _MICROSECONDS)
