"""A post of a thread's page: who, when, and what the author wrote, apart from all the rest.

What follows the line in a post has no mark between its parts: message, attachments, signature, edit note.
The order is fixed, so each is taken off the end, and what an author typed to look like one of them in the
middle of a message stays there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from urllib.parse import urljoin

from bs4.element import PageElement, Tag

from feedforum.engines.kit import dom
from feedforum.engines.kit.burning_board import DATED_EDIT, down_to, paragraph, without_line
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import link_of, number, script
from feedforum.engines.kit.messages import edit_note, split_at_line, without_blanks_behind
from feedforum.engines.kit.texts import size_in_bytes
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.page import PostNodes, member_of
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import Attachment, Author, Edit, Id
from feedforum.text.characters import clean_line

_UNDERSCORES = "_" * 18


def draft_post(nodes: PostNodes, base: str) -> PostDraft | None:
    """The post that begins at an anchor; None if its message cannot be told from the rest."""
    second = next(dom.behind(nodes.cell, "td"), None)
    line = _line(second) if second is not None else None
    if second is None or line is None:
        return None
    permalink = _permalink(nodes)
    below = dom.around(permalink, "tr") or _row_below(nodes.cell, second)
    rest = dom.up_to(dom.after(line, "td", "th"), below)
    closed = below is None or not dom.is_within(below, second)
    rest, behind = paragraph(rest) if closed else (rest, None)
    if behind is not None:
        behind, edit, edited = _without_edit(behind, any_tag=True)
        blocks = [node for node in behind if isinstance(node, Tag) and attachments_in([node], base)]
        signature = without_line([node for node in behind if node not in blocks])
    else:
        rest, edit, edited = _without_edit(down_to(rest, lambda nodes: _without_edit(nodes)[1]))
        rest = down_to(rest, lambda nodes: split_at_line(nodes, _UNDERSCORES)[1])
        rest, signature = split_at_line(rest, _UNDERSCORES)
        rest, blocks = _without_attachments(down_to(rest, lambda nodes: _without_attachments(nodes)[1]))
    # The date stands behind the permalink; without one, it is what the first cell of the row below says.
    date_cell = dom.text_of(dom.first_inside(below, "td"))
    return post_draft(
        nodes.post_id,
        _author(nodes.cell),
        dom.markup_of(rest),
        date_cell if permalink is None else dom.text_of_all(permalink.next_siblings),
        title=_title(second, line),
        signature_html=dom.markup_of(signature),
        edit=(edit, edited),
        attachments=attachments_in(blocks, base),
    )


def _line(cell: Tag) -> Tag | None:
    """The line above the message: the first that has the forum's class, else the first at all."""
    lines = list(dom.inside(cell, "hr"))
    named = (line for line in lines if "threadline" in dom.attribute(line, "class").lower())
    return next(chain(named, lines), None)


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
    above = takewhile(lambda node: node is not line, cell.next_elements)
    return title_of(next((node for node in above if dom.is_tag(node, "b")), None))


def _permalink(nodes: PostNodes) -> Tag | None:
    """The link to the post itself, in the row below it."""
    links = (link for tag in reversed(nodes.links) if (link := link_of(tag)) and link.script == "thread.php")
    return next((link.tag for link in links if link.number("postid") == nodes.post_id), None)


def _row_below(first: Tag, second: Tag) -> Tag | None:
    """The row below a post, which may stand in a table that its author left open."""
    below = next(dom.behind(dom.around(first, "tr"), "tr"), None)
    inner = (row for row in dom.inside(second, "tr") if below is None and len(dom.child_cells(row)) == 2)
    return below or next((row for row in inner if dom.child_cells(row)[0].has_attr("nowrap")), None)


def _without_edit(
    nodes: Sequence[PageElement], *, any_tag: bool = False
) -> tuple[list[PageElement], Edit | None, str]:
    """The nodes without the edit note, a paragraph of small print at the end.

    Where no author wrote any of them, any tag may be the note, and another one may follow it.
    """
    shown = without_blanks_behind(nodes)
    for at in range(len(shown) - 1, -1 if any_tag else len(shown) - 2, -1):
        note = shown[at] if at >= 0 else None
        small = dom.first_inside(note, "span", "font") if isinstance(note, Tag) and note.name == "p" else None
        patterns = (*words.EDIT_NOTES, *((DATED_EDIT,) if any_tag else ()))
        found = edit_note(dom.text_of(note), patterns) if any_tag or small is not None else None
        if found is not None:
            return shown[:at], *found
    return list(nodes), None, ""


def _without_attachments(nodes: list[PageElement]) -> tuple[list[PageElement], list[Tag]]:
    blocks: list[Tag] = []
    shown = without_blanks_behind(nodes)
    while shown and isinstance(block := shown[-1], Tag) and _is_attachments(block):
        blocks.insert(0, block)
        shown = without_blanks_behind(shown[:-1])
    return shown if blocks else nodes, blocks


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
