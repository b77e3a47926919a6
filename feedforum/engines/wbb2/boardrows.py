"""The rows of boards, on the index and on the page of the board above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.page import (
    Page,
    around,
    behind,
    child_cells,
    image_name,
    inside,
    place_in,
    row_around,
)
from feedforum.engines.wbb2.stamps import Dates, Stamp, profile_link, stamp_of
from feedforum.engines.wbb2.texts import count_of, text_of, text_of_all
from feedforum.records import BoardRef, BoardRow, LastPost

_STATE = re.compile(r"^(?:on|off|link|.*closed)$")
_NOTHING = re.compile(r"^[-–—]?$")


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A board's row before its date is read: `top` marks a row that later rows may stand below."""

    row: BoardRow
    stamp: Stamp | None
    thread_id: int | None
    top: bool


def board_rows(page: Page, parent_id: int | None) -> list[DraftRow]:
    """The boards a page lists, in its order; `parent_id` is the board whose page it is.

    Categories and boards right below the page's own board have a cell that spans the state image's
    column; the boards below them have that column of their own, which tells who is whose parent.
    """
    drafts: list[DraftRow] = []
    above = parent_id
    for link, board_id in _board_links(page):
        if any(draft.row.id == board_id for draft in drafts):
            continue
        draft = _draft(link, board_id)
        if draft is None:
            continue
        parent = parent_id if draft.top else above
        drafts.append(replace(draft, row=replace(draft.row, parent_id=parent)))
        if draft.top:
            above = board_id
    return drafts


def finished(drafts: list[DraftRow], dates: Dates) -> tuple[BoardRow, ...]:
    """The rows with their last posts dated."""
    return tuple(_finished(draft, dates) for draft in drafts)


def _finished(draft: DraftRow, dates: Dates) -> BoardRow:
    if draft.stamp is None:
        return draft.row
    last = LastPost(dates.read(draft.stamp.date_text), draft.stamp.author, draft.thread_id)
    if last.at is None and last.author is None and last.thread_id is None:
        return draft.row
    return replace(draft.row, last_post=last)


def _board_links(page: Page) -> Iterator[tuple[Tag, int]]:
    """The links that name a row's board: bold inside, where those of paths and lists are not."""
    for link, href, name in page.links:
        board_id = number(href, "boardid") if name == "board.php" else None
        if board_id and number(href, "page") is None and next(inside(link, "b"), None) is not None:
            yield link, board_id


def _draft(link: Tag, board_id: int) -> DraftRow | None:
    cell, row = _cell_and_row(link)
    if cell is None or row is None:
        return None
    cells = child_cells(row)
    at = place_in(row, cell)
    after = cells[at + 1 :]
    names = {image_name(image) for near in cells[: at + 1] for image in inside(near, "img")}
    state = next((name for name in sorted(names) if _STATE.match(name)), "")
    external = state == "link"
    board = BoardRow(
        id=board_id,
        title=text_of(link),
        description=_description(link),
        category=not after and not external,
        external=external,
        subboards=_subboards(link, board_id),
    )
    top = len(cells) == 1 or cells[0] is cell
    if len(after) < 2:
        return DraftRow(board, None, None, top)
    board = replace(board, posts=count_of(text_of(after[0])), threads=count_of(text_of(after[1])))
    if len(after) < 3:
        return DraftRow(board, None, None, top)
    return DraftRow(board, _last_stamp(after[2]), _last_thread(after[2]), top)


def _cell_and_row(link: Tag) -> tuple[Tag | None, Tag | None]:
    """The row with the counts, and the cell in it that holds the link: the nearest row, or the one around."""
    cell = around(link, "td")
    nearest = cell
    for _ in range(2):
        row = row_around(cell)
        if cell is None or row is None:
            break
        if _has_counts(cell):
            return cell, row
        nearest, cell = cell, around(row, "td")
    return _without_counts(link, nearest)


def _without_counts(link: Tag, nearest: Tag | None) -> tuple[Tag | None, Tag | None]:
    """The row of a category or of a link elsewhere, whose cell spans the columns of the counts."""
    own = around(link, "td")
    for cell in (own, nearest):
        row = row_around(cell)
        if cell is not None and row is not None and "colspan" in cell.attrs:
            return cell, row
    return own, row_around(own)


def _has_counts(cell: Tag) -> bool:
    counts = [text_of(other) for other in islice(behind(cell, "td"), 2)]
    return len(counts) == 2 and all(count_of(text) is not None or _NOTHING.match(text) for text in counts)


def _after_title(link: Tag) -> list[PageElement]:
    """What stands behind a board's title in its cell."""
    nodes: list[PageElement] = []
    step: Tag | None = link
    while step is not None and step.name not in ("td", "th"):
        nodes.extend(step.next_siblings)
        step = step.parent
    return nodes


def _board_id_of(link: Tag) -> int | None:
    href = attribute(link, "href")
    return number(href, "boardid") if script(href) == "board.php" else None


def _subboards(link: Tag, own_id: int) -> tuple[BoardRef, ...]:
    cell = around(link, "td")
    links = inside(cell, "a") if cell is not None else ()
    named = ((found, text_of(other)) for other in links if (found := _board_id_of(other)))
    return tuple(BoardRef(board_id, title) for board_id, title in named if board_id != own_id and title)


def _description(link: Tag) -> str:
    """The text between a board's title and the line of the boards below it."""
    nodes: list[PageElement] = []
    for outer in _after_title(link):
        for node in list(outer.children) if isinstance(outer, Tag) and outer.name == "span" else [outer]:
            if isinstance(node, Tag) and node.name == "a" and _board_id_of(node):
                # The label before the first of these links belongs to them, and so does its line.
                while nodes and not (isinstance(nodes[-1], Tag) and nodes[-1].name == "br"):
                    nodes.pop()
                return text_of_all(nodes)
            nodes.append(node)
    return text_of_all(nodes)


def _last_thread(cell: Tag) -> int | None:
    for link in inside(cell, "a"):
        href = attribute(link, "href")
        if script(href) == "thread.php":
            return number(href, "threadid")
    return None


def _last_stamp(cell: Tag) -> Stamp | None:
    """Date and author; they follow the topic and a line break, where the row names the topic."""
    first = next(inside(cell, "br"), None)
    if first is None:
        found = stamp_of(list(cell.children)) if profile_link(cell) else None
    else:
        found = stamp_of(list(first.next_siblings))
    return found if found is not None and (found.date_text or found.author) else None
