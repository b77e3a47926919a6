"""The index: its boards, each with the newest post in it."""

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import first_inside, inside, is_within, text_of, with_class
from feedforum.engines.kit.links import links_in
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.woltlab_boards import board_rows
from feedforum.engines.wbb3 import urls
from feedforum.engines.wbb3.page import Wbb3Page, author_in, date_in
from feedforum.records import IndexPage, LastPost, Reading


def read_index(page: Wbb3Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    drafts = board_rows(page, urls.id_of, last_post) if page.kind == "index" else []
    return index_reading(page, calendar, drafts)


def last_post(row: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a row tells of; its link leads to the first unread one."""
    cell = next(with_class(row, "boardlistlastpost"), None)
    topics = [link for link in links_in(cell) if urls.id_of(link.href, "thread")]
    if not topics:
        return None, ""
    lines = [line for line in inside(cell, "p") if not any(is_within(link.tag, line) for link in topics)]
    by = next(filter(None, map(author_in, lines)), None)
    stamps = (date_in(text_of(tag)) for tag in with_class(cell, "light"))
    date_text = next(filter(None, stamps), "") or date_in(text_of(cell or first_inside(row)))
    return LastPost(None, by, urls.id_of(topics[0].href, "thread")), date_text
