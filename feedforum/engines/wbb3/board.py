"""A board's page: its threads in two lists, those on top and all others, below its boards."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import attribute, classes, image_names, inside, text_of, with_class
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab_boards import board_rows
from feedforum.engines.wbb3 import urls
from feedforum.engines.wbb3.index import last_post
from feedforum.engines.wbb3.page import Wbb3Page, author_in, date_in
from feedforum.records import Author, BoardPage, Reading, ThreadRow

_ROW = re.compile(r"threadRow\d{1,18}$")
_EMPTY = frozenset(("border", "content"))


def read_board(page: Wbb3Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none."""
    if page.kind != "board":
        return page.refused()
    board_id = page.own_id("board")
    drafts = list(_threads(page))
    boards = board_rows(page, urls.id_of, last_post, board_id)
    if not drafts and not boards and not any(classes(tag) >= _EMPTY for tag in inside(page.main, "div")):
        return page.refused()
    return board_reading(page, calendar, board_id, drafts, page.pager("board"), boards)


def _threads(page: Wbb3Page) -> Iterator[ThreadDraft]:
    """The rows of both lists; one of a deleted thread has no id."""
    for row in inside(page.main, "tr"):
        if _ROW.match(attribute(row, "id")) and (topic := _topic(row)) is not None:
            on_top = any(attribute(outer, "id") == "topThreadsStatus" for outer in row.parents)
            yield _thread(row, topic, on_top=on_top)


def _topic(row: Tag) -> Link | None:
    """The last link of a title, which may be blank: one before it may lead to the first new post."""
    holder = next((tag for tag in inside(row, "p") if attribute(tag, "id").startswith("threadTitle")), None)
    holder = holder or next(with_class(row, "topic"), None) or next(with_class(row, "columntopic"), None)
    links = [link for link in links_in(holder) if urls.id_of(link.href, "thread") and not link.is_picture]
    return next((link for link in reversed(links) if link.text), next(reversed(links), None))


def _thread(row: Tag, topic: Link, *, on_top: bool) -> ThreadDraft:
    """A row. Without replies it names no last post, which is then the first one."""
    icons = image_names(row)
    thread_id = urls.id_of(topic.href, "thread") or 0
    moved = any("moved" in icon for icon in icons)
    announced = any("announcement" in icon for icon in icons)
    first = next(with_class(row, "firstpost"), None)
    starter = author_in(first) or Author("")
    last_cell = next(with_class(row, "columnlastpost"), None)
    last_date = date_in(text_of(last_cell))
    # Without replies the cell says so, in a line that is neither a name nor a date.
    lines = [
        tag for tag in inside(last_cell, "p") if not date_in(text_of(tag)) and "light" not in classes(tag)
    ]
    last_poster = next(filter(None, map(author_in, lines)), None) if lines else starter
    links = [link for link in links_in(row) if urls.id_of(link.href, "thread") == thread_id]
    thread = ThreadRow(
        id=thread_id,
        topic=topic.text,
        prefix=text_of(next(with_class(row, "prefix"), None)),
        starter=starter,
        replies=None if moved else count_of(text_of(next(with_class(row, "columnreplies"), None))),
        last_poster=None if moved else last_poster,
        pages=max((urls.page_of(link.href) for link in links), default=1),
        important=on_top or announced or any("important" in icon for icon in icons),
        announcement=announced,
        closed=any("closed" in icon for icon in icons),
        moved=moved,
    )
    return thread, "" if moved else last_date or date_in(text_of(first))
