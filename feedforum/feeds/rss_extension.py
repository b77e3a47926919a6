"""What feedgen cannot say of an RSS channel by itself, as feedgen extensions."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from feedforum.feeds.entries import Entry

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"


class RssExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an RSS channel, the links to its pages, its date in no locale.

    feedgen writes of all links only the one to the channel itself.
    """

    def __init__(self) -> None:
        self.built_at: datetime | None = None
        self.pages: dict[str, str] = {}
        self.hub = ""

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DUBLIN_CORE, "media": MEDIA, "slash": SLASH}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed[0]
        if self.built_at is not None:
            xml_elem("lastBuildDate", channel).text = format_datetime(self.built_at)
        for rel, url in self.pages.items():
            xml_elem(f"{{{ATOM}}}link", channel, rel=rel, href=url, type="application/rss+xml")
        if self.hub:
            xml_elem(f"{{{ATOM}}}link", channel, rel="hub", href=self.hub)
        return feed


class RssEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What is said of an item beyond what feedgen says of it.

    `dc:creator`, for RSS's own author wants an e-mail address; the date, in no locale; the feed of a
    merged feed's item; how many replies a thread has; `media:thumbnail`.
    """

    def __init__(self) -> None:
        self.entry: Entry | None = None

    def extend_rss(self, element: Any) -> Any:
        entry = self.entry
        if entry is None:
            return element
        xml_elem(f"{{{DUBLIN_CORE}}}creator", element).text = entry.author.name
        xml_elem("pubDate", element).text = format_datetime(entry.published)
        if entry.origin is not None:
            xml_elem("source", element, url=entry.origin.feed_url).text = entry.origin.title
        if entry.replies is not None:
            xml_elem(f"{{{SLASH}}}comments", element).text = str(entry.replies)
        if entry.image:
            xml_elem(f"{{{MEDIA}}}thumbnail", element, url=entry.image)
        return element
