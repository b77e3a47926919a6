"""The rows of threads on a board's page."""

import re
from dataclasses import dataclass, replace

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.page import Page, around, child_cells, image_name, inside, place_in, row_around
from feedforum.engines.wbb2.stamps import Dates, Stamp, member, profile_link, stamp_of
from feedforum.engines.wbb2.texts import count_of, resolve, text_of, text_of_all, title_of
from feedforum.records import Author, ThreadRow

_WHO = re.compile(r"^\s*javascript:\s*who\(\s*['\"]?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftThread:
    """A thread's row before the date of its last post is read."""

    row: ThreadRow
    stamp: Stamp


def thread_rows(page: Page) -> list[DraftThread]:
    """The threads a page lists, in its order: its rows are those that can tell *who* posted."""
    drafts: list[DraftThread] = []
    for tag, href, _ in page.links:
        match = _WHO.match(href)
        if match:
            draft = _draft(tag, int(match[1]))
            if draft is not None:
                drafts.append(draft)
    return drafts


def finished_threads(drafts: list[DraftThread], dates: Dates) -> tuple[ThreadRow, ...]:
    """The rows with their last posts dated."""
    return tuple(replace(draft.row, last_post_at=dates.read(draft.stamp.date_text)) for draft in drafts)


def _draft(who: Tag, thread_id: int) -> DraftThread | None:
    """A row, its cells counted from the one with the replies: what is left of it and right of it stays.

    Right of the replies are starter and hits, then the rating where there is one, and last the last post.
    """
    own = around(who, "td")
    row = row_around(own)
    if own is None or row is None:
        return None
    cells = child_cells(row)
    at = place_in(row, own)
    topic = _topic_link(cells[at - 1]) if at else None
    if topic is None or at + 2 >= len(cells):
        return None
    last = stamp_of(list(cells[-1].children))
    images = [image_name(image) for cell in cells[: at - 1] for image in inside(cell, "img")]
    labels, prefix = _labels_and_prefix(cells[at - 1], topic)
    moved = "moved" in images or bool(labels & words.MOVED)
    return DraftThread(
        ThreadRow(
            id=thread_id,
            topic=title_of(topic),
            prefix=prefix,
            starter=_starter(cells[at + 1]),
            replies=None if moved else count_of(text_of(who)),
            last_post_at=None,
            last_poster=last.author,
            pages=_pages(cells[at - 1]),
            important=bool(labels & words.IMPORTANT),
            announcement="announce" in images or bool(labels & words.ANNOUNCEMENT),
            closed=any(name.endswith("folder") and "lock" in name for name in images),
            moved=moved,
        ),
        last,
    )


def _starter(cell: Tag) -> Author:
    link = profile_link(cell)
    return member(link) if link is not None else Author(text_of(cell))


def _topic_link(cell: Tag) -> Tag | None:
    """The link with the topic; those to the first unread post and to pages have more parameters."""
    for link in inside(cell, "a"):
        href = attribute(link, "href")
        if script(href) != "thread.php" or not number(href, "threadid"):
            continue
        if number(href, "page") is None and "goto=" not in href.lower() and link.get_text(strip=True):
            return link
    return None


def _pages(cell: Tag) -> int:
    hrefs = (attribute(link, "href") for link in inside(cell, "a"))
    return max(
        [1, *(found for href in hrefs if script(href) == "thread.php" and (found := number(href, "page")))]
    )


def _labels_and_prefix(cell: Tag, topic: Tag) -> tuple[frozenset[str], str]:
    """The forum's own labels before a topic, in lower case, and the prefix the thread itself has.

    Labels are bold and end in a colon. A prefix stands as plain text, or bold if the forum likes.
    """
    labels: set[str] = set()
    kept: list[PageElement] = []
    for node in _before(cell, topic):
        label = text_of(node).removesuffix(":").strip().lower() if isinstance(node, Tag) else ""
        if isinstance(node, Tag) and node.name in ("b", "strong") and label in words.LABELS:
            labels.add(label)
        else:
            kept.append(node)
    return frozenset(labels), resolve(text_of_all(kept))


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
