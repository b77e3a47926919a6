"""A board's page: what it says about its threads."""

import re

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.burning_board import LABELS, labels_in_topic, without_labels
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.last_post import author_in, stamp_of
from feedforum.engines.kit.links import Link, links_in, number
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of, resolve
from feedforum.engines.wbb2.index import board_rows
from feedforum.engines.wbb2.page import Wbb2Page, member_of
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import BoardPage, Reading, ThreadRow
from feedforum.text.characters import clean_line

_REPLIES = re.compile(r"[-–]|\d[\d.,]*")
_WHO = re.compile(r"^\s*javascript:\s*who\(\s*['\"]?(\d{1,18})", re.IGNORECASE)


def read_board(page: Wbb2Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads and boards a board's page lists; `EMPTY` where it lists no thread."""
    threads = _thread_rows(page)
    board_id = _board_id(page)
    if page.posts or page.of_version_1 or page.has_input("boardpassword") or board_id is None:
        return page.refused()
    boards = [draft for draft in board_rows(page, board_id) if draft[0].id != board_id]
    if not _is_board(page) and (threads or not boards or not page.crumbs):
        return page.refused()
    return board_reading(page, calendar, board_id, threads, page.place("board.php"), boards)


def _board_id(page: Wbb2Page) -> int | None:
    """The board's id: of its own links where there are some, else of the page's address, or of a form."""
    above = {board.id for board in page.path}
    own = (link for link in page.links if link.script in ("newthread.php", "markread.php", "usercp.php"))
    linked = (board_id for link in own if (board_id := link.number("boardid")) and board_id not in above)
    # The form to jump to another board shows this one as chosen.
    jumps = (tag for tag in page.own("select") if dom.attribute(tag, "name").lower() == "boardid")
    chosen = (option for tag in jumps for option in tag.find_all("option", selected=True))
    values = (int(value) for option in chosen if (value := dom.attribute(option, "value")).isdecimal())
    return next(linked, None) or number(page.document.url, "boardid") or next(values, None)


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
    """The threads a page lists, in its order: its rows are those that can tell *who* posted.

    Before version 2.3 a moved thread's row has a dash there, and no link.
    """
    drafts: list[ThreadDraft] = []
    for link in page.links:
        match = _WHO.match(link.href)
        own = dom.around(link.tag, "td")
        if match is None and page.before_23 and own is not None and _is_topic(link):
            own = next(dom.behind(own, "td"), None)
            unlinked = own is not None and dom.first_inside(own, "a") is None
            at = link.number("threadid") if unlinked and _REPLIES.fullmatch(dom.text_of(own)) else None
        else:
            at = int(match[1]) if match else None
        # Important threads stand above all others.
        on_top = page.before_23 and all(row.important or row.announcement or row.moved for row, _ in drafts)
        draft = _draft(own, at, before_23=page.before_23, on_top=on_top) if own is not None and at else None
        if draft is not None:
            drafts.append(draft)
    return drafts


def _draft(own: Tag, thread_id: int, *, before_23: bool, on_top: bool) -> ThreadDraft | None:
    """A row, its cells counted from the one with the replies: what is left of it and right of it stays.

    Right of the replies are starter and hits, then the rating where there is one, and last the last post.
    """
    row = dom.row_around(own)
    if row is None:
        return None
    cells = dom.child_cells(row)
    at = dom.place_in(row, own)
    topic = next((link.tag for link in links_in(cells[at - 1]) if _is_topic(link)), None) if at else None
    if topic is None or at + 2 >= len(cells):
        return None
    last = stamp_of(list(cells[-1].children), member_of)
    images = dom.image_names(*cells[: at - 1])
    labels, prefix, title = _labels_and_prefix(cells[at - 1], topic)
    if before_23:
        found, prefix = without_labels(prefix, LABELS)
        labels |= found
        found, title = without_labels(title, labels_in_topic(images, on_top=on_top and not labels))
        labels |= found
    moved = any("moved" in name for name in images) or "moved" in labels
    thread = ThreadRow(
        id=thread_id,
        topic=title,
        prefix=prefix,
        starter=author_in(cells[at + 1], member_of),
        replies=None if moved else count_of(dom.text_of(own)),
        last_poster=last.author,
        pages=max(
            [1, *(link.number("page") or 1 for link in links_in(cells[at - 1]) if _shows_thread(link))]
        ),
        important="important" in labels,
        announcement="announce" in images or "announcement" in labels,
        closed=any(name.endswith("folder") and "lock" in name for name in images),
        moved=moved,
    )
    return thread, last.date_text


def _shows_thread(link: Link) -> bool:
    return link.script == "thread.php" and bool(link.number("threadid"))


def _is_topic(link: Link) -> bool:
    """Whether a link to a thread is the one with the topic, which may be blank.

    Those to the first unread post and to pages have more parameters, or show a picture.
    """
    other = link.number("page") is not None or "goto=" in link.href.lower() or link.is_picture
    return _shows_thread(link) and not other


def _labels_and_prefix(cell: Tag, topic: Tag) -> tuple[frozenset[str], str, str]:
    """The forum's own labels before a topic, by their names, the prefix the thread itself has, and the topic.

    Labels are bold and end in a colon. A prefix stands as plain text, or bold if the forum likes.
    """
    before = dom.up_to(cell.children, topic)
    labels: frozenset[str] = frozenset()
    prefix = dom.text_of_all(before)
    for node in before:
        for bold in (node, *dom.inside(node, "b", "strong")) if isinstance(node, Tag) else ():
            text = dom.text_of(bold) if dom.is_tag(bold, "b", "strong") else ""
            found, rest = without_labels(text.removesuffix(":") + ":", LABELS)
            if found and not rest:
                labels |= found
                prefix = prefix.replace(text, "", 1)
    return labels, resolve(clean_line(prefix)), title_of(topic)
