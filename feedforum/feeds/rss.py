"""Feed → RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from email.utils import format_datetime
from html import escape

from lxml import etree

from feedforum.feeds.entries import Entry
from feedforum.feeds.feed import Feed
from feedforum.feeds.xml_elements import NAMESPACES, add, document

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
MEDIA_TYPE = "application/rss+xml"
_SPACES = {prefix: NAMESPACES[prefix] for prefix in ("dc", "media", "slash", "atom", "content")}


def rss(feed: Feed) -> bytes:
    """The feed as an RSS document in UTF-8."""
    root = etree.Element("rss", version="2.0", nsmap=_SPACES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home_url)
    add(channel, "description", feed.subtitle)
    add(channel, "atom:link", href=feed.self_url, rel="self", type=MEDIA_TYPE)
    add(channel, "generator", "feedforum")
    if feed.language:
        add(channel, "language", feed.language)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    add(channel, "atom:link", rel="first", href=feed.first_url, type=MEDIA_TYPE)
    if feed.next_url:
        add(channel, "atom:link", rel="next", href=feed.next_url, type=MEDIA_TYPE)
    if feed.hub:
        add(channel, "atom:link", rel="hub", href=feed.hub)
    for entry in feed.all_entries:
        _add_item(channel, entry)
    return document(root)


def _add_item(channel: etree._Element, entry: Entry) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.link)
    # A description is read as HTML.
    add(item, "description", escape(entry.summary or entry.title, quote=False))
    if entry.content:
        add(item, "content:encoded", entry.content)
    add(item, "guid", entry.id, isPermaLink="false")
    for term in entry.categories:
        add(item, "category", term)
    for file in entry.enclosures[:1]:
        # RSS has room for one; its length is required, and 0 where nobody knows it.
        add(item, "enclosure", url=file.url, length=str(file.length or 0), type=file.type)
    # RSS's own author wants an e-mail address.
    add(item, "dc:creator", entry.author.name)
    add(item, "pubDate", format_datetime(entry.published))
    if entry.origin is not None:
        add(item, "source", entry.origin.title, url=entry.origin.feed_url)
    if entry.replies is not None:
        add(item, "slash:comments", str(entry.replies))
    if entry.image:
        add(item, "media:thumbnail", url=entry.image)
