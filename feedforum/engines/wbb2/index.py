"""The index, and the rows of boards on it and on the page of the board above."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.last_post import Stamp, stamp_of
from feedforum.engines.kit.links import Link, link_of, links_in, script
from feedforum.engines.kit.readings import boards_linked, index_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.wbb2.page import Wbb2Page, member_of
from feedforum.records import BoardRow, IndexPage, LastPost, Reading

_STATE = re.compile(r"^(?:on|off|link|.*closed)$")
_DIGIT = re.compile(r"\d")
_NOTHING = re.compile(r"^[-–—]?$")


def read_index(page: Wbb2Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards of the index; not understood where it shows none."""
    drafts = board_rows(page, None)
    another_kind = page.posts or (page.crumbs and script(page.document.url) != "index.php")
    if another_kind or page.of_version_1 or page.has_input("boardpassword"):
        return page.refused()
    return index_reading(page, calendar, drafts)


def board_rows(page: Wbb2Page, parent_id: int | None) -> list[BoardDraft]:
    """The boards a page lists, in its order; `parent_id` is the board whose page it is.

    Categories and boards right below the page's own board have a cell that spans the state image's
    column; the boards below them have that column of their own, which tells who is whose parent.
    """
    drafts: dict[int, BoardDraft] = {}
    above = parent_id
    for link, board_id in _board_links(page):
        cell, row = _cell_and_row(link.tag)
        if board_id in drafts or cell is None or row is None:
            continue
        cells = dom.child_cells(row)
        top = len(cells) == 1 or cells[0] is cell
        board, date_text = _draft(link, board_id, cells, dom.place_in(row, cell))
        drafts[board_id] = (replace(board, parent_id=parent_id if top else above), date_text)
        if top:
            above = board_id
    return list(drafts.values())


def _board_links(page: Wbb2Page) -> Iterator[tuple[Link, int]]:
    """The links that name a row's board: bold inside, where those of paths and lists are not.

    Before version 2.3 what is bold may be around: then it is the first link of its cell, with text alone.
    """
    first: set[int] = set()
    for link in page.links:
        board_id = page.board_of(link.href)
        if not board_id or link.number("page") is not None:
            continue
        cell = dom.around(link.tag, "td")
        names = dom.first_inside(link.tag, "b") is not None
        if not names and page.before_23 and cell is not None and id(cell) not in first:
            crumb = page.trail is not None and dom.is_within(link.tag, page.trail[0])
            holder, row = _cell_and_row(link.tag)
            wide = bool(dom.attribute(cell, "colspan")) and next(dom.behind(cell, "td"), None) is None
            names = not crumb and holder is not None and row is not None and (wide or _has_counts(holder))
        if names:
            first.add(id(cell))
            yield link, board_id


def _draft(link: Link, board_id: int, cells: list[Tag], at: int) -> BoardDraft:
    behind_it, beside = cells[at + 1 :], links_in(dom.around(link.tag, "td"))
    state = next((name for name in sorted(dom.image_names(*cells[: at + 1])) if _STATE.match(name)), "")
    board = BoardRow(
        id=board_id,
        title=link.text,
        description=_description(link.tag),
        category=not behind_it and state != "link",
        external=state == "link",
        subboards=tuple(ref for ref in boards_linked(beside, Wbb2Page.board_of) if ref.id != board_id),
    )
    if len(behind_it) >= 2:
        posts, threads = (count_of(dom.text_of(cell)) for cell in behind_it[:2])
        board = replace(board, posts=posts, threads=threads)
    stamp = _last_stamp(behind_it[2]) if len(behind_it) >= 3 else None
    if stamp is None:
        return board, ""
    named = (each.number("threadid") for each in links_in(behind_it[2]) if each.script == "thread.php")
    return replace(board, last_post=LastPost(None, stamp.author, next(named, None))), stamp.date_text


def _cell_and_row(link: Tag) -> tuple[Tag | None, Tag | None]:
    """The row with the counts, and the cell in it that holds the link: the nearest row, or the one around."""
    own = dom.around(link, "td")
    cell = nearest = own
    for _ in range(2):
        row = dom.row_around(cell)
        if cell is None or row is None:
            break
        if _has_counts(cell):
            return cell, row
        nearest, cell = cell, dom.around(row, "td")
    # A category, or a link elsewhere, has a cell that spans the columns of the counts.
    for cell in (own, nearest):
        row = dom.row_around(cell)
        if cell is not None and row is not None and cell.has_attr("colspan"):
            return cell, row
    return own, dom.row_around(own)


def _has_counts(cell: Tag) -> bool:
    counts = [dom.text_of(other) for other in islice(dom.behind(cell, "td"), 2)]
    return len(counts) == 2 and all(count_of(text) is not None or _NOTHING.match(text) for text in counts)


def _description(link: Tag) -> str:
    """The text between a board's title and the line of the boards below it."""
    nodes: list[PageElement] = []
    for outer in dom.after(link, "td", "th"):
        for node in (
            list(outer.children) if isinstance(outer, Tag) and outer.name in ("span", "font") else [outer]
        ):
            found = link_of(node) if isinstance(node, Tag) and node.name == "a" else None
            if found is not None and Wbb2Page.board_of(found.href):
                # The label before the first of these links belongs to them, and so does its line.
                while nodes and not dom.is_tag(nodes[-1], "br"):
                    nodes.pop()
                return dom.text_of_all(nodes)
            nodes.append(node)
    return dom.text_of_all(nodes)


def _last_stamp(cell: Tag) -> Stamp | None:
    """Date and author; they follow the topic and a line break, where the row names the topic."""
    line_break = dom.first_inside(cell, "br")
    found = stamp_of(list(line_break.next_siblings), member_of) if line_break is not None else None
    if found is None or not _DIGIT.search(found.date_text):
        if found is None and not any(member_of(link) for link in links_in(cell)):
            return None
        # A line may begin with the date, where the row does not name the topic.
        found = stamp_of(list(cell.children), member_of)
    return found if found.date_text or found.author else None
