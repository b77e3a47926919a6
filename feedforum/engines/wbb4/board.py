"""A board's page: its threads, in a list of lists since 5.0 and in a table before, below its boards."""

from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import ThreadDraft
from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, text_of, with_class
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab import is_aside, marks_of, moment_of, text_without
from feedforum.engines.kit.woltlab_boards import board_rows, pairs
from feedforum.engines.wbb4 import urls, words
from feedforum.engines.wbb4.index import last_post
from feedforum.engines.wbb4.page import LABELS, SuitePage, author_in, labels_of
from feedforum.records import Author, BoardPage, Reading, ThreadRow

_LISTS = frozenset(("wbbthreadlist", "messagegrouplist", "info"))
_HEADS = frozenset(("tabularlistrowhead", "messagedeleted", "messagedisabled"))
_TITLES = frozenset(("messagegrouplink", "wbbtopiclink"))


def read_board(page: SuitePage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads that a board's page lists; `EMPTY` where there is none, as in a category."""
    if page.kind != "board":
        return page.refused()
    board_id = urls.id_of(page.own_url, "board")
    drafts = [_thread(*row) for row in _rows(page)]
    boards = board_rows(page, urls.id_of, last_post, board_id)
    if not drafts and not boards and not (page.template in ("", "board") and _says_empty(page)):
        return page.refused()
    return board_reading(page, calendar, board_id, drafts, page.pager("board", board_id), boards)


def _says_empty(page: SuitePage) -> bool:
    """Whether a board's page says that it has no threads, in a box of its own or a list without rows."""
    return any(classes(tag) & _LISTS or tag.name == "woltlab-core-notice" for tag in inside(page.main))


def _rows(page: SuitePage) -> Iterator[tuple[Tag, Link, int]]:
    """Each thread's row with the link to it. A deleted one has no link, or is shown to moderators alone."""
    outermost: Tag | None = None
    for row in inside(page.main, "tr", "li", "ol", "div", "article"):
        names = classes(row)
        if not (
            names & {"wbbthread", "tabularlistrow", "listview__item"} or attribute(row, "data-thread-id")
        ):
            continue
        if (outermost is not None and any(o is outermost for o in row.parents)) or is_aside(row):
            continue
        if names & _HEADS or any(classes(tag) & _HEADS for tag in inside(row, "ol")):
            continue
        if names.isdisjoint({"wbbthread", "listview__item"}) and _is_of_a_board(row):
            continue
        link = _title(row)
        thread_id = urls.id_of(link.href, "thread") if link else None
        if link is not None and thread_id is not None:
            outermost = row
            yield row, link, thread_id


def _is_of_a_board(row: Tag) -> bool:
    """Whether a row of a list is that of a board, which names a thread as well."""
    heading = next(inside(row, "h2", "h3", "h4"), row)
    return any(urls.id_of(link.href, "board") for link in links_in(heading))


def _title(row: Tag) -> Link | None:
    """The link with the topic, which is known by its class where it is blank."""
    found = [link for link in links_in(row) if urls.id_of(link.href, "thread")]
    links = [link for link in found if link.text]
    marked = (link for link in found if classes(link.tag) & _TITLES and not link.is_picture)
    named = iter(sorted(marked, key=lambda link: not link.text))
    headed = (link for tag in inside(row, "h2", "h3", "h4") for link in links_in(tag) if link in links)
    return next(named, None) or next(headed, None) or next(iter(links), None)


def _thread(row: Tag, topic: Link, thread_id: int) -> ThreadDraft:
    """A row. What a moved thread leaves has an id of its own, and a link to the real one."""
    marks = marks_of(row)
    ids = {attribute(tag, "data-thread-id") for tag in (row, *inside(row, "ol", "tr", "li", "div"))}
    moved = bool(ids - {"", str(thread_id)}) or any("moved" in mark for mark in marks)
    moved = moved or bool(words.MOVED.fullmatch(labels_of(row)))
    subject = next(with_class(row, "columnsubject"), None)
    last_cell = next(with_class(row, "columnlastpost"), None)
    above = _heading_above(row)
    announced = any("announcement" in mark or mark == "bullhorn" for mark in marks) or bool(
        words.ANNOUNCED.search(above)
    )
    on_top = any(
        "sticky" in mark or mark in ("thumb-tack", "thumbtack", "pushpin", "important") for mark in marks
    )
    links = [link for link in links_in(subject or row) if urls.id_of(link.href, "thread") == thread_id]
    thread = ThreadRow(
        id=thread_id,
        topic=text_without(topic.tag, LABELS),
        prefix=labels_of(subject or row),
        starter=_starter(subject) or Author(""),
        replies=None if moved else _replies(row),
        last_poster=author_in(last_cell) if last_cell else None,
        pages=max((urls.page_of(link.href) for link in links), default=1),
        important=on_top or announced or bool(words.ON_TOP.search(above)),
        announcement=announced,
        closed=any(mark == "lock" or "closed" in mark for mark in marks),
        moved=moved,
    )
    return thread, "" if moved else moment_of(last_cell) or moment_of(row, last=True)


def _heading_above(row: Tag) -> str:
    """The heading of the list that a row stands in: those on top may have one of their own."""
    for outer in row.parents:
        if "tabularbox" in classes(outer) or outer.name == "section":
            title = first_inside(outer, "h2", "header")
            return text_of(title) if title is not None and not any(o is row for o in title.parents) else ""
    return ""


def _starter(subject: Tag | None) -> Author | None:
    """Who began a thread: in a line below its topic. Guests have no link."""
    holders = (tag for tag in inside(subject) if classes(tag) & {"messagegroupauthor", "messagegroupinfo"})
    named = next(holders, None) or next(inside(subject, "small"), None)
    return author_in(first_inside(named, "li") or named) if named is not None else None


def _replies(row: Tag) -> int | None:
    """How many replies; from 1,000 on the software may round them, which tells none."""
    cell = next(with_class(row, "columnreplies"), None)
    if cell is not None:
        return count_of(text_of(cell))
    found = list(pairs(next(with_class(row, "columnstats"), None) or row))
    named = [count for word, count in found if words.REPLIES.search(word)]
    return named[0] if named else found[0][1] if found else None
