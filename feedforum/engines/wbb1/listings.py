"""The index and a board's page: rows of boards and of threads, recognised by their links and counts."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.burning_board import DATE, LABELS, labels_in_topic, without_labels
from feedforum.engines.kit.dated_rows import BoardDraft, ThreadDraft
from feedforum.engines.kit.last_post import Stamp, author_in, stamp_of
from feedforum.engines.kit.links import Link, links_in, number
from feedforum.engines.kit.readings import board_reading, boards_linked, index_reading
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.engines.wbb1.page import Wbb1Page, member_of
from feedforum.records import Author, BoardPage, BoardRow, Id, IndexPage, LastPost, Reading, ThreadRow

_BY = re.compile(r"^\W*(?:von|by)\s", re.IGNORECASE)


def read_index(page: Wbb1Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards of the index."""
    boards = [] if page.anchors or page.path or not page.is_own else list(_board_rows(page, None))
    return index_reading(page, calendar, boards)


def read_board(page: Wbb1Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads and boards that a board's page lists; `EMPTY` where it lists no thread."""
    own = [link for link in page.links if link.script in ("newthread.php", "newtopic.php", "post.php")]
    starts = next(filter(None, (link.number("boardid") for link in own)), None)
    board_id = starts or number(page.document.url, "boardid")
    threads = [] if page.anchors or not page.is_own else list(_thread_rows(page))
    boards = [draft for draft in _board_rows(page, board_id) if draft[0].id != board_id]
    locked = page.secret_form is not None and not page.secret_form[2]
    shown = page.is_own and not page.anchors and (threads or starts or (boards and page.path))
    if board_id is None or locked or not shown:
        return page.refused()
    pager = page.pager("board.php", "boardid", board_id)
    return board_reading(page, calendar, board_id, threads, pager, boards)


def _rows(page: Wbb1Page) -> Iterator[tuple[Link, list[Tag], int]]:
    """Links with the cells of their rows, and the place of the cell that each is in."""
    for link in page.links:
        cell = dom.around(link.tag, "td")
        row = dom.row_around(cell)
        shows = link.text or (link.number("threadid") and not link.is_picture)
        if shows and cell is not None and row is not None:
            yield link, dom.child_cells(row), dom.place_in(row, cell)


def _counts(cells: list[Tag]) -> list[int]:
    return [count for cell in cells if (count := count_of(dom.text_of(cell))) is not None]


def _stamp(cells: list[Tag]) -> tuple[Stamp, Tag | None]:
    """When and by whom, in the last cell that has a date, or else a name behind a word such as *by*."""
    texts = [(cell, dom.text_of(cell)) for cell in reversed(cells)]
    cell = next((cell for sign in (DATE, _BY) for cell, text in texts if sign.search(text)), None)
    if cell is None:
        return Stamp("", None), None
    found = stamp_of(list(cell.children), member_of)
    text = dom.text_of(cell)
    match = DATE.search(found.date_text) or DATE.search(text)
    author = found.author or (_named_behind(text[match.end() :]) if match else None)
    return Stamp(match[0] if match else "", author), cell


def _named_behind(text: str) -> Author | None:
    name = re.sub(r"^\W*(?:(?:von|by)\s+)?", "", text)
    return Author(name) if name else None


def _board_rows(page: Wbb1Page, parent_id: int | None) -> Iterator[BoardDraft]:
    """The boards. A category is a row of one wide cell, whose link is the first in it."""
    seen: set[Id] = set()
    above, path = parent_id, {ref.id for ref in page.path}
    for link, cells, at in _rows(page):
        board_id, behind = page.board_of(link.href), cells[at + 1 :]
        if not board_id or board_id in seen or link.number("page"):
            continue
        is_category = not behind and cells[at].has_attr("colspan") and board_id not in path
        counts, (stamp, cell) = _counts(behind), _stamp(behind)
        if not (is_category or len(counts) > 1 or stamp.date_text):
            continue
        others = [ref for ref in boards_linked(links_in(cells[at]), page.board_of) if ref.id != board_id]
        seen |= {board_id, *(ref.id for ref in others)}
        above = board_id if is_category else above
        # Whichever column comes first, there are no more threads than posts; one alone tells neither.
        fewer, more = sorted(counts[:2]) if len(counts) > 1 else (None, None)
        threads = (each.number("threadid") for each in links_in(cell) if each.script == "thread.php")
        last = LastPost(None, stamp.author, next(filter(None, threads), None))
        board = BoardRow(
            id=board_id,
            title=link.text,
            description=_description(cells[at], link),
            parent_id=parent_id if is_category else above,
            category=is_category,
            posts=more,
            threads=fewer,
            last_post=last if cell is not None else None,
            subboards=tuple(others),
        )
        yield board, stamp.date_text


def _description(cell: Tag, title: Link) -> str:
    others = (
        link.tag for link in links_in(cell) if link.tag is not title.tag and Wbb1Page.board_of(link.href)
    )
    nodes = dom.up_to(dom.after(title.tag, "td"), next(others, None))
    return dom.text_of_all(nodes)


def _thread_rows(page: Wbb1Page) -> Iterator[ThreadDraft]:
    """The threads: rows of a link with the topic, and counts, dashes or a date behind it."""
    on_top = True
    for link, cells, at in _rows(page):
        thread_id, behind = link.number("threadid"), cells[at + 1 :]
        numbers = [
            cell
            for cell in behind
            if count_of(dom.text_of(cell)) is not None or dom.text_of(cell) in ("-", "–")
        ]
        other = link.script != "thread.php" or link.number("page") or "goto=" in link.href.lower()
        if (
            not thread_id
            or other
            or not (numbers or _stamp(behind)[0].date_text)
            or at + 2 >= len(cells)
            or any(page.board_of(each.href) for each in links_in(cells[at]))
        ):
            continue
        images = " ".join(dom.image_names(*cells[:at]))
        labels, prefix = without_labels(dom.text_of_all(dom.up_to(cells[at].children, link.tag)), LABELS)
        in_topic, topic = without_labels(link.text, labels_in_topic([images], on_top=on_top))
        labels |= in_topic
        stamp, cell = _stamp(behind)
        texts = [each for each in behind if each not in numbers and each is not cell and dom.text_of(each)]
        starter = (
            author_in(texts[0], member_of)
            if texts
            else next(filter(None, map(member_of, links_in(cells[at]))), None)
        )
        moved = "moved" in images or "moved" in labels
        row = ThreadRow(
            id=thread_id,
            topic=resolve(topic),
            prefix=prefix,
            starter=starter or Author(""),
            replies=count_of(dom.text_of(numbers[0])) if numbers and not moved else None,
            last_poster=stamp.author,
            pages=max([1, *(each.number("page") or 1 for each in links_in(cells[at]))]),
            important="important" in labels or "sticky" in images,
            announcement="announce" in images or "announcement" in labels,
            closed="lock" in images or "closed" in images,
            moved=moved,
        )
        on_top = row.important or row.announcement or moved
        yield row, stamp.date_text
