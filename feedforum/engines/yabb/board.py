"""A board's page: announcements of the whole forum, important threads, and all others by their last post."""

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import (
    child_cells,
    first_with_class,
    image_names,
    lines_of,
    text_of,
    with_class,
)
from feedforum.engines.kit.last_post import stamp_of
from feedforum.engines.kit.links import links_to
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.yabb import urls
from feedforum.engines.yabb.index import board_rows
from feedforum.engines.yabb.page import YabbPage, author_of, stamp_in
from feedforum.records import Author, BoardPage, Reading, ThreadRow


def read_board(page: YabbPage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none."""
    drafts = [draft for row in page.tags("tr") if (draft := _thread(row))]
    shown = next((ref.id for ref in reversed(page.path)), None)
    if shown is None and drafts:
        shown = urls.board_of(page.document.url)
    if shown is None or page.has_input("boardpw") or first_with_class(page.soup, "message", "div"):
        return page.refused()
    return board_reading(
        page, calendar, shown, drafts, page.pager(shown, urls.board_of), list(board_rows(page))
    )


def _thread(row: Tag) -> ThreadDraft | None:
    """A row. Its first image tells the state of the thread, whatever skin it is of.

    A moved thread's marker has three cells alone, and its link leads to the real thread.
    """
    cells = child_cells(row)
    found = list(links_to(cells[2], urls.thread_of)) if len(cells) > 2 else []
    named = [each for each in found if not each[0].is_picture and "/" not in each[0].parameter("num")]
    state = " ".join(image_names(cells[0])) if named else ""
    if not state:
        return None
    (topic, thread_id), moved = named[0], len(cells) < 6
    starter = None if moved else _starter(cells[2])
    rest = [] if moved else cells[3 if starter else 4 :]
    stamp = stamp_in(rest[2] if len(rest) > 2 else None)
    row_of_thread = ThreadRow(
        id=thread_id,
        topic=topic.text,
        starter=starter or (None if moved else author_of(text_of(cells[3]))) or Author(""),
        replies=count_of(text_of(rest[0])) if rest else None,
        last_poster=stamp.author,
        pages=pages_linked(link for link, thread in found if thread == thread_id),
        important="sticky" in state,
        announcement="announcement" in state or bool(topic.parameter("virboard")),
        closed="lock" in state,
        moved=moved,
    )
    return row_of_thread, stamp.date_text


def _starter(cell: Tag) -> Author | None:
    """Who began a thread, behind the date in a line of small letters; before YaBB 2.6 that is not there."""
    line = next((lines_of(tag.children)[0] for tag in with_class(cell, "small", "span")), [])
    author = stamp_of(line, lambda link: None).author
    return author_of(author.name) if author else None
