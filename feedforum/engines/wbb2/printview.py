"""The print view: a thread's posts in plain form, alike in every skin, without their ids."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import dropwhile
from urllib.parse import urljoin

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import FIRST_PAGE, PageAt
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.dom import around, is_blank, is_tag, markup_of, text_of
from feedforum.engines.kit.links import Link, links_in
from feedforum.engines.kit.messages import apart
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.refusals import unreadable
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.page import Wbb2Page
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import Author, Document, Id, Reading, ThreadPage


class Wbb2PrintView:
    """`print.php`, paged like the thread."""

    def url(self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return urljoin(base, f"print.php?threadid={thread_id}&page={at.number}")

    def read(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        page = PrintPage(document)
        return unreadable(page) or _read_print(
            page, words.calendar_of(page.version, document.made_at, calendar)
        )


class PrintPage(Wbb2Page):
    """A page. There is no frame in a print view, so it does not tell whether we are logged in."""

    @property
    def member(self) -> bool | None:
        return None if self.head_links else super().member

    @property
    def crumbs(self) -> Sequence[Link]:
        return self.head_links or super().crumbs

    @cached_property
    def head_links(self) -> list[Link]:
        """The links of the head: forum, boards, thread, each followed by its address in brackets."""
        for link in self.links:
            if link.script == "index.php" and link.text:
                head = link.tag.find_parent("p") or link.tag.find_parent("span")
                behind = link.tag.parent.next_sibling if link.tag.parent is not None else None
                if head is not None and behind is not None and str(behind).lstrip().startswith("(http"):
                    return list(links_in(head))
        return []


def _read_print(page: PrintPage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a print view's page; `EMPTY` past its last page."""
    boxes = [box for box in page.tags("div") if _line_of(box)]
    drafts = [draft for box in apart([*boxes, *_footer(page)])[: len(boxes)] if (draft := _draft(box))]
    thread = next((link for link in page.head_links if link.script == "thread.php"), None)
    if thread is None or page.posts:
        return page.refused()
    pager = page.place("print.php")
    return thread_reading(
        page,
        calendar,
        thread.number("threadid"),
        drafts,
        replace(pager, pages=max(pager.pages, pager.page or 1)) if drafts else pager,
        topic=title_of(thread.tag),
        newest_first=None,
        printed=True,
    )


def _line_of(box: Tag) -> Tag | None:
    """The line that says who wrote when, if a box is a post: it follows a rule, in italics."""
    shown = (node for node in box.children if isinstance(node, Tag) or str(node).strip())
    rule, line = next(shown, None), next(shown, None)
    return line if is_tag(rule, "hr") and isinstance(line, Tag) and line.name == "i" else None


def _draft(box: Tag) -> PostDraft | None:
    """The post of a box: behind its line follow an icon, the title in bold, and the message."""
    line = _line_of(box)
    written = _written(text_of(line))
    rest = list(line.next_siblings) if line is not None else []
    at = next((place for place, node in enumerate(rest) if is_tag(node, "b")), None)
    if written is None or at is None:
        return None
    author, date_text = written
    message = markup_of(dropwhile(is_blank, rest[at + 1 :]))
    return post_draft(None, Author(author), message, date_text, title=title_of(rest[at]))


def _footer(page: Wbb2Page) -> list[Tag]:
    """The paragraph at the end of the page in which the software names itself, if it does."""
    links = (link.tag for link in reversed(page.links) if "woltlab." in link.href.lower())
    paragraph = around(next(links, None), "p")
    return [paragraph] if paragraph is not None else []


def _written(text: str) -> tuple[str, str] | None:
    """Author and date text out of *written by X on DATE at TIME:*."""
    line = text[:400].strip().removesuffix(":")
    match = next(filter(None, (pattern.match(line) for pattern in words.PRINTED_BY)), None)
    return (match[1], match[2]) if match else None
