"""Boards, on the index and on the page of the board above: found by their links, whatever holds them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import BoardDraft, dated_boards, page_dates
from feedforum.engines.kit.dom import attribute, classes, inside, text_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab import moment_of
from feedforum.engines.wbb4 import urls, words
from feedforum.engines.wbb4.page import SuitePage, author_in, is_aside, marks_of
from feedforum.records import Answer, BoardRef, BoardRow, Id, IndexPage, LastPost, Reading

_ROWS = frozenset(("li", "tr", "article", "section", "div"))
_LISTED = frozenset(("wbbboard", "wbbboardcontainer", "wbbboardnode", "wbbcategory", "board", "category"))
_DESCRIPTIONS = frozenset(("wbbboarddescription", "boarddescription", "messagegroupdescription"))


def read_index(page: SuitePage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists."""
    drafts = board_rows(page) if page.kind == "index" else []
    if not drafts:
        return page.refused()
    boards = dated_boards(drafts, page_dates(page, calendar, boards=drafts))
    return Reading(Answer.OK, IndexPage(page.forum_title, boards, page.language), member=page.member)


def board_rows(page: SuitePage, shown: Id | None = None) -> list[BoardDraft]:
    """The rows of boards. A row is the largest tag around a board's link that holds no other board's.

    Boards that a row names below its own have none; `shown` is the board whose page it is, if any.
    """
    links: dict[int, Link] = {}
    below: dict[int, dict[int, Link]] = defaultdict(dict)
    held: dict[int, set[int]] = defaultdict(set)
    for link in links_in(page.main):
        board_id = urls.id_of(link.href, "board")
        if (
            board_id is None
            or board_id == shown
            or not link.text
            or is_aside(link.tag)
            or _in_thread(link.tag)
        ):
            continue
        if (holder := _below(link.tag)) is not None:
            below[id(holder)].setdefault(board_id, link)
        else:
            links.setdefault(board_id, link)
            for outer in link.tag.parents:
                held[id(outer)].add(board_id)
    owners = {id(tag): board_id for board_id, link in links.items() if (tag := _listed(link.tag)) is not None}
    named = {board_id for rows in below.values() for board_id in rows}
    drafts = [
        _board(page, link, board_id, held, owners, below)
        for board_id, link in links.items()
        if _listed(link.tag) is not None or board_id not in named
    ]
    parents = {row.parent_id for row, _ in drafts}
    return [
        (replace(row, category=row.category or (row.id in parents and _is_silent(row))), text)
        for row, text in drafts
    ]


def _is_silent(row: BoardRow) -> bool:
    return row.posts is None and row.threads is None and row.last_post is None


def _in_thread(tag: Tag) -> bool:
    return any(
        classes(outer) & {"wbbthread", "message", "tabularlistrow"} for outer in tag.parents if outer
    ) and (not any(attribute(outer, "data-board-id") and outer.name == "li" for outer in tag.parents))


def _below(tag: Tag) -> Tag | None:
    """The list of the boards below a row's that a link stands in."""
    return next((outer for outer in tag.parents if any("subboard" in name for name in classes(outer))), None)


def _listed(tag: Tag) -> Tag | None:
    """The tag that the software puts around each board."""
    outers = (outer for outer in tag.parents if outer.name in _ROWS)
    marked = (
        o for o in outers if classes(o) & _LISTED or (attribute(o, "data-board-id") and o.name != "body")
    )
    return next(marked, None)


def _board(
    page: SuitePage,
    link: Link,
    board_id: int,
    held: dict[int, set[int]],
    owners: dict[int, int],
    below: dict[int, dict[int, Link]],
) -> BoardDraft:
    row = link.tag.parent or link.tag
    above: Id | None = None
    for outer in link.tag.parents:
        if outer is page.main or outer.name in ("body", "html"):
            break
        owner = owners.get(id(outer))
        if held[id(outer)] == {board_id}:
            row = outer
        elif owner is not None and owner != board_id:
            above = owner
            break
    listed = _listed(link.tag)
    marks = marks_of(row) | classes(listed)
    threads, posts = _counts(row)
    last, date_text = _last_post(row)
    subboards = {child: found.text for tag in inside(row) for child, found in below.get(id(tag), {}).items()}
    holders = (tag for tag in inside(row) if classes(tag) & _DESCRIPTIONS)
    board = BoardRow(
        id=board_id,
        title=link.text,
        description=text_of(next(holders, None)),
        parent_id=above,
        category=bool({"wbbcategory", "category"} & marks),
        external=bool({"externalurl", "globe", "wbbexternallink"} & marks) and threads is None,
        posts=posts,
        threads=threads,
        last_post=last,
        subboards=tuple(BoardRef(id_, title) for id_, title in subboards.items()),
    )
    return board, date_text


def _counts(row: Tag) -> tuple[int | None, int | None]:
    """Threads and posts: by the words before them, else in that order."""
    holders = (
        tag for tag in inside(row) if classes(tag) & {"wbbstats", "columnstats", "statsdatalist", "stats"}
    )
    found = list(pairs(next(holders, None)))
    threads = next((count for word, count in found if words.THREADS.search(word)), None)
    posts = next((count for word, count in found if words.POSTS.search(word)), None)
    if threads is None and posts is None and len(found) > 1:
        threads, posts = found[0][1], found[1][1]
    return threads, posts


def pairs(node: Tag | None) -> Iterator[tuple[str, int | None]]:
    """The counts of a list of such, each with what it counts; a count that was rounded is None."""
    terms = ""
    for tag in inside(node, "dt", "dd"):
        if tag.name == "dt":
            terms = text_of(tag)
        else:
            yield terms, count_of(text_of(tag))


def _last_post(row: Tag) -> tuple[LastPost | None, str]:
    """The newest post that a row tells of; its link may lead to the first unread one."""
    cells = (tag for tag in inside(row) if classes(tag) & {"columnlastpost", "wbblastpost", "boardlastpost"})
    cell = next(cells, None) or row
    links = [link for link in links_in(cell) if urls.id_of(link.href, "thread")]
    date_text = moment_of(cell)
    if not links or not date_text:
        return None, ""
    author = author_in(cell) if cell is not row else None
    unread = "firstNew" in links[0].href
    post_id = None if unread else next(filter(None, (urls.post_of(link.href) for link in links)), None)
    return LastPost(None, author, urls.id_of(links[0].href, "thread"), post_id), date_text
