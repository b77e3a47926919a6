"""A post of a thread's page: who, when, and what the author wrote, apart from all the rest.

What follows the line in a post has no mark between its parts: message, attachments, signature, edit note.
The order is fixed, so each is taken off the end, and what an author typed to look like one of them in the
middle of a message stays there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from bs4.element import PageElement, Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft
from feedforum.engines.kit.links import link_of, number, script
from feedforum.engines.kit.messages import edit_note, split_at_line, without_blanks_behind
from feedforum.engines.kit.texts import size_in_bytes
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.page import PostNodes, member_of
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import Attachment, Author, Edit, Id, Post
from feedforum.text.characters import clean_line

_UNDERSCORES = "_" * 18
# Typed underscores have a newline on both sides, as each line of a message ends in one.
_SIGNATURE = re.compile(rf"<br\s*/?><br\s*/?>{_UNDERSCORES}<br\s*/?>", re.IGNORECASE)


def draft_post(nodes: PostNodes, base: str) -> PostDraft | None:
    """The post that begins at an anchor; None if its message cannot be told from the rest."""
    first = dom.around(nodes.anchor, "td")
    second = next(dom.behind(first, "td"), None)
    line = _line(nodes, second) if second is not None else None
    if first is None or second is None or line is None:
        return None
    rest, edit, edited = _without_edit(dom.after(line, "td", "th"))
    rest, signature_nodes = split_at_line(rest, _UNDERSCORES)
    rest, blocks = _without_attachments(rest)
    message, signature = dom.markup_of(rest), dom.markup_of(signature_nodes)
    if not signature:
        # A tag that its author left open may have swallowed the signature.
        parts = [*_SIGNATURE.split(message, maxsplit=1), ""]
        message, signature = dom.trimmed(parts[0]), dom.trimmed(parts[1])
    post = Post(
        id=nodes.post_id,
        author=_author(first),
        title=_title(second, line),
        posted_at=None,
        message_html=message,
        signature_html=signature,
        edit=edit,
        attachments=attachments_in(blocks, base),
        date_text=_date_text(nodes, first),
    )
    return post, edited


def _line(nodes: PostNodes, cell: Tag) -> Tag | None:
    """The line above the message: the first that has the forum's class, else the first at all."""
    marked = [line for line in nodes.lines if "threadline" in dom.attribute(line, "class").lower()]
    lines = (*marked, *nodes.lines)
    return next((line for line in lines if any(parent is cell for parent in line.parents)), None)


def _author(cell: Tag) -> Author:
    """The first name in a post's first cell: a member's links to a profile, a guest's is only bold."""
    for node in dom.inside(cell, "a", "b"):
        name = dom.text_of(node)
        link = link_of(node if node.name == "a" else dom.first_inside(node, "a"))
        member = member_of(link) if name and link is not None else None
        if member is not None:
            return Author(name, member.id)
        if name and node.name == "b":
            return Author(name)
    return Author(dom.text_of(dom.first_inside(cell, "span")))


def _title(cell: Tag, line: Tag) -> str:
    """The post's own title, which stands in bold above the line."""
    node = cell.next_element
    while node is not None and node is not line:
        if dom.is_tag(node, "b"):
            return title_of(node)
        node = node.next_element
    return ""


def _date_text(nodes: PostNodes, first: Tag) -> str:
    """The date in the row below, where the permalink stands; that row's first cell if it has none."""
    for tag in reversed(nodes.links):
        href = dom.attribute(tag, "href")
        if script(href) == "thread.php" and number(href, "postid") == nodes.post_id:
            return dom.text_of_all(tag.next_siblings)
    below = next(dom.behind(dom.around(first, "tr"), "tr"), None)
    return dom.text_of(dom.first_inside(below, "td"))


def _without_edit(nodes: Sequence[PageElement]) -> tuple[list[PageElement], Edit | None, str]:
    """The nodes without the edit note, a paragraph of small print at the end."""
    shown = without_blanks_behind(nodes)
    last = shown[-1] if shown else None
    if isinstance(last, Tag) and last.name == "p" and dom.first_inside(last, "span") is not None:
        found = edit_note(dom.text_of(last), words.EDIT_NOTES)
        if found is not None:
            return shown[:-1], *found
    return list(nodes), None, ""


def _without_attachments(nodes: list[PageElement]) -> tuple[list[PageElement], list[Tag]]:
    blocks: list[Tag] = []
    end = at = len(nodes)
    while at:
        node = nodes[at - 1]
        if isinstance(node, Tag) and _is_attachments(node):
            blocks.insert(0, node)
            end = at - 1
        elif not dom.is_blank(node):
            break
        at -= 1
    return nodes[:end], blocks


def _is_attachments(block: Tag) -> bool:
    """Whether a block at the end of a post lists its attachments.

    The table has the icons of file types or says what it is; the paragraph leads its pictures in
    with a text of its own. An author's quote with a link to a file has neither.
    """
    if block.name == "table":
        if not any(_attachment_id(link, "href") for link in dom.inside(block, "a")):
            return False
        icons = any("filetypes/" in dom.attribute(image, "src").lower() for image in dom.inside(block, "img"))
        return icons or bool(words.ATTACHMENT.search(dom.text_of(dom.first_inside(block, "td"))))
    pictures = any(_attachment_id(image, "src") for image in dom.inside(block, "img"))
    return block.name == "p" and pictures and dom.first_inside(block, "span") is not None


def attachments_in(blocks: Iterable[Tag], base: str) -> tuple[Attachment, ...]:
    """The files in attachment blocks, in the order of the page, each once, with absolute URLs."""
    found: dict[Id, Attachment] = {}
    for block in blocks:
        for tag in dom.inside(block, "a", "img"):
            file = _file(tag, base)
            if file is None:
                continue
            known = found.get(file.id)
            if known is None or (file.inline and not known.inline):
                # The picture follows the link around it, and only the picture knows the name.
                found[file.id] = file if known is None else replace(known, name=file.name, inline=True)
    return tuple(found.values())


def _attachment_id(tag: Tag, name: str) -> int | None:
    href = dom.attribute(tag, name)
    return number(href, "attachmentid") if script(href) == "attachment.php" else None


def _file(tag: Tag, base: str) -> Attachment | None:
    picture = tag.name == "img"
    file_id = _attachment_id(tag, "src" if picture else "href")
    if not file_id:
        return None
    url = urljoin(base, f"attachment.php?attachmentid={file_id}")
    if picture:
        name = clean_line(dom.attribute(tag, "alt") or dom.attribute(tag, "title"))
        return Attachment(file_id, name, url, inline=True)
    size = next(dom.behind(dom.around(tag, "span") or tag, "span"), None)
    return Attachment(file_id, dom.text_of(tag), url, size_in_bytes(dom.text_of(size)))
