"""The index: its boards, each with the newest post in it."""

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import classes, inside
from feedforum.engines.kit.links import links_in
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.kit.woltlab import moment_of
from feedforum.engines.kit.woltlab_boards import board_rows
from feedforum.engines.wbb4 import urls
from feedforum.engines.wbb4.page import SuitePage, author_in
from feedforum.records import IndexPage, LastPost, Reading


def read_index(page: SuitePage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    drafts = board_rows(page, urls.id_of, last_post) if page.kind == "index" else []
    return index_reading(page, calendar, drafts)


def last_post(row: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a row tells of."""
    cells = (tag for tag in inside(row) if any("lastpost" in name for name in classes(tag)))
    cell = next(cells, None) or row
    links = [link for link in links_in(cell) if urls.id_of(link.href, "thread")]
    date_text = moment_of(cell)
    if not links:
        return None, ""
    author = author_in(cell) if cell is not row else None
    return LastPost(None, author, urls.id_of(links[0].href, "thread")), date_text
