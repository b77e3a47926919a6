"""Boards, on the index and on the page of the board above: a row each, below the row of their category."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.last_post import stamp_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.readings import boards_linked, index_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.mybb import urls
from feedforum.engines.mybb.page import MybbPage, author_of
from feedforum.records import BoardRow, IndexPage, LastPost, Reading

_MARK = re.compile(r"mark_read_(\d{1,18})$")


def read_index(page: MybbPage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    drafts = list(board_rows(page)) if not page.crumbs else []
    return index_reading(page, calendar, drafts)


def board_rows(page: MybbPage, parent: int | None = None) -> Iterator[BoardDraft]:
    """The rows of boards with those of their categories; `parent` is the board whose page it is."""
    for row in page.tags("tr"):
        cells = dom.child_cells(row)
        links = [link for strong in dom.inside(row, "strong") for link in links_in(strong)]
        named = ((_id_in(cells[0]) if cells else None) or urls.board_of(link.href) for link in links)
        board_id = next(filter(None, named), None)
        if board_id and len(cells) == 1 and "thead" in dom.classes(cells[0]):
            parent = board_id
            yield BoardRow(board_id, links[0].text, _description(links[0]), category=True), ""
        elif board_id and len(cells) > 4:  # state, board, threads, posts, last post
            yield _board(cells, links[0], board_id, parent)


def _id_in(cell: Tag) -> int | None:
    """The board that a row is of, by the button to mark it as read: an address of words has no id."""
    ids = (_MARK.match(dom.attribute(tag, "id")) for tag in dom.inside(cell, "span"))
    return next((int(found[1]) for found in ids if found), None)


def _board(cells: list[Tag], title: Link, board_id: int, parent: int | None) -> BoardDraft:
    state = dom.classes(next(dom.inside(cells[0], "span", "div"), None))
    last, date_text = _last_post(cells[4])
    below = (link for link in links_in(cells[1]) if link.tag is not title.tag)
    board = BoardRow(
        id=board_id,
        title=title.text,
        description=_description(title),
        parent_id=parent,
        external="forum_offlink" in state,
        threads=count_of(dom.text_of(cells[2])),
        posts=count_of(dom.text_of(cells[3])),
        last_post=last,
        subboards=boards_linked(below, urls.board_of),
    )
    return board, date_text


def _description(title: Link) -> str:
    """What stands below the title, up to the boards below and who looks after it."""
    boxes = (node for node in dom.after(title.tag, "td") if isinstance(node, Tag) and node.name == "div")
    return next((dom.text_of_all(dom.until(box.children, "br", "strong")) for box in boxes), "")


def _last_post(cell: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a row tells of: its thread, which is named in full; then when and by whom."""
    for link in links_in(cell):
        thread_id = urls.thread_of(link.href)
        if thread_id or urls.LAST_POST.search(link.href):
            stamp = stamp_of(dom.after(link.tag, "td"), author_of)
            return LastPost(None, stamp.author, thread_id), stamp.date_text
    return None, ""
