"""The files on a post: a table of links, and paragraphs of pictures."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2 import addresses, words
from feedforum.engines.wbb2.texts import text_of
from feedforum.records import Attachment, Id
from feedforum.text.characters import clean_line

_SIZE = re.compile(r"([\d.,]+)\s*(KB|MB|GB|Bytes?|B)\b", re.IGNORECASE)
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3, "B": 1}
_DECIMALS = re.compile(r"[.,](\d{1,2})$")


def is_attachments(block: Tag) -> bool:
    """Whether a block at the end of a post lists its attachments.

    The table has the icons of file types or says what it is; the paragraph leads its pictures in
    with a text of its own. An author's quote with a link to a file has neither.
    """
    if block.name == "table":
        if not any(_attachment_id(link, "href") for link in block.find_all("a")):
            return False
        icons = any("filetypes/" in attribute(image, "src").lower() for image in block.find_all("img"))
        heading = block.find("td")
        return icons or bool(words.ATTACHMENT.search(text_of(heading)))
    if block.name == "p":
        pictures = any(_attachment_id(image, "src") for image in block.find_all("img"))
        return pictures and isinstance(block.find("span"), Tag)
    return False


def attachments_in(blocks: Iterable[Tag], base: str) -> tuple[Attachment, ...]:
    """The files in attachment blocks, in the order of the page, each once, with absolute URLs."""
    found: dict[Id, Attachment] = {}
    for block in blocks:
        for tag in block.find_all(("a", "img")):
            file = _file(tag, base)
            if file is None:
                continue
            known = found.get(file.id)
            if known is None or (file.inline and not known.inline):
                # The picture follows the link around it, and only the picture knows the name.
                found[file.id] = file if known is None else replace(known, name=file.name, inline=True)
    return tuple(found.values())


def size_in_bytes(text: str) -> int | None:
    """The size a text such as `1,39 KB` names, to the byte it allows; None if it names none.

    One or two digits behind a mark are decimals, three are thousands, in German and in English.
    """
    match = _SIZE.search(text)
    if not match:
        return None
    decimals = _DECIMALS.search(match[1])
    whole = match[1][: decimals.start()] if decimals else match[1]
    figures = re.sub(r"\D", "", whole)[:12]
    if not figures:
        return None
    value = float(f"{figures}.{decimals[1] if decimals else 0}")
    return round(value * _UNITS[match[2][0].upper()])


def _attachment_id(tag: Tag, name: str) -> int | None:
    href = attribute(tag, name)
    return addresses.number(href, "attachmentid") if addresses.script(href) == "attachment.php" else None


def _file(tag: Tag, base: str) -> Attachment | None:
    picture = tag.name == "img"
    file_id = _attachment_id(tag, "src" if picture else "href")
    if not file_id:
        return None
    url = addresses.attachment(base, file_id)
    if picture:
        name = clean_line(attribute(tag, "alt") or attribute(tag, "title"))
        return Attachment(file_id, name, url, inline=True)
    beside = tag.find_parent("span")
    told = beside.find_next_sibling("span") if beside is not None else tag.find_next_sibling("span")
    return Attachment(file_id, text_of(tag), url, size_in_bytes(text_of(told)))
