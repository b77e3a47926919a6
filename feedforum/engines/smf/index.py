"""Boards, on the index and on the page of the board above: those that a visitor may read, and no others."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4.element import NavigableString, PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.last_post import stamp_of
from feedforum.engines.kit.links import Link, link_of, links_to, script
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.texts import counts_in
from feedforum.engines.smf import urls
from feedforum.engines.smf.page import SmfPage, author_of
from feedforum.records import BoardRow, IndexPage, LastPost, Reading

_NAMED = re.compile(r"b(\d{1,18})$")
_LEAD = 4  # words: what may stand before a date at most
_OF_YABB = (".pl", ".cgi")  # scripts of YaBB, which this software comes from


def read_index(page: SmfPage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    return index_reading(page, calendar, [] if page.shown else list(board_rows(page)))


def board_rows(page: SmfPage) -> Iterator[BoardDraft]:
    """The rows of boards, each recognised by an anchor of its own, and the boards below them that they name.

    A row's last post is the newest of its board and of all boards below. So it says of those, too, that they
    have nothing newer: rows of their own tell their counts at most.
    """
    parent = page.id_of("board")
    for anchor in dom.inside(page.soup, "a"):
        named = _NAMED.match(dom.attribute(anchor, "name") or dom.attribute(anchor, "id"))
        if named is None or script(dom.attribute(anchor, "href")).endswith(_OF_YABB):
            continue
        board_id = int(named[1])
        row = next((out for out in anchor.parents if dom.attribute(out, "id") == f"board_{board_id}"), None)
        row = row or next((out for out in anchor.parents if out.name == "tr"), None)
        if row is not None:
            yield from _board(page, row, anchor, board_id, parent)


def _board(page: SmfPage, row: Tag, anchor: Tag, board_id: int, parent: int | None) -> Iterator[BoardDraft]:
    columns, at = dom.columns_around(row, anchor)
    below = next((node for node in columns if "children" in dom.classes(node)), None) or _row_below(row)
    after = [column for column in columns[at + 1 :] if column is not below]
    boards = list(links_to(columns[at], urls.board_of))
    title = next((link for link, found in boards if found == board_id), None) or link_of(anchor)
    if title is None or not after:
        return
    posts, threads = _counts(after[:-1])
    last, date_text = _last_post(page, after[-1])
    board = BoardRow(
        id=board_id,
        title=title.text,
        description=_description(title),
        parent_id=parent,
        external=posts is not None and threads is None,
        posts=posts if threads is not None else None,
        threads=threads,
        last_post=last,
    )
    yield board, date_text
    for link, below_id in (*boards, *links_to(below, urls.board_of)):
        if below_id != board_id and link.text:
            numbers = counts_in(dom.attribute(link.tag, "title"))
            count = numbers if len(numbers) == 2 else [None, None]
            below_row = BoardRow(below_id, link.text, parent_id=board_id, threads=count[0], posts=count[1])
            yield replace(below_row, last_post=last), date_text


def _row_below(row: Tag) -> Tag | None:
    """The row of one cell that names the boards below that of the row before it."""
    below = next(dom.behind(row, "tr"), None)
    named = any(_NAMED.match(dom.attribute(tag, "name")) for tag in dom.inside(below, "a"))
    return below if below is not None and len(dom.child_cells(below)) == 1 and not named else None


def _description(title: Link) -> str:
    """What stands behind the title in its cell, without the boards below."""
    holder = title.tag.parent if title.tag.parent and title.tag.parent.name in ("b", "h4") else title.tag
    behind = (tag for tag in holder.next_siblings if isinstance(tag, Tag))
    boards = next((tag for tag in behind if next(links_to(tag, urls.board_of), None)), None)
    return dom.text_of_all(dom.up_to(holder.next_siblings, boards))


def _counts(columns: list[Tag]) -> tuple[int | None, int | None]:
    """Posts and threads: in one column, or in two of which that of the threads is the first."""
    numbers = [count for column in columns for count in counts_in(dom.text_of(column))]
    if len(columns) > 1:
        numbers.reverse()
    posts, threads = [*numbers, None, None][:2]
    return posts, threads


def _last_post(page: SmfPage, column: Tag) -> tuple[LastPost | None, str]:
    """Author, topic and date stand in lines of their own, in an order that each skin has for itself."""
    topic, topic_id = next(links_to(column, urls.topic_of), (None, None))
    if topic is None:
        return None, ""

    def is_end(node: PageElement) -> bool:
        return dom.is_tag(node, "br") or (isinstance(node, Tag) and "postby" in dom.classes(node))

    def shows(node: PageElement) -> bool:
        return dom.is_tag(node, "a") or (isinstance(node, NavigableString) and not node.find_parent("a"))

    nodes = (node for node in column.descendants if node is not topic.tag and (is_end(node) or shows(node)))
    lines = dom.lines_of(nodes, is_end)
    dates = [_date_at_the_end(dom.text_of_all(line), page) for line in lines]
    authors = (stamp_of(line, author_of).author for line, date in zip(lines, dates, strict=True) if not date)
    last = LastPost(None, next(filter(None, authors), None), topic_id)
    return last, next(filter(None, reversed(dates)), "")


def _date_at_the_end(line: str, page: SmfPage) -> str:
    """The date that a line ends in, behind some words such as *Last post on*; empty if it ends in none."""
    words = line.split()
    rests = (" ".join(words[at:]) for at in range(min(_LEAD, len(words))))
    return next(filter(page.is_date, rests), "")
