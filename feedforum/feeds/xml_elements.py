"""The elements of XML feeds, named by prefix, each with its text and its attributes."""

from lxml import etree

NAMESPACES = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def qualified(name: str) -> str:
    """The name as lxml wants it: `thr:total` with its namespace, one without a prefix as it is."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element; attributes that are empty are left out."""
    found = {key: value for key, value in attributes.items() if value}
    element = etree.SubElement(parent, qualified(name), found)
    element.text = text or None
    return element


def document(root: etree._Element) -> bytes:
    """The document in UTF-8."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written
