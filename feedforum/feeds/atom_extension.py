"""What feedgen cannot say of an Atom feed by itself, as feedgen extensions."""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from feedforum.feeds.entries import Entry, Origin
from feedforum.feeds.feed import Tombstone

THREADING = "http://purl.org/syndication/thread/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class AtomExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The namespaces of an Atom feed, and `at:deleted-entry` for what was removed (RFC 6721)."""

    def __init__(self) -> None:
        self.removed: tuple[Tombstone, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        spaces = {"thr": THREADING, "media": MEDIA}
        # Validators warn of this one, for they do not know it: it is there where it is needed.
        return spaces | {"at": TOMBSTONES} if self.removed else spaces

    def extend_atom(self, feed: Any) -> Any:
        for entry in self.removed:
            xml_elem(f"{{{TOMBSTONES}}}deleted-entry", feed, ref=entry.id, when=entry.at.isoformat())
        return feed


class AtomEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What is said of an entry beyond what feedgen says of it.

    Enclosures, for feedgen's links lose `rel`, `type` and `length`; `thr:in-reply-to` and `thr:total`
    (RFC 4685); `media:thumbnail`; `source`, of which feedgen has but a title and a link.
    """

    def __init__(self) -> None:
        self.entry: Entry | None = None

    def extend_atom(self, element: Any) -> Any:
        if self.entry is not None:
            _extend(element, self.entry)
        return element


def _extend(element: Any, entry: Entry) -> None:
    for file in entry.enclosures:
        link = xml_elem("link", element, rel="enclosure", href=file.url, type=file.type)
        if file.title:
            link.set("title", file.title)
        if file.length is not None:
            link.set("length", str(file.length))
    if entry.in_reply_to is not None:
        parent = entry.in_reply_to
        xml_elem(f"{{{THREADING}}}in-reply-to", element, ref=parent.ref, href=parent.href, type="text/html")
    if entry.replies is not None:
        xml_elem(f"{{{THREADING}}}total", element).text = str(entry.replies)
    if entry.image:
        xml_elem(f"{{{MEDIA}}}thumbnail", element, url=entry.image)
    if entry.origin is not None:
        _add_source(element, entry, entry.origin)


def _add_source(element: Any, entry: Entry, origin: Origin) -> None:
    source = xml_elem("source", element)
    xml_elem("id", source).text = origin.id
    xml_elem("title", source).text = origin.title
    # The feed's as it was when the entry came from it (RFC 4287, 4.2.11). One that followed the feed
    # would make readers take each entry for changed whenever another is added.
    xml_elem("updated", source).text = entry.updated.isoformat()
    xml_elem("link", source, rel="self", href=origin.feed_url, type="application/atom+xml")
    xml_elem("link", source, rel="alternate", href=origin.home_url, type="text/html")
