"""What the specifications demand of feeds, and what the W3C's validator warns of."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_MEDIA = "{http://search.yahoo.com/mrss/}thumbnail"
_SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"
_THREADING = "{http://purl.org/syndication/thread/1.0}"
_TOMB = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_URL = re.compile(r"https?://[!-~]+")
_TAG = re.compile(r"tag:[a-z0-9.-]+,2025:[!-~]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_RELATIONS = {"self", "alternate", "first", "next", "enclosure", "hub"}


@lru_cache(maxsize=1)
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def check_atom(document: bytes) -> None:
    """RFC 4287 by its grammar and what it says beside it; RFC 4685, 5005 and 6721."""
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True))
    grammar = _grammar()
    assert grammar.validate(root), grammar.error_log
    assert root.tag == f"{ATOM}feed"
    links = _links(root)
    assert set(links) <= {"self", "alternate", "first", "next", "hub"}
    assert {"self", "alternate", "first"} <= set(links)
    entries = root.findall(f"{ATOM}entry")
    _check_metadata_first(root, f"{ATOM}entry")
    for entry in entries:
        _check_atom_entry(entry)
    for name in ("id", "updated"):
        values = [entry.findtext(f"{ATOM}{name}") for entry in entries]
        assert len(values) == len(set(values)), f"two entries have the same {name}"
    ids = {entry.findtext(f"{ATOM}id") for entry in entries}
    for tomb in root.findall(_TOMB):
        assert _TAG.fullmatch(tomb.get("ref", ""))
        assert tomb.get("ref") not in ids
        assert _MOMENT.fullmatch(tomb.get("when", ""))
    assert (b"tombstones" in document) == bool(root.findall(_TOMB)) or b"tombstones" in _texts(root)


def _check_atom_entry(entry: Any) -> None:
    for part in (entry, *entry.findall(f"{ATOM}source")):
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{name}"), name
        assert _TAG.fullmatch(part.findtext(f"{ATOM}id"))
        assert _MOMENT.fullmatch(part.findtext(f"{ATOM}updated"))
        assert "alternate" in _links(part)
    published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    assert datetime.fromisoformat(published) <= datetime.fromisoformat(updated)
    assert entry.findtext(f"{ATOM}author/{ATOM}name")
    # Without both, readers have nothing to show (4.1.1.1).
    assert entry.find(f"{ATOM}content") is not None or entry.findtext(f"{ATOM}summary")
    for content in entry.findall(f"{ATOM}content"):
        assert content.get("type") == "html"
    for parent in entry.findall(f"{_THREADING}in-reply-to"):
        assert _TAG.fullmatch(parent.get("ref", ""))
        assert _URL.fullmatch(parent.get("href", ""))
    assert re.fullmatch(r"\d+", entry.findtext(f"{_THREADING}total", "0"))
    assert all(_URL.fullmatch(picture.get("url", "")) for picture in entry.findall(_MEDIA))


def _links(part: Any) -> dict[str, str]:
    links = part.findall(f"{ATOM}link")
    relations = [link.get("rel", "alternate") for link in links]
    assert set(relations) <= _RELATIONS
    assert all(relations.count(rel) == 1 for rel in set(relations) - {"enclosure"})
    for link in links:
        assert re.fullmatch(r"[a-z]+:[!-~]+", link.get("href", ""))
        assert _MEDIA_TYPE.fullmatch(link.get("type", "text/html"))
        assert re.fullmatch(r"\d+", link.get("length", "0"))
        assert link.get("title") != ""
    return dict(zip(relations, (link.get("href") for link in links), strict=True))


def _check_metadata_first(parent: Any, entry: str) -> None:
    names = [child.tag for child in parent]
    first = names.index(entry) if entry in names else len(names)
    assert set(names[first:]) <= {entry}, "what is said of the feed stands before its entries"


def _texts(root: Any) -> bytes:
    return "".join(root.itertext()).encode()


def check_rss(document: bytes) -> None:
    """What the RSS 2.0 specification demands, and the best practices of the RSS Advisory Board."""
    root = etree.fromstring(document, etree.XMLParser(huge_tree=True))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description", "lastBuildDate"):
        assert len(channel.findall(name)) == 1, name
        assert channel.findtext(name), name
    assert _RFC_822.fullmatch(channel.findtext("lastBuildDate"))
    links = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") != "hub"]
    relations = [link.get("rel") for link in links]
    assert relations in (["self", "first"], ["self", "first", "next"])
    assert {link.get("type") for link in links} == {"application/rss+xml"}
    _check_metadata_first(channel, "item")
    items = channel.findall("item")
    for item in items:
        _check_item(item)
    guids = [item.findtext("guid") for item in items]
    assert len(guids) == len(set(guids))


def _check_item(item: Any) -> None:
    names = [child.tag for child in item]
    for name in ("title", "link", "description", "guid", "pubDate", _CREATOR):
        assert names.count(name) == 1, name
        assert item.findtext(name), name
    assert set(names) <= {
        "title", "link", "description", "guid", "pubDate", "category", "enclosure", "source",
        _CONTENT, _CREATOR, _MEDIA, _SLASH,
    }  # fmt: skip
    if _CONTENT in names:
        assert names.index("description") < names.index(_CONTENT), "readers take the last for the content"
    for name in ("enclosure", "source", _CONTENT, _MEDIA, _SLASH):
        assert names.count(name) <= 1, name
    assert item.find("guid").get("isPermaLink") == "false"
    assert _RFC_822.fullmatch(item.findtext("pubDate"))
    assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
    for file in item.findall("enclosure"):
        assert _URL.fullmatch(file.get("url", ""))
        assert re.fullmatch(r"\d+", file.get("length", ""))
        assert _MEDIA_TYPE.fullmatch(file.get("type", ""))
    for source in item.findall("source"):
        assert _URL.fullmatch(source.get("url", ""))
        assert source.text


def check_json(document: bytes) -> None:
    """What JSON Feed 1.1 demands."""
    found = json.loads(document)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    _check_types(found, {
        "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
        "language": str, "next_url": str, "items": list, "hubs": list,
    })  # fmt: skip
    assert found["title"]
    for item in found["items"]:
        _check_types(item, {
            "id": str, "url": str, "title": str, "content_html": str, "summary": str, "image": str,
            "date_published": str, "date_modified": str, "authors": list, "tags": list, "attachments": list,
        })  # fmt: skip
        assert item["id"]
        assert "content_html" in item
        assert all(_MOMENT.fullmatch(item[name]) for name in ("date_published", "date_modified"))
        assert item["authors"]
        for author in item["authors"]:
            _check_types(author, {"name": str, "url": str})
            assert author["name"]
        for file in item.get("attachments", ()):
            _check_types(file, {"url": str, "mime_type": str, "title": str, "size_in_bytes": int})
            assert {"url", "mime_type"} <= set(file)
        assert all(isinstance(tag, str) and tag for tag in item.get("tags", ()))
    ids = [item["id"] for item in found["items"]]
    assert len(ids) == len(set(ids))


def _check_types(part: dict[str, Any], known: dict[str, type]) -> None:
    """Each member is known and of its type, or an extension: an object whose name begins with `_`."""
    for name, value in part.items():
        if name.startswith("_"):
            assert re.fullmatch(r"_[a-z]+", name)
            assert isinstance(value, dict)
        else:
            assert isinstance(value, known[name]), name


CHECKS: dict[str, Callable[[bytes], None]] = {"atom": check_atom, "rss": check_rss, "json": check_json}
