"""Rows of boards: on the index, and on the page of the board above them."""

from collections.abc import Iterator, Sequence

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.dom import child_cells, lines_of, text_of, text_of_all, until, with_class
from feedforum.engines.kit.links import Link, links_to
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.yabb import urls
from feedforum.engines.yabb.page import YabbPage, stamp_in
from feedforum.records import BoardRef, BoardRow, Id, IndexPage, LastPost, Reading


def read_index(page: YabbPage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists; a board's page, which may list some as well, has a path to itself."""
    return index_reading(page, calendar, [] if page.path else list(board_rows(page)))


def board_rows(page: YabbPage) -> Iterator[BoardDraft]:
    """The rows of boards. Topics and posts are counted before or behind the cell of the last post.

    A board with a password has one wide cell in place of counts.
    """
    for row in page.tags("tr"):
        cells = child_cells(row)
        named = _boards_in(cells[1]) if len(cells) > 4 or (len(cells) > 2 and cells[1].get("colspan")) else []
        if named:
            yield _board(cells, *named[0])


def _board(cells: Sequence[Tag], title: Link, board_id: Id) -> BoardDraft:
    counts = [count for cell in cells[2:] if (count := count_of(text_of(cell))) is not None]
    given = next((cell for cell in cells[2:] if count_of(text_of(cell)) is None), cells[-1])
    stamp, threads = stamp_in(given), links_to(given, urls.thread_of)
    last = LastPost(None, stamp.author, thread_id=next((thread for _, thread in threads), None))
    boxes = with_class(cells[1], "small", "div", "span")
    below = {link.text: id_ for box in boxes for link, id_ in _boards_in(box)}
    board = BoardRow(
        id=board_id,
        title=title.text,
        description=_description(title.tag),
        locked=len(cells) < 5,
        threads=counts[0] if len(counts) > 1 else None,
        posts=counts[1] if len(counts) > 1 else None,
        last_post=last if stamp.author else None,
        subboards=tuple(BoardRef(id_, name) for name, id_ in below.items()),
    )
    return board, stamp.date_text if stamp.author else ""


def _boards_in(cell: Tag) -> list[tuple[Link, Id]]:
    """The boards that a cell links to by name."""
    return [(link, board_id) for link, board_id in links_to(cell, urls.board_of) if link.text]


def _description(title: Tag) -> str:
    """What stands between the line of a board's title and that of its moderators."""
    lines = lines_of(until(title.next_siblings, "div"))
    return text_of_all(lines[1]) if len(lines) > 1 else ""
