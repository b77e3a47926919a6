"""Feed → Atom (RFC 4287), its pages linked (RFC 5005), removed entries named (RFC 6721)."""

from datetime import datetime, timedelta

from lxml import etree

from feedforum.feeds.entries import Entry, Origin
from feedforum.feeds.feed import Feed
from feedforum.feeds.xml_elements import NAMESPACES, add, document, qualified

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MEDIA_TYPE = "application/atom+xml"
_MICROSECONDS = 1_000_000


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8."""
    spaces: dict[str | None, str] = {None: NAMESPACES["atom"]}
    # Validators warn of the namespace of removed entries, for they do not know it: it is there if needed.
    for prefix in ("thr", "media", "at") if feed.removed else ("thr", "media"):
        spaces[prefix] = NAMESPACES[prefix]
    root = etree.Element(qualified("atom:feed"), nsmap=spaces)
    if feed.language:
        root.set(qualified("xml:lang"), feed.language)
    add(root, "atom:id", feed.id)
    add(root, "atom:title", feed.title)
    add(root, "atom:updated", max(map(_updated, feed.all_entries), default=feed.updated).isoformat())
    add(add(root, "atom:author"), "atom:name", feed.publisher)
    add(root, "atom:link", href=feed.self_url, rel="self", type=MEDIA_TYPE)
    add(root, "atom:link", href=feed.home_url, rel="alternate", type="text/html")
    add(root, "atom:link", href=feed.first_url, rel="first", type=MEDIA_TYPE)
    if feed.next_url:
        add(root, "atom:link", href=feed.next_url, rel="next", type=MEDIA_TYPE)
    if feed.hub:
        add(root, "atom:link", href=feed.hub, rel="hub")
    add(root, "atom:generator", "feedforum")
    add(root, "atom:subtitle", feed.subtitle)
    for removed in feed.removed:
        add(root, "at:deleted-entry", ref=removed.id, when=removed.at.isoformat())
    for entry in feed.all_entries:
        _add_entry(root, entry)
    return document(root)


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = add(root, "atom:entry")
    add(element, "atom:id", entry.id)
    add(element, "atom:title", entry.title)
    add(element, "atom:updated", _updated(entry).isoformat())
    author = add(element, "atom:author")
    add(author, "atom:name", entry.author.name)
    if entry.author.uri:
        add(author, "atom:uri", entry.author.uri)
    if entry.content:
        add(element, "atom:content", entry.content, type="html")
    add(element, "atom:link", href=entry.link)
    if entry.summary or not entry.content:
        add(element, "atom:summary", entry.summary or entry.title, type="text")
    for term in entry.categories:
        add(element, "atom:category", term=term)
    add(element, "atom:published", entry.published.isoformat())
    for file in entry.enclosures:
        length = "" if file.length is None else str(file.length)
        facts = {"type": file.type, "title": file.title, "length": length}
        add(element, "atom:link", rel="enclosure", href=file.url, **facts)
    # The extensions of threads (RFC 4685).
    if entry.in_reply_to is not None:
        ref, href = entry.in_reply_to.ref, entry.in_reply_to.href
        add(element, "thr:in-reply-to", ref=ref, href=href, type="text/html")
    if entry.replies is not None:
        add(element, "thr:total", str(entry.replies))
    if entry.image:
        add(element, "media:thumbnail", url=entry.image)
    if entry.origin is not None:
        _add_source(element, entry, entry.origin)


def _add_source(element: etree._Element, entry: Entry, origin: Origin) -> None:
    source = add(element, "atom:source")
    add(source, "atom:id", origin.id)
    add(source, "atom:title", origin.title)
    # The feed's as it was when the entry came from it (RFC 4287, 4.2.11). One that followed the feed
    # would make readers take each entry for changed whenever another is added.
    add(source, "atom:updated", entry.updated.isoformat())
    add(source, "atom:link", rel="self", href=origin.feed_url, type=MEDIA_TYPE)
    add(source, "atom:link", rel="alternate", href=origin.home_url, type="text/html")


def _updated(entry: Entry) -> datetime:
    """When the entry was updated, made distinct from other entries of the same minute by its number.

    Forums show no seconds, and of two entries with the same `updated` some readers keep only one
    for new; the W3C's validator warns of them. A fraction of a second keeps them in their order.
    """
    return entry.updated + timedelta(microseconds=entry.number % _MICROSECONDS)
