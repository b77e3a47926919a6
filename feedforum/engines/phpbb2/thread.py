"""A thread's page: its posts, each with who wrote it, when and what, apart from all the rest."""

import re
from collections.abc import Iterator

from bs4.element import NavigableString, PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import links_in, number, script
from feedforum.engines.kit.messages import apart, first_edit_note
from feedforum.engines.kit.phpbb import first_id, id_of, post_in, read_posts, start_of
from feedforum.engines.kit.texts import resolve, size_in_bytes
from feedforum.engines.phpbb2 import words
from feedforum.engines.phpbb2.page import POST_NAME, PhpBB2Page, is_heading
from feedforum.records import Attachment, Author, Reading, ThreadPage
from feedforum.text.characters import clean_line

# Underscores that an author typed have a line feed on both sides, as each line of a message ends in one.
_SIGNATURE = re.compile(r"<br\s*/?>_{17}<br\s*/?>")
_LABEL = re.compile(r"^[^\W\d][^:]*:(?:\s+|$)")


def read_thread(page: PhpBB2Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page; `EMPTY` past its last page, where a sentence stands in their place."""
    offset = start_of(page.document.url)
    if not page.posts and not (offset and re.search(words.NO_POSTS, page.message, re.IGNORECASE)):
        return page.refused()
    rows = [row for anchor in page.posts if (row := dom.row_around(dom.around(anchor, "td")))]
    return read_posts(
        page,
        calendar,
        _thread_id(page),
        [draft for row in apart(rows) if (draft := _post(page, row))],
        frozenset(int(dom.attribute(anchor, "name")) for anchor in page.posts),
        page.survey_in_tables,
    )


def _thread_id(page: PhpBB2Page) -> int | None:
    """The thread's id: of the links to answer it or to its neighbours, else of its heading or address."""
    for link in page.links:
        if link.parameter("mode") == "reply" or link.parameter("view") in ("next", "previous"):
            return link.number("t")
    headings = (link for link in page.links if is_heading(link))
    return first_id(headings, "topic") or id_of(page.document.url, "topic")


def _post(page: PhpBB2Page, row: Tag) -> PostDraft | None:
    """A post: a row with author and message, and one below it with the buttons; None without a message."""
    first, cell, *_ = [*dom.child_cells(row), row, row]
    anchor = next(
        (tag for tag in dom.inside(first, "a") if POST_NAME.match(dom.attribute(tag, "name"))), None
    )
    written = next(dom.with_class(cell, "postbody"), None) or _below_rule(cell)
    if anchor is None or written is None:
        return None
    holder = dom.around(written, "td") if written.name == "span" else written
    message, note, behind = _parts(holder or written)
    markup, *signature = _SIGNATURE.split(dom.markup_of(message), maxsplit=1)
    date_text, title = _date_and_title(cell, written, page)
    return post_draft(
        int(dom.attribute(anchor, "name")),
        _author(row, first),
        dom.trimmed(markup),
        date_text,
        title=title,
        signature_html=dom.trimmed(signature[0]) if signature else "",
        edit=first_edit_note([note], words.EDIT_NOTES),
        attachments=_attachments(page, behind),
    )


def _below_rule(cell: Tag) -> Tag | None:
    """The cell below the line that parts a message from its head, where a skin has no name for it.

    The head leads to the post.
    """
    rule = dom.first_inside(cell, "hr") if post_in(cell) else None
    rows = dom.behind(dom.around(rule, "tr"), "tr")
    return next((found for row in rows for found in dom.child_cells(row)), None)


def _parts(holder: Tag) -> tuple[list[PageElement], str, list[PageElement]]:
    """The message, in as many pieces as it has quotes and more; the edit note; what stands behind it."""
    nodes = list(holder.children)
    notes = (at for at, node in enumerate(nodes) if isinstance(node, Tag) and _is_note(node))
    at = max(notes, default=len(nodes))
    return nodes[:at], dom.text_of_all(nodes[at : at + 1]), nodes[at + 1 :]


def _is_note(tag: Tag) -> bool:
    return tag.name == "span" and "gensmall" in dom.classes(tag)


def _author(row: Tag, cell: Tag) -> Author:
    """Who wrote: a name in bold; the link to a member's profile is a button in the row below."""
    name = dom.text_of(dom.first_inside(cell, "b", "strong") or next(dom.with_class(cell, "name"), None))
    buttons = next(dom.behind(row, "tr"), None)
    return Author(resolve(name), first_id(links_in(buttons), "user") or first_id(links_in(cell), "user"))


def _date_and_title(cell: Tag, written: Tag, page: PhpBB2Page) -> tuple[str, str]:
    """The text of a post's date, and its subject, which the software writes behind labels above the message.

    The first text that is a date is it: a subject may hold anything.
    """
    above: list[tuple[str, Tag | None]] = []
    for node in cell.descendants:
        if node is written:
            break
        if isinstance(node, NavigableString) and node.find_parent("a") is None:
            within = node.find_parent("td")
            above += [(clean_line(part), within) for part in node.split("\xa0")]
    for at, (text, within) in enumerate(above):
        for date_text in (text, _LABEL.sub("", text)):
            if date_text and page.is_date(date_text):
                beside = (part for part, holder in above[at + 1 :] if holder is within)
                subject = clean_line(" ".join(beside))
                return date_text, resolve(_LABEL.sub("", subject))
    return "", ""


def _attachments(page: PhpBB2Page, nodes: list[PageElement]) -> Iterator[Attachment]:
    """The files that the Attachment MOD shows behind a message, each in a table of its own."""
    for node in nodes:
        tables = [node, *dom.inside(node, "table")] if isinstance(node, Tag) else []
        for table in tables:
            if "attachtable" not in dom.classes(table):
                continue
            found = (
                (tag, dom.attribute(tag, "src") or dom.attribute(tag, "href")) for tag in dom.inside(table)
            )
            files = [(tag, url) for tag, url in found if script(url) == "download.php" and number(url, "id")]
            for tag, url in files[:1]:
                name = dom.text_of(next(dom.with_class(table, "attachheader"), None)) or dom.text_of(tag)
                texts = [dom.text_of(cell) for cell in dom.inside(table, "td")]
                size = next(filter(None, map(size_in_bytes, texts[1:])), None)
                yield Attachment(
                    number(url, "id") or 0, name, page.absolute(url), size, inline=tag.name == "img"
                )
