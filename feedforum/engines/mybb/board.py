"""A board's page: its threads, below the rows of its boards and announcements, which are not threads."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.last_post import author_in
from feedforum.engines.kit.links import Link, links_at, links_in, number, script
from feedforum.engines.kit.pager import pages_linked
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.mybb import urls, words
from feedforum.engines.mybb.index import board_rows
from feedforum.engines.mybb.page import MybbPage, author_of
from feedforum.records import Author, BoardPage, Reading, ThreadRow

_ROW = re.compile(r"tid_(\d{1,18})$")


def read_board(page: MybbPage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none."""
    drafts = [_thread(*row) for row in _rows(page)]
    sorted_by = any(link.script == "forumdisplay.php" and link.parameter("sortby") for link in page.links)
    board_id = _board_id(page)
    boards = list(board_rows(page, board_id)) if page.crumbs or drafts or sorted_by else []
    if page.has_input("pwverify") or not (drafts or sorted_by or boards):
        return page.refused()
    return board_reading(page, calendar, board_id, drafts, page.pager, boards)


def _board_id(page: MybbPage) -> int | None:
    """The board of the page: by what it offers to do with it, its own feed, or its address.

    Where a plugin makes words of addresses, that of the board's feed still has its id.
    """
    offers = (link.number("fid") for link in page.links if link.parameter("action") == "markread")
    hrefs = (dom.attribute(tag, "href") for tag in page.tags("link"))
    feeds = (number(href, "fid") for href in hrefs if script(href) == "syndication.php")
    return next(filter(None, (*offers, *feeds)), None) or urls.board_of(page.document.url)


def _rows(page: MybbPage) -> Iterator[tuple[Tag, Tag, Link, bool]]:
    """Each thread's row with the tag that has its id, its link, and whether it is an important one.

    Up to 1.4 only the row that parts important threads from the others tells those.
    """
    important = False
    for row in page.tags("tr"):
        cells = dom.child_cells(row)
        if len(cells) == 1 and "trow_sep" in dom.classes(cells[0]):
            important = bool(words.IMPORTANT.search(dom.text_of(cells[0])))
        tags = (tag for tag in dom.inside(row, "span", "a") if _ROW.match(dom.attribute(tag, "id")))
        tag = next(tags, None)
        if tag and cells and dom.around(tag, "tr") is row and (link := next(links_at(tag), None)):
            marked = any("forumdisplay_sticky" in dom.classes(cell) for cell in cells)
            yield row, tag, link, important or marked


def _thread(row: Tag, named: Tag, topic: Link, important: bool) -> ThreadDraft:
    """A row. The id of one that was moved is the real thread's: it is not here any more."""
    thread_id = int(dom.attribute(named, "id").removeprefix("tid_"))
    cells = dom.child_cells(row)
    at = next((at for at, cell in enumerate(cells) if dom.is_within(topic.tag, cell)), 0)
    icon = dom.first_with_class(row, "thread_status")
    state = dom.classes(icon) if icon is not None else dom.image_names(cells[0])
    # A moved thread's row has no counts, whatever its picture.
    counts = list(map(dom.text_of, cells[at + 1 : at + 4]))
    moved = any("movefolder" in name for name in state) or counts.count("-") > 1
    last_author, last_date = _last_post(row)
    # The prefix stands before the topic, behind words such as *Poll:*.
    before = dom.text_of_all(reversed(list(named.previous_siblings)))
    thread = ThreadRow(
        id=thread_id,
        topic=topic.text,
        prefix=words.KIND.sub("", before).strip(),
        starter=_starter(cells, at),
        replies=None if moved else _replies(cells[at + 1 :]),
        last_poster=None if moved else last_author,
        pages=pages_linked(_page_links(cells[at], topic, thread_id)),
        important=important,
        closed=any("close" in name or "lock" in name for name in state),
        moved=moved,
    )
    return thread, "" if moved else last_date


def _page_links(cell: Tag, topic: Link, thread_id: int) -> Iterator[Link]:
    """The links to a thread's pages: to its id, or to its words where addresses have no ids."""
    words_of_thread = topic.href.partition("?")[0]
    for link in links_in(cell):
        named = urls.thread_of(link.href)
        of_words = link.number("page") is not None and link.href.partition("?")[0] == words_of_thread
        if link.tag is not topic.tag and (named == thread_id or (named is None and of_words)):
            yield link


def _starter(cells: list[Tag], at: int) -> Author:
    """Who began a thread: below the topic, and in 1.2 in the next column."""
    below = next((link.tag for link in links_in(cells[at]) if author_of(link)), None)
    holder = dom.first_with_class(cells[at], "author") or below or cells[min(at + 1, len(cells) - 1)]
    author = author_in(holder, author_of)
    return replace(author, name=author.name.rstrip(", "))


def _replies(cells: list[Tag]) -> int | None:
    """The count that leads to a list of who wrote them; else the first one there is."""
    linked = (link.text for cell in cells for link in links_in(cell) if "whoposted" in link.href.lower())
    counts = map(count_of, (*linked, *map(dom.text_of, cells)))
    return next((count for count in counts if count is not None), None)


def _last_post(row: Tag) -> tuple[Author | None, str]:
    """Who wrote last, and the text of the date, which stands before the link to that post."""
    link = next((link for link in links_in(row) if urls.LAST_POST.search(link.href)), None)
    if link is None or link.tag.parent is None:
        return None, ""
    behind = [node for node in dom.after(link.tag, "td") if not dom.is_blank(node)]
    named = (author_of(other) for node in behind for other in links_at(node))
    author = next(filter(None, named), None) or Author(dom.text_of_all(behind).lstrip(": "))
    return author, dom.text_of_all(dom.up_to(link.tag.parent.children, link.tag))
