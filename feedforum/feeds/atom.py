"""Feed → Atom (RFC 4287), its pages linked (RFC 5005), removed entries named (RFC 6721)."""

from datetime import datetime, timedelta
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from feedforum.feeds.entries import Entry, Origin, Tombstone
from feedforum.feeds.feed import Feed

THREADING = "http://purl.org/syndication/thread/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class AtomExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an Atom feed, and `at:deleted-entry` for what was removed (RFC 6721)."""

    removed: tuple[Tombstone, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        spaces = {"thr": THREADING, "media": MEDIA}
        # Validators warn of this one, for they do not know it: it is there where it is needed.
        return spaces | {"at": TOMBSTONES} if self.removed else spaces

    def extend_atom(self, feed: Any) -> Any:
        for entry in self.removed:
            xml_elem(f"{{{TOMBSTONES}}}deleted-entry", feed, ref=entry.id, when=entry.at.isoformat())
        return feed


class AtomEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What an entry has beyond what feedgen writes.

    Enclosures, for feedgen's links lose `rel`, `type` and `length`; `thr:in-reply-to` and `thr:total`
    (RFC 4685); `media:thumbnail`; `source`, of which feedgen has but a title and a link.
    """

    entry: Entry

    def extend_atom(self, element: Any) -> Any:
        entry = self.entry
        for file in entry.enclosures:
            link = xml_elem("link", element, rel="enclosure", href=file.url, type=file.type)
            if file.title:
                link.set("title", file.title)
            if file.length is not None:
                link.set("length", str(file.length))
        if entry.in_reply_to is not None:
            ref, href = entry.in_reply_to.ref, entry.in_reply_to.href
            xml_elem(f"{{{THREADING}}}in-reply-to", element, ref=ref, href=href, type="text/html")
        if entry.replies is not None:
            xml_elem(f"{{{THREADING}}}total", element).text = str(entry.replies)
        if entry.image:
            xml_elem(f"{{{MEDIA}}}thumbnail", element, url=entry.image)
        if entry.origin is not None:
            _add_source(element, entry, entry.origin)
        return element


def _add_source(element: Any, entry: Entry, origin: Origin) -> None:
    source = xml_elem("source", element)
    xml_elem("id", source).text = origin.id
    xml_elem("title", source).text = origin.title
    # The feed's as it was when the entry came from it (RFC 4287, 4.2.11). One that followed the feed
    # would make readers take each entry for changed whenever another is added.
    xml_elem("updated", source).text = entry.updated.isoformat()
    xml_elem("link", source, rel="self", href=origin.feed_url, type="application/atom+xml")
    xml_elem("link", source, rel="alternate", href=origin.home_page_url, type="text/html")


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
    generator.updated(max((_updated(entry) for entry in feed.all_entries), default=feed.updated))
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
    for entry in feed.all_entries:
        _add(generator, entry)
    document: bytes = generator.atom_str()
    return document


def _add(generator: Any, entry: Entry) -> None:
    element = generator.add_entry(order="append")
    element.id(entry.id)
    element.title(entry.title)
    element.link(href=entry.link, rel="alternate", type="text/html")
    element.author({"name": entry.author.name, "uri": entry.author.uri})
    element.published(entry.published)
    element.updated(_updated(entry))
    element.category([{"term": term} for term in entry.categories])
    if entry.content:
        element.content(entry.content, type="html")
    if entry.summary or not entry.content:
        element.summary(entry.summary or entry.title, type="text")
    element.feedforum.entry = entry


def _updated(entry: Entry) -> datetime:
    """When the entry was updated, made distinct from other entries of the same minute by its number.

    Forums show no seconds, and of two entries with the same `updated` some readers keep only one
    for new; the W3C's validator warns of them. A fraction of a second keeps them in their order.
    """
    return entry.updated + timedelta(microseconds=entry.number % _MICROSECONDS)
