"""A board's page: its threads, in the order that the forum's owner chose. No board is below another."""

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.fluxbb import urls
from feedforum.engines.fluxbb.index import count_in, last_post
from feedforum.engines.fluxbb.page import FluxPage, author_of
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import classes, first_inside, inside
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.readings import board_reading
from feedforum.records import BoardPage, Reading, ThreadRow


def read_board(page: FluxPage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none."""
    if page.kind != "viewforum" or page.by_id("msg") is not None:
        return page.refused()
    drafts = [_thread(*row) for row in page.rows("topic", "main-forum")]
    return board_reading(page, calendar, page.own_id("forum"), drafts, page.pager("forum"))


def _thread(row: Tag, topic: Link, thread_id: int) -> ThreadDraft:
    """A row. The id of its link is the real thread's, for a moved one too; that has no count of replies."""
    marks = classes(row).union(*(classes(tag) for tag in inside(row, "span", "em")))
    replies = count_in(row, "tc2", "info-replies")
    starter = next((tag for tag in inside(row) if classes(tag) & {"item-starter", "byuser"}), None)
    last, date_text = (None, "") if replies is None else last_post(row)
    links = [link for link in links_in(row) if urls.id_of(link.href, "topic") == thread_id]
    thread = ThreadRow(
        id=thread_id,
        topic=topic.text,
        starter=author_of(first_inside(starter, "cite") or starter),
        replies=replies,
        last_poster=last.author if last else None,
        pages=pages_linked(links[1:]),
        important=bool(marks & {"isticky", "sticky", "stickytext"}),
        closed=bool(marks & {"iclosed", "closed", "closedtext"}),
        moved=replies is None,
    )
    return thread, date_text
