"""A board's page: its threads, by their last posts, below the rows of the boards that it holds."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft, dated_boards, dated_threads, page_dates
from feedforum.engines.kit.dom import (
    around,
    attribute,
    child_cells,
    classes,
    first_inside,
    image_names,
    inside,
    is_tag,
    is_within,
    text_of,
    with_class,
)
from feedforum.engines.kit.last_post import author_in, stamp_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.texts import count_of
from feedforum.engines.smf import urls
from feedforum.engines.smf.index import COUNT, board_rows
from feedforum.engines.smf.page import SmfPage, author_of
from feedforum.records import Answer, Author, BoardPage, Reading, ThreadRow

_SUBJECT = re.compile(r"msg_(\d{1,18})$")
_ICON = re.compile(r"(?:my_)?(?:normal|hot|veryhot)_(?:post|poll)")
_LOCKED = re.compile(r"(?:^|_)lock")


def read_board(page: SmfPage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none."""
    drafts = [_thread(*row) for row in _rows(page)] if page.kind == "board" else []
    # The pictures of threads are explained below each list. Refusals, too, have the path to their board.
    listing = page.by_id("messageindex") is not None or "hot_post" in image_names(page.soup)
    if page.kind != "board" or not (drafts or listing):
        return page.refused()
    boards = list(board_rows(page))
    dates = page_dates(page, calendar, boards=boards, threads=drafts)
    pager = page.pager
    board = BoardPage(
        board_id=page.shown_id,
        title=page.heading,
        path=page.path[:-1],
        page=pager.number_at(urls.offset_of(page.document.url)),
        pages=pager.pages,
        boards=dated_boards(boards, dates),
        threads=dated_threads(drafts, dates),
        language=page.language,
        page_size=pager.size,
    )
    if drafts:
        return Reading(Answer.OK, board, member=page.member)
    return Reading(Answer.EMPTY, board, "This board has no threads to show.", page.member)


def _rows(page: SmfPage) -> Iterator[tuple[Tag, Link, int | None]]:
    """Each thread's row with its link and the id of its first post, which one skin of 1.1 does not tell."""
    found = False
    for span in inside(page.soup, "span"):
        match = _SUBJECT.match(attribute(span, "id"))
        row = around(span, "tr") or next((out for out in span.parents if "windowbg" in classes(out)), None)
        for link in [link for link in links_in(span) if urls.id_of(link.href, "topic")][:1]:
            if match and row is not None:
                found = True
                yield row, link, int(match[1])
    for row in inside(page.soup, "tr") if not found else ():
        cells = child_cells(row)
        if len(cells) > 3 and any(map(_ICON.match, image_names(cells[0]))):
            links = (link for link in links_in(cells[2]) if urls.id_of(link.href, "topic"))
            yield from [(row, link, None) for link in links][:1]


def _thread(row: Tag, topic: Link, first_post: int | None) -> ThreadDraft:
    """A row. Up to 2.0 a moved thread leaves one whose single post is as good as any; 2.1 leads on."""
    columns = [node for node in row.children if isinstance(node, Tag)]
    at = next((at for at, column in enumerate(columns) if is_within(topic.tag, column)), 0)
    last_column = next(with_class(row, "lastpost"), columns[-1])
    after = [column for column in columns[at + 1 :] if column is not last_column]
    stats = after[1] if len(after) > 2 else next(iter(after), None)
    replies = next((count_of(found) for found in COUNT.findall(text_of(stats))), None)
    last = stamp_of(list(last_column.children), author_of)
    links = [link for link in links_in(columns[at]) if urls.id_of(link.href, "topic")]
    marks = image_names(row).union(classes(row), *(classes(tag) for tag in inside(row, "td", "span")))
    moved = "move" in marks
    post_ids = (urls.post_of(link.href) for link in links_in(last_column))
    thread = ThreadRow(
        id=urls.id_of(topic.href, "topic") or 0,
        topic=topic.text,
        prefix="",
        starter=_starter(columns[at], after),
        replies=None if moved else replies,
        last_post_at=None,
        last_poster=last.author,
        last_post_id=next(filter(None, post_ids), first_post if replies == 0 else None),
        pages=max(filter(None, (count_of(link.text) for link in links[1:])), default=1),
        important=any("sticky" in mark for mark in marks),
        closed=any(map(_LOCKED.search, marks)),
        moved=moved,
    )
    return thread, "" if moved else last.date_text


def _starter(subject: Tag, after: list[Tag]) -> Author:
    """Who began a thread: in a column of its own, or in a line below the topic."""
    if len(after) > 2:
        return author_in(after[0], author_of)
    line = first_inside(subject, "p")
    nodes = takewhile(lambda node: not is_tag(node, "small"), line.children if line is not None else ())
    return stamp_of(list(nodes), author_of).author or Author("")
