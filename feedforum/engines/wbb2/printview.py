"""The print view: a thread's posts in plain form, alike in every skin, without their ids."""

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.messages import trimmed
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.pager import place_of
from feedforum.engines.wbb2.posts import DraftPost, finished_posts
from feedforum.engines.wbb2.refusals import refusal
from feedforum.engines.wbb2.soup import markup_of
from feedforum.engines.wbb2.stamps import Dates
from feedforum.engines.wbb2.texts import text_of, title_of
from feedforum.records import Answer, Author, BoardRef, Post, Reading, ThreadPage
from feedforum.text.characters import clean_line


def read_print(page: Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a print view's page; `EMPTY` past its last page."""
    head = _head(page)
    drafts = [draft for box in page.tags("div") if (draft := _draft(box))]
    thread = next((link for link in head if script(attribute(link, "href")) == "thread.php"), None)
    if thread is None or page.found.stretches:
        answer, detail = refusal(page)
        return Reading(answer, detail=detail, member=page.member)
    dates = Dates([text for draft in drafts for text in draft.date_texts], calendar, page.document.made_at)
    place = place_of(page, "print.php")
    read = ThreadPage(
        thread_id=number(attribute(thread, "href"), "threadid"),
        topic=title_of(thread),
        prefix="",
        path=_path(head),
        page=place.page,
        pages=max(place.pages, place.page) if drafts else place.pages,
        posts=finished_posts(drafts, dates),
        printed=True,
        forum_title=text_of(head[0]),
        language=page.language,
    )
    if not drafts:
        return Reading(Answer.EMPTY, read, "This page is past the print view's last one.", page.member)
    return Reading(Answer.OK, read, member=page.member)


def _head(page: Page) -> list[Tag]:
    """The links of the head: forum, boards, thread, each followed by its address in brackets."""
    for link, _, name in page.links:
        if name == "index.php" and text_of(link):
            head = link.find_parent("p") or link.find_parent("span")
            behind = link.parent.next_sibling if link.parent is not None else None
            if isinstance(head, Tag) and behind is not None and str(behind).lstrip().startswith("(http"):
                return list(head.find_all("a"))
    return []


def _path(head: list[Tag]) -> tuple[BoardRef, ...]:
    boards = [link for link in head if script(attribute(link, "href")) == "board.php"]
    ids = ((number(attribute(link, "href"), "boardid"), text_of(link)) for link in boards)
    return tuple(BoardRef(board_id, title) for board_id, title in ids if board_id)


def _draft(box: Tag) -> DraftPost | None:
    """A post, if a box is one: a line, who wrote it when in italics, icon, title in bold, message."""
    nodes = [node for node in box.children if isinstance(node, Tag) or str(node).strip()]
    if len(nodes) < 2 or not _is(nodes[0], "hr") or not _is(nodes[1], "i"):
        return None
    written = _written(text_of(nodes[1]))
    if written is None:
        return None
    rest = list(nodes[1].next_siblings)
    at = next((i for i, node in enumerate(rest) if _is(node, "b")), None)
    if at is None:
        return None
    icons = [node for node in rest[:at] if isinstance(node, Tag) and node.name == "img"]
    author, date_text = written
    post = Post(
        id=None,
        author=Author(author),
        title=title_of(rest[at]),
        posted_at=None,
        message_html=trimmed(markup_of(_after_breaks(rest[at + 1 :]))),
        icon=clean_line(attribute(icons[0], "alt")) if icons else "",
        date_text=date_text,
    )
    return DraftPost(post, "")


def _is(node: PageElement, name: str) -> bool:
    return isinstance(node, Tag) and node.name == name


def _written(text: str) -> tuple[str, str] | None:
    """Author and date text out of *written by X on DATE at TIME:*."""
    for pattern in words.PRINTED_BY:
        match = pattern.match(text[:400].strip().removesuffix(":"))
        if match:
            return match[1], match[2]
    return None


def _after_breaks(nodes: list[PageElement]) -> list[PageElement]:
    """The message without the two breaks that part it from the title."""
    at = 0
    for _ in range(2):
        while at < len(nodes) and not isinstance(nodes[at], Tag) and not str(nodes[at]).strip():
            at += 1
        if at < len(nodes) and _is(nodes[at], "br"):
            at += 1
    return nodes[at:]
