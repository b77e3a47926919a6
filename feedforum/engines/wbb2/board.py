"""A board's page: what it says about its threads."""

import re

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dated_rows, dom
from feedforum.engines.kit.dated_rows import BoardDraft, ThreadDraft
from feedforum.engines.kit.last_post import stamp_of
from feedforum.engines.kit.links import Link, links_in, number
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.index import board_rows
from feedforum.engines.wbb2.page import Wbb2Page, member_of
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import Answer, Author, BoardPage, Reading, ThreadRow

_WHO = re.compile(r"^\s*javascript:\s*who\(\s*['\"]?(\d{1,18})", re.IGNORECASE)


def read_board(page: Wbb2Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads and boards a board's page lists; `EMPTY` where it lists no thread."""
    threads = _thread_rows(page)
    board_id = _board_id(page)
    if page.posts or page.has_input("boardpassword") or board_id is None:
        return page.refused()
    boards = [draft for draft in board_rows(page, board_id) if draft[0].id != board_id]
    if not _is_board(page) and (threads or not boards or page.crumbs is None):
        return page.refused()
    read = _board_page(page, calendar, board_id, boards, threads)
    # Announcements stand on every page, on one past the last, too.
    if read.page > read.pages and all(row.announcement for row in read.threads):
        return Reading(Answer.EMPTY, read, "This page is past the board's last one.", page.member)
    if threads:
        return Reading(Answer.OK, read, member=page.member)
    return Reading(Answer.EMPTY, read, "This board has no threads to show.", page.member)


def _board_page(
    page: Wbb2Page,
    calendar: Calendar,
    board_id: int,
    boards: list[BoardDraft],
    threads: list[ThreadDraft],
) -> BoardPage:
    dates = dated_rows.page_dates(page, calendar, boards, threads)
    place = page.place("board.php")
    return BoardPage(
        board_id=board_id,
        title=page.crumbs.last if page.crumbs else page.title.rpartition("|")[2].strip(),
        path=page.crumbs.path if page.crumbs else (),
        page=place.page or 1,
        pages=place.pages,
        boards=dated_rows.dated_boards(boards, dates),
        threads=dated_rows.dated_threads(threads, dates),
        language=page.language,
        page_links=place.links,
    )


def _board_id(page: Wbb2Page) -> int | None:
    """The board's id: of its own links where there are some, else of the page's address."""
    above = {board.id for board in page.crumbs.path} if page.crumbs else set()
    for link in page.links:
        own = link.script in ("newthread.php", "markread.php", "usercp.php")
        found = link.number("boardid") if own else None
        if found and found not in above:
            return found
    return number(page.document.url, "boardid") or _chosen(page)


def _chosen(page: Wbb2Page) -> int | None:
    """The board that the form to jump to another one shows as chosen."""
    for select in page.own("select"):
        if dom.attribute(select, "name").lower() == "boardid":
            for option in select.find_all("option", selected=True):
                if dom.attribute(option, "value").isdecimal():
                    return int(dom.attribute(option, "value"))
    return None


def _is_board(page: Wbb2Page) -> bool:
    """Whether a page is a board's, rows or not: it sorts threads, or starts one.

    A list of search results has the same rows and neither.
    """
    if any(dom.attribute(tag, "name").lower() in ("sortfield", "daysprune") for tag in page.tags("select")):
        return True
    return any(
        (link.script == "board.php" and "sortfield=" in link.href.lower())
        or (link.script in ("newthread.php", "markread.php") and link.number("boardid"))
        for link in page.links
    )


def _thread_rows(page: Wbb2Page) -> list[ThreadDraft]:
    """The threads a page lists, in its order: its rows are those that can tell *who* posted."""
    drafts: list[ThreadDraft] = []
    for link in page.links:
        match = _WHO.match(link.href)
        draft = _draft(link, int(match[1])) if match else None
        if draft is not None:
            drafts.append(draft)
    return drafts


def _draft(who: Link, thread_id: int) -> ThreadDraft | None:
    """A row, its cells counted from the one with the replies: what is left of it and right of it stays.

    Right of the replies are starter and hits, then the rating where there is one, and last the last post.
    """
    own = dom.around(who.tag, "td")
    row = dom.row_around(own)
    if own is None or row is None:
        return None
    cells = dom.child_cells(row)
    at = dom.place_in(row, own)
    topic = _topic_link(cells[at - 1]) if at else None
    if topic is None or at + 2 >= len(cells):
        return None
    last = stamp_of(list(cells[-1].children), member_of)
    images = dom.image_names(*cells[: at - 1])
    labels, prefix = _labels_and_prefix(cells[at - 1], topic)
    moved = "moved" in images or bool(labels & words.MOVED)
    thread = ThreadRow(
        id=thread_id,
        topic=title_of(topic),
        prefix=prefix,
        starter=_starter(cells[at + 1]),
        replies=None if moved else count_of(who.text),
        last_post_at=None,
        last_poster=last.author,
        pages=_pages(cells[at - 1]),
        important=bool(labels & words.IMPORTANT),
        announcement="announce" in images or bool(labels & words.ANNOUNCEMENT),
        closed=any(name.endswith("folder") and "lock" in name for name in images),
        moved=moved,
    )
    return thread, last.date_text


def _starter(cell: Tag) -> Author:
    members = (member_of(link) for link in links_in(cell))
    return next(filter(None, members), None) or Author(dom.text_of(cell))


def _topic_link(cell: Tag) -> Tag | None:
    """The link with the topic, which may be blank.

    Those to the first unread post and to pages have more parameters, or show a picture.
    """
    for link in links_in(cell):
        if link.script != "thread.php" or not link.number("threadid"):
            continue
        is_picture = not link.text and link.tag.find("img") is not None
        if link.number("page") is None and "goto=" not in link.href.lower() and not is_picture:
            return link.tag
    return None


def _pages(cell: Tag) -> int:
    links = [link for link in links_in(cell) if link.script == "thread.php"]
    return max([1, *(link.number("page") or 1 for link in links)])


def _labels_and_prefix(cell: Tag, topic: Tag) -> tuple[frozenset[str], str]:
    """The forum's own labels before a topic, in lower case, and the prefix the thread itself has.

    Labels are bold and end in a colon. A prefix stands as plain text, or bold if the forum likes.
    """
    labels: set[str] = set()
    others: list[PageElement] = []
    for node in _before(cell, topic):
        label = dom.text_of(node).removesuffix(":").strip().lower() if dom.is_tag(node, "b", "strong") else ""
        if label in words.LABELS:
            labels.add(label)
        else:
            others.append(node)
    return frozenset(labels), resolve(dom.text_of_all(others))


def _before(cell: Tag, topic: Tag) -> list[PageElement]:
    """What stands before a topic in its cell, spans opened, in the order of the page."""
    holders = {id(parent) for parent in topic.parents}
    nodes: list[PageElement] = []
    waiting = list(cell.children)
    while waiting:
        node = waiting.pop(0)
        if node is topic:
            break
        if isinstance(node, Tag) and (node.name == "span" or id(node) in holders):
            waiting[:0] = node.children
        else:
            nodes.append(node)
    return nodes
