"""A post of a thread's page: who, when, and what the author wrote, apart from all the rest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.addresses import number, script
from feedforum.engines.wbb2.messages import Body, body_of
from feedforum.engines.wbb2.page import PostNodes, around, behind, inside
from feedforum.engines.wbb2.stamps import Dates
from feedforum.engines.wbb2.texts import text_of, text_of_all, title_of
from feedforum.records import Author, Post
from feedforum.text.characters import clean_line

_ICON = re.compile(r"(?:^|/)icons/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftPost:
    """A post before its dates are read; `edited_text` is the date of its edit note."""

    post: Post
    edited_text: str

    @property
    def date_texts(self) -> tuple[str, ...]:
        """The texts of its dates, for settling the order of day and month."""
        return tuple(text for text in (self.post.date_text, self.edited_text) if text)


def draft_post(stretch: PostNodes, base: str) -> DraftPost | None:
    """The post that begins at an anchor; None if its message cannot be told from the rest."""
    first = around(stretch.anchor, "td")
    second = next(behind(first, "td"), None) if first is not None else None
    if first is None or not isinstance(second, Tag):
        return None
    line = _line(stretch, second)
    if line is None:
        return None
    icon, title = _icon_and_title(second, line)
    body: Body = body_of(_after(line), base)
    post = Post(
        id=stretch.post_id,
        author=_author(first),
        title=title,
        posted_at=None,
        message_html=body.message_html,
        icon=icon,
        signature_html=body.signature_html,
        edit=body.edit,
        attachments=body.attachments,
        date_text=_date_text(stretch, first),
    )
    return DraftPost(post, body.edited_text)


def finished_posts(drafts: Iterable[DraftPost], dates: Dates) -> tuple[Post, ...]:
    """The posts with their times."""
    return tuple(_finished(draft, dates) for draft in drafts)


def _finished(draft: DraftPost, dates: Dates) -> Post:
    post = draft.post
    edit = replace(post.edit, at=dates.read(draft.edited_text)) if post.edit else None
    return replace(post, posted_at=dates.read(post.date_text), edit=edit)


def _line(stretch: PostNodes, cell: Tag) -> Tag | None:
    """The line above the message: the first that has the forum's class, else the first at all."""
    marked = [line for line in stretch.lines if "threadline" in attribute(line, "class").lower()]
    return next((line for line in [*marked, *stretch.lines] if _within(line, cell)), None)


def _within(tag: Tag, outer: Tag) -> bool:
    return any(parent is outer for parent in tag.parents)


def _after(line: Tag) -> list[PageElement]:
    """All that follows the line in its cell."""
    nodes: list[PageElement] = []
    step: Tag | None = line
    while step is not None and step.name not in ("td", "th"):
        nodes.extend(step.next_siblings)
        step = step.parent
    return nodes


def _author(cell: Tag) -> Author:
    """The first name in a post's first cell: a member's links to a profile, a guest's is only bold."""
    for node in cell.descendants:
        if not isinstance(node, Tag) or node.name not in ("a", "b"):
            continue
        name = text_of(node)
        if not name:
            continue
        link = node if node.name == "a" else next(inside(node, "a"), None)
        href = attribute(link, "href") if isinstance(link, Tag) else ""
        if script(href) == "profile.php":
            return Author(name, number(href, "userid") or None)
        if node.name == "b":
            return Author(name)
    return Author(text_of(next(inside(cell, "span"), None)))


def _icon_and_title(cell: Tag, line: Tag) -> tuple[str, str]:
    """The text of the post's icon and its own title, both of which stand above the line."""
    icon, title, found = "", "", False
    node = cell.next_element
    while node is not None and node is not line:
        if isinstance(node, Tag):
            if node.name == "img" and not icon and _ICON.search(attribute(node, "src")):
                icon = attribute(node, "alt") or attribute(node, "title")
            elif node.name == "b" and not found:
                title, found = title_of(node), True
        node = node.next_element
    return clean_line(icon), title


def _date_text(stretch: PostNodes, first: Tag) -> str:
    """The date in the row below, where the permalink stands; that row's first cell if it has none."""
    for link in reversed(stretch.links):
        href = attribute(link, "href")
        if script(href) == "thread.php" and number(href, "postid") == stretch.post_id:
            return text_of_all(link.next_siblings)
    row = around(first, "tr")
    below = next(behind(row, "tr"), None) if row is not None else None
    return text_of(next(inside(below, "td"), None)) if isinstance(below, Tag) else ""
