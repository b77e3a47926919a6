"""Lists of feeds as OPML 2.0 (http://opml.org/spec2.opml), for a reader's import."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from feedforum.feeds.uris import uri
from feedforum.text.characters import clean_line

CONTENT_TYPE = "text/x-opml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed to subscribe to: its title, its own address, the page it stands for."""

    title: str
    feed_url: str
    home_url: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """The feeds of a forum, under its title."""

    title: str
    outlines: tuple[Outline, ...]


def opml(title: str, folders: Iterable[Folder]) -> bytes:
    """The feeds as an OPML document in UTF-8."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = clean_line(title)
    body = SubElement(root, "body")
    for folder in folders:
        name = clean_line(folder.title)
        parent = SubElement(body, "outline", text=name, title=name)
        for outline in folder.outlines:
            name, home = clean_line(outline.title), uri(outline.home_url)
            # "rss" is the type of every feed that OPML knows, whatever its format.
            about = {"type": "rss", "text": name, "title": name, "xmlUrl": uri(outline.feed_url)}
            SubElement(parent, "outline", about | ({"htmlUrl": home} if home else {}))
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
