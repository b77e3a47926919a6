"""A board's page: its threads, important ones first, then by their last posts."""

from itertools import takewhile

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import child_cells, image_names, is_tag, text_of
from feedforum.engines.kit.links import Link, links_in, parameter
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.phpbb import IsDate, board_of, id_of, last_post, member_of, start_of, table_boards
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.engines.phpbb2 import words
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.records import Author, BoardPage, Reading, ThreadRow


def read_board(page: PhpBB2Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none, or past its last page."""
    if not page.lists_threads:
        return page.refused()
    board_id = _board_id(page)
    drafts = [draft for row in page.tags("tr") if (draft := _thread(row, page.is_date))]
    boards = [draft for draft in table_boards(page) if draft[0].id != board_id]
    return board_reading(page, calendar, board_id, drafts, page.pager("forum"), boards)


def _board_id(page: PhpBB2Page) -> int | None:
    """The board's id: of the links that start a thread or mark all as read, else of the page's address."""
    for link in page.links:
        if parameter(link.href, "mode") == "newtopic":
            return link.number("f")
        if link.parameter("mark") == "topics":
            return board_of(link.href)
    return board_of(page.document.url)


def _thread(row: Tag, is_date: IsDate) -> ThreadDraft | None:
    """A row: picture, title, replies, starter, views, last post; that of a moved one links the real thread.

    An announcement stands on every page of its board, and in no other board but where a MOD makes it global:
    for polls it is an important thread.
    """
    cells = child_cells(row)
    at = next((at for at, cell in enumerate(cells) if _topic_link(cell) is not None), len(cells))
    topic = _topic_link(cells[at]) if at + 3 < len(cells) else None
    if topic is None:
        return None
    replies = count_of(text_of(cells[at + 1]))
    last, date_text = last_post(cells[-1], is_date)
    if replies is None or last is None:
        return None
    label, images = _label(cells[at], topic.tag), image_names(*cells[:at])
    moved = bool(words.MOVED.search(label))
    announced = bool(words.ANNOUNCEMENT.search(label)) or any("announce" in name for name in images)
    sticky = bool(words.STICKY.search(label)) or any("sticky" in name for name in images)
    starter = next(filter(None, map(member_of, links_in(cells[at + 2]))), None)
    thread = ThreadRow(
        id=id_of(topic.href, "topic") or 0,
        topic=resolve(topic.text),
        starter=starter or Author(resolve(text_of(cells[at + 2]))),
        replies=None if moved else replies,
        last_poster=last.author,
        pages=pages_linked(_page_links(cells[at], topic)),
        important=not moved and (announced or sticky),
        announcement=announced and bool(words.GLOBAL.search(label)),
        closed=not moved and any("lock" in name for name in images),
        moved=moved,
    )
    return thread, date_text


def _topic_link(cell: Tag) -> Link | None:
    """The link with a thread's topic, which may be blank, but is no picture.

    Links to pages of the thread have an offset, that to what is new a view.
    """
    for link in links_in(cell):
        if id_of(link.href, "topic") and not link.is_picture and start_of(link.href) is None:
            return None if link.parameter("view") else link
    return None


def _page_links(cell: Tag, topic: Link) -> list[Link]:
    thread = id_of(topic.href, "topic")
    links = (link for link in links_in(cell) if link.tag is not topic.tag)
    return [link for link in links if id_of(link.href, "topic") == thread]


def _label(cell: Tag, topic: Tag) -> str:
    """What the software writes before a topic: it alone is bold there."""
    before = takewhile(lambda node: node is not topic, cell.descendants)
    return " ".join(text_of(node) for node in before if is_tag(node, "b", "strong"))
