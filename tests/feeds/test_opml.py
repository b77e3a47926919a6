"""Lists of feeds → OPML 2.0."""

import xml.etree.ElementTree as ET

from feedforum.feeds.opml import Folder, Outline, opml


def test_folders_and_feeds() -> None:
    folders = [
        Folder("A & B", (Outline("eins", "https://f.example/1.atom", "https://a.example/"),)),
        Folder("C", (Outline("zwei", "https://f.example/2.atom"),)),
    ]
    document = opml("Alle", folders)
    assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = ET.fromstring(document)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title") == "Alle"
    first, second = root.findall("body/outline")
    assert first.attrib == {"text": "A & B", "title": "A & B"}
    assert first[0].attrib == {
        "type": "rss",
        "text": "eins",
        "title": "eins",
        "xmlUrl": "https://f.example/1.atom",
        "htmlUrl": "https://a.example/",
    }
    assert "htmlUrl" not in second[0].attrib
