"""What feedgen cannot say by itself, as feedgen extensions."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from feedforum.feeds.entries import Enclosure, InReplyTo

THREADING = "http://purl.org/syndication/thread/1.0"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class AtomExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an Atom feed."""

    def extend_ns(self) -> dict[str, str]:
        return {"thr": THREADING}


class AtomEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Enclosures (feedgen's links lose `rel`, `type` and `length`) and `thr:in-reply-to` (RFC 4685)."""

    def __init__(self) -> None:
        self.enclosures: tuple[Enclosure, ...] = ()
        self.in_reply_to: InReplyTo | None = None

    def extend_atom(self, entry: Any) -> Any:
        for file in self.enclosures:
            link = xml_elem("link", entry, rel="enclosure", href=file.url, type=file.type)
            if file.title:
                link.set("title", file.title)
            if file.length is not None:
                link.set("length", str(file.length))
        if self.in_reply_to is not None:
            parent = self.in_reply_to
            xml_elem(f"{{{THREADING}}}in-reply-to", entry, ref=parent.ref, href=parent.href, type="text/html")
        return entry


class RssExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an RSS channel, and its date without a look at the process's locale."""

    def __init__(self) -> None:
        self.built_at: datetime | None = None

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DUBLIN_CORE}

    def extend_rss(self, feed: Any) -> Any:
        if self.built_at is not None:
            xml_elem("lastBuildDate", feed[0]).text = format_datetime(self.built_at)
        return feed


class RssEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """`dc:creator` (RSS's own author wants an e-mail address) and the date, in no locale."""

    def __init__(self) -> None:
        self.creator = ""
        self.published: datetime | None = None

    def extend_rss(self, entry: Any) -> Any:
        if self.creator:
            xml_elem(f"{{{DUBLIN_CORE}}}creator", entry).text = self.creator
        if self.published is not None:
            xml_elem("pubDate", entry).text = format_datetime(self.published)
        return entry
