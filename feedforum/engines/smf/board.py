"""A board's page: its threads, by their last posts, below the rows of the boards that it holds."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.last_post import author_in, stamp_of
from feedforum.engines.kit.links import Link, links_in, links_to
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.refusals import rewritten
from feedforum.engines.kit.texts import counts_in
from feedforum.engines.smf import urls
from feedforum.engines.smf.index import board_rows
from feedforum.engines.smf.page import MOVED, SmfPage, author_of
from feedforum.records import Author, BoardPage, Reading, ThreadRow

_SUBJECT = re.compile(r"msg_\d{1,18}$")
_ICON = re.compile(r"(?:my_)?(?:normal|hot|veryhot)_(?:post|poll)")
_LOCKED = re.compile(r"(?:^|_)lock")


def read_board(page: SmfPage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none.

    A page that lists threads of which no link names an id is not understood: it is not empty.
    """
    board_id, rows = page.id_of("board"), list(_rows(page))
    named = [row for row in rows if urls.topic_of(row[1].href)]
    if rows and not named:
        return rewritten("threads", page.member)
    drafts = [_thread(*row) for row in named] if board_id else []
    # The pictures of threads are explained below each list. Refusals, too, have the path to their board.
    listing = page.by_id("messageindex") is not None or "hot_post" in dom.image_names(page.soup)
    if board_id is None or not (drafts or listing):
        return page.refused()
    return board_reading(page, calendar, board_id, drafts, page.pager, list(board_rows(page)))


def _rows(page: SmfPage) -> Iterator[tuple[Tag, Link]]:
    """Each thread's row with its link. One skin of 1.1 has no ids there, of first posts."""
    found = False
    for span in dom.inside(page.soup, "span"):
        if _SUBJECT.match(dom.attribute(span, "id")) and (topic := _topic_in(span)):
            windows = (outer for outer in span.parents if "windowbg" in dom.classes(outer))
            if (row := dom.around(span, "tr") or next(windows, None)) is not None:
                found = True
                yield row, topic
    for row in dom.inside(page.soup, "tr") if not found else ():
        cells = dom.child_cells(row)
        if len(cells) > 3 and any(map(_ICON.match, dom.image_names(cells[0]))):
            yield from [(row, link) for link in (_topic_in(cells[2]),) if link]


def _topic_in(node: Tag) -> Link | None:
    """The link to a thread; any link where none names one."""
    topic = next(links_to(node, urls.topic_of), None)
    return topic[0] if topic else next(links_in(node), None)


def _thread(row: Tag, topic: Link) -> ThreadDraft:
    """A row. A picture marks that of a moved thread, which is a thread of its own up to 2.0."""
    columns, at = dom.columns_around(row, topic.tag)
    last_column = dom.first_with_class(row, "lastpost") or columns[-1]
    after = [column for column in columns[at + 1 :] if column is not last_column]
    stats = after[1] if len(after) > 2 else next(iter(after), None)
    replies = next(iter(counts_in(dom.text_of(stats))), None)
    last = stamp_of(list(last_column.children), author_of)
    links = [link for link, _ in links_to(columns[at], urls.topic_of)]
    marks = dom.image_names(row) | dom.all_classes((row, *dom.inside(row, "td", "span")))
    moved = not marks.isdisjoint(MOVED)
    thread = ThreadRow(
        id=urls.topic_of(topic.href) or 0,
        topic=topic.text,
        starter=_starter(columns[at], after),
        replies=None if moved else replies,
        last_poster=last.author,
        pages=pages_linked(links[1:]),
        important=any("sticky" in mark for mark in marks),
        closed=any(map(_LOCKED.search, marks)),
        moved=moved,
    )
    return thread, "" if moved else last.date_text


def _starter(subject: Tag, after: list[Tag]) -> Author:
    """Who began a thread: in a column of its own, or in a line below the topic."""
    if len(after) > 2:
        return author_in(after[0], author_of)
    line = dom.first_inside(subject, "p")
    nodes = list(dom.until(line.children, "small")) if line is not None else []
    return stamp_of(nodes, author_of).author or Author("")
