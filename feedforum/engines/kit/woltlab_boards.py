"""Boards as WoltLab's software lists them: found by their links, whatever holds them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from bs4.element import Tag

from feedforum.engines.kit.dated_rows import BoardDraft
from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, text_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.texts import count_of
from feedforum.engines.kit.woltlab import WoltlabPage, is_aside, marks_of
from feedforum.records import BoardRef, BoardRow, Id, LastPost

IdOf = Callable[[str, str], int | None]
"""Gives the id of a `board`, `thread` or the like that an address names."""

LastPostOf = Callable[[Tag], tuple[LastPost | None, str]]
"""Gives the newest post that a row tells of, and the text of its date."""

_ROWS = frozenset(("li", "tr", "article", "section", "div"))
_LISTED = frozenset(
    (
        *("wbbboard", "wbbboardcontainer", "wbbboardnode", "wbbcategory", "board", "category", "link"),
        "tabularlistrow",
    )
)
_DESCRIPTIONS = frozenset(("wbbboarddescription", "boarddescription", "boardlistdescription"))
_STATS = frozenset(("wbbstats", "columnstats", "statsdatalist", "stats", "boardliststats"))
_UNREAD = re.compile(r"\s*\(\d+\)$")
_POSTS = re.compile(r"beitr|post|messages", re.IGNORECASE)
_THREADS = re.compile(r"them|thread|topic|sujet", re.IGNORECASE)


def board_rows(
    page: WoltlabPage, id_of: IdOf, last_post: LastPostOf, shown: Id | None = None
) -> list[BoardDraft]:
    """The rows of boards. A row is the largest tag around a board's link that holds no other board's.

    Boards that a row names below its own have none; `shown` is the board whose page it is, if any.
    """
    links: dict[int, Link] = {}
    below: dict[int, dict[int, Link]] = defaultdict(dict)
    held: dict[int, set[int]] = defaultdict(set)
    named: dict[int, int] = {}
    for link in links_in(page.main):
        board_id = id_of(link.href, "board")
        if board_id is None or board_id == shown or not link.text:
            continue
        if is_aside(link.tag) or _in_thread(link.tag):
            continue
        listed = _listed(link.tag)
        if shown is not None and listed is None:
            continue
        if (holder := _below(link.tag)) is not None:
            below[id(holder)].setdefault(board_id, link)
        elif listed is None or named.setdefault(id(listed), board_id) == board_id:
            # A later link of a row stands in its description.
            links.setdefault(board_id, link)
            for outer in link.tag.parents:
                held[id(outer)].add(board_id)
    owners = {id(tag): board_id for board_id, link in links.items() if (tag := _listed(link.tag)) is not None}
    below_others = {board_id for rows in below.values() for board_id in rows}
    drafts = [
        _board(page, last_post, link, board_id, held, owners, below)
        for board_id, link in links.items()
        if _listed(link.tag) is not None or board_id not in below_others
    ]
    parents = {row.parent_id for row, _ in drafts}
    silent = {row.id for row, _ in drafts if (row.posts, row.threads, row.last_post) == (None, None, None)}
    return [(replace(row, category=row.category or row.id in parents & silent), text) for row, text in drafts]


def _in_thread(tag: Tag) -> bool:
    return any(classes(outer) & {"wbbthread", "message", "listview__item"} for outer in tag.parents)


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
    page: WoltlabPage,
    last_post: LastPostOf,
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
    last, date_text = last_post(row)
    subboards = {child: found.text for tag in inside(row) for child, found in below.get(id(tag), {}).items()}
    holders = (tag for tag in inside(row) if classes(tag) & _DESCRIPTIONS)
    board = BoardRow(
        id=board_id,
        title=_UNREAD.sub("", link.text) if first_inside(link.tag, "span") else link.text,
        description=text_of(next(holders, None)),
        parent_id=above,
        category=bool({"wbbcategory", "category"} & marks),
        external=bool({"externalurl", "globe", "wbbexternallink", "link"} & marks) and threads is None,
        posts=posts,
        threads=threads,
        last_post=last,
        subboards=tuple(BoardRef(id_, title) for id_, title in subboards.items()),
    )
    return board, date_text


def _counts(row: Tag) -> tuple[int | None, int | None]:
    """Threads and posts: by the words before them, else in that order."""
    holders = (tag for tag in inside(row) if classes(tag) & _STATS)
    found = list(pairs(next(holders, None)))
    threads = next((count for word, count in found if _THREADS.search(word)), None)
    posts = next((count for word, count in found if _POSTS.search(word)), None)
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
