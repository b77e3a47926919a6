"""A board's page: the boards below it, its announcements, and its threads by their last posts."""

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import child_cells, first_with_class, inside, text_of, text_of_all
from feedforum.engines.kit.forms import form_with
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.links import links_at, links_in, links_to
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.phpbb import IsDate, board_of, id_of, last_post, member_of
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.phpbb3.index import beside, boards_on, count_within, marks_of, part, topic_link
from feedforum.engines.phpbb3.page import PhpBB3Page
from feedforum.records import Author, BoardPage, Reading, ThreadRow


def read_board(page: PhpBB3Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none, as on the page of a category.

    A board that may be seen and not read says so in the place of its threads, above the form to log in.
    """
    board_id = board_of(page.heading_link.href) if page.heading_link else None
    if page.posts or (page.heading_link and board_id is None):
        return page.refused()
    rows = [*page.tags("li"), *page.tags("tr")]
    if board_id is None and page.of_phpbb_3 and any(map(topic_link, rows)):
        board_id = board_of(page.document.url)
    rows = [row for row in rows if not _is_of_another(row, board_id)]
    drafts = [draft for row in rows if (draft := _thread(row, page.is_date))]
    if board_id is None:
        return page.refused()
    if not drafts and form_with(page.own("form"), "username", "password") is not None:
        return page.refused()
    boards = [draft for draft in boards_on(page) if draft[0].id != board_id]
    return board_reading(page, calendar, board_id, drafts, page.pager("forum"), boards)


def _is_of_another(row: Tag, board_id: int | None) -> bool:
    """Whether a row is one of another board: an extension may show the newest threads of all boards above."""
    others = (found for _, found in links_to(row, board_of))
    return any(found != board_id for found in others) and "global" not in marks_of(row, child_cells(row)[:1])


def _thread(row: Tag, is_date: IsDate) -> ThreadDraft | None:
    """A row, in a list or in a table. The link of a moved thread is the real thread's, and so are its counts.

    A global announcement stands in every board; in subsilver2 it looks like those of a single board.
    """
    cells = child_cells(row) if row.name == "tr" else []
    topic = topic_link(row) if cells or part(row, "lastpost") else None
    at = next((at for at, cell in enumerate(cells) if topic_link(cell)), 0)
    counts = [count for cell in cells[at + 1 : -1] if (count := count_of(text_of(cell))) is not None]
    if not cells:
        parts = (part(row, "posts"), *inside(row, "dd"))
        counts = [count for tag in parts if (count := count_within(tag)) is not None]
    replies = next(iter(counts), None)
    holder = cells[-1] if cells else part(row, "lastpost")
    if topic is None or replies is None or holder is None or (cells and at + 3 >= len(cells)):
        return None
    last, date_text = last_post(holder, is_date)
    marks = marks_of(row, cells[:at])
    moved = "topic_moved" in marks
    announced = "announce" in marks or "global" in marks
    topic_id = id_of(topic.href, "topic")
    links = [link for link in links_in(row) if id_of(link.href, "topic") == topic_id]
    thread = ThreadRow(
        id=topic_id or 0,
        topic=topic.text,
        starter=_starter(row, cells[at + 1 : -1]),
        replies=None if moved else replies,
        last_poster=last.author if last else None,
        pages=pages_linked(links[1:]),
        important=not moved and (announced or "sticky" in marks),
        announcement=not moved and announced and ("global" in marks or bool(cells)),
        closed=not moved and "_locked" in marks,
        moved=moved,
    )
    return thread, date_text


def _starter(row: Tag, cells: list[Tag]) -> Author:
    """Who began a thread: linked, or by name between *by* and the date, or in a cell that holds no count."""
    topic = topic_link(row)
    poster = first_with_class(row, "topic-poster")
    nodes: list[PageElement] = [*cells] if cells else [poster] if poster else []
    nodes = nodes or (beside(topic, "dt") if topic else [])
    links = (link for node in nodes for link in links_at(node))
    if member := next(filter(None, map(member_of, links)), None):
        return member
    if cells:
        return Author(next((text for cell in cells if count_of(text := text_of(cell)) is None), ""))
    return Author(without_by(text_of_all(nodes).partition("»")[0].strip()))
