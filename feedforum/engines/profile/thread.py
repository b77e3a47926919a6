"""A thread's page, by a profile: its posts, rid of what stands within them and is not their author's text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bs4.element import NavigableString, Tag

from feedforum.dates import Calendar
from feedforum.dates.date_search import date_in
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.dom import attribute, is_tag, markup_of, text_of
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile import words
from feedforum.engines.profile.page import ProfilePage, date_text, first, select, wrapped
from feedforum.records import (
    Attachment,
    Author,
    Edit,
    Id,
    Profile,
    Reading,
    ThreadPage,
    as_id,
)

_LINE = re.compile(r"^[_=–—-]{8,}$")
_NOTE = re.compile(r"\[[^\[\]]{1,200}\]")
_EDGE = frozenset(("br", "hr"))


def read_thread(page: ProfilePage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts that a page shows."""
    address = page.urls.address(page.document.url)
    thread_id = address.id if address and address.kind is PageKind.THREAD else None
    pager = page.pager(PageKind.THREAD, address.id if address else None)
    drafts = [draft for block in post_blocks(page) if (draft := read_post(page, block))]
    if not drafts or not _fits(drafts, page.profile):
        return page.refused()
    return thread_reading(
        page,
        calendar,
        thread_id,
        drafts,
        pager,
        topic=page.heading or page.title,
        newest_first=page.profile.posts.newest_first if len(drafts) > 1 else None,
    )


def post_blocks(page: ProfilePage) -> list[Tag]:
    """The posts of a page, a tag around each."""
    found = page.profile.posts
    return wrapped(page, select(page.soup, found.block), found.tags)


def _fits(drafts: Sequence[PostDraft], profile: Profile) -> bool:
    """Whether posts show what all posts have: a page of none that does has another skin.

    A guest who wrote the only post may have no name where members have theirs.
    """
    posts = [post for post, _ in drafts]
    found = profile.posts
    return (
        (len(posts) == 1 or any(post.author.name or not found.author for post in posts))
        and any(date_in(post.date_text) or not found.date for post in posts)
        and any(post.message_html.strip() for post in posts)
    )


def read_post(page: ProfilePage, block: Tag) -> PostDraft | None:
    """What stands in a block; None if that is no post. What is no part of the text is taken out of it."""
    found = page.profile.posts
    named, dated, title = (first(block, selector) for selector in (found.author, found.date, found.title))
    author, date = page.author(named), date_text(dated)
    body = first(block, found.text)
    if body is None or not (author or date):
        return None
    post_id = id_in(block, found.id, body)
    signature = first(block, found.signature)
    noted = text_of(first(block, found.edited))
    files = tuple(_attachment(page, tag) for tag in select(block, found.attachments) if tag.name == "a")
    title_text = text_of(title)
    others = (tag for each in (found.edited, found.signature, found.remove) for tag in select(block, each))
    for tag in (named, dated, title, *others):
        if tag is not None and any(outer is body for outer in tag.parents):
            tag.extract()
    below_line = _cut_at_line(body)
    noted = noted or _cut_bare_note(body)
    return post_draft(
        post_id,
        author or Author(""),
        markup_of(_written(body)),
        date,
        title=title_text,
        signature_html=markup_of(signature.children) if signature is not None else below_line,
        edit=_edit(noted),
        attachments=files,
    )


def id_in(block: Tag, where: str, text: Tag | None = None) -> Id | None:
    """The id of a post, as `where` says: an attribute and its pattern, such as `href=pid={id}`.

    What stands within its text, an author may have written.
    """
    if not where:
        return None
    name, pattern = _id_pattern(where)
    for tag in (block, *block.find_all(True)):
        match = pattern.search(attribute(tag, name)) if name in tag.attrs else None
        if match and (text is None or tag is text or not any(outer is text for outer in tag.parents)):
            return as_id(match[1])
    return None


@lru_cache(maxsize=64)
def _id_pattern(where: str) -> tuple[str, re.Pattern[str]]:
    name, _, written = where.partition("=")
    before, _, behind = written.partition("{id}")
    start = "" if name == "href" else "^"
    end = rf"(?:{re.escape(behind)})" + ("(?![0-9A-Za-z])" if name == "href" else "$")
    return name, re.compile(rf"{start}{re.escape(before)}([0-9A-Za-z]{{1,40}}){end}")


def _cut_at_line(body: Tag) -> str:
    """Take out the signature behind the last line of underscores that stands alone; its markup."""
    lines = [text for text in body.find_all(string=_LINE) if _stands_alone(text)]
    if not lines:
        return ""
    line, behind = lines[-1], list(lines[-1].next_siblings)
    for node in (line, *behind):
        node.extract()
    return markup_of(behind)


def _cut_bare_note(body: Tag) -> str:
    """Take out the note of an edit that ends a text in brackets, on a line of its own; what it says."""
    last = next((node for node in reversed(body.contents) if str(node).strip()), None)
    alone = isinstance(last, NavigableString) and is_tag(last.previous_sibling, "br")
    said = str(last).strip() if alone else ""
    if last is None or not (_NOTE.fullmatch(said) and words.EDITED.search(said) and date_in(said)):
        return ""
    last.extract()
    return said


def _stands_alone(text: NavigableString) -> bool:
    """Whether the software wrote a line: what an author typed has line feeds around it."""
    return is_tag(text.previous_sibling, "br") and is_tag(text.next_sibling, "br") and "\n" not in text


def _written(body: Tag) -> list[Tag]:
    """What stands in a tag, without the lines that part it from what stands around it."""
    nodes = list(body.children)
    while nodes and (not str(nodes[0]).strip() or getattr(nodes[0], "name", None) in _EDGE):
        nodes.pop(0)
    while nodes and (not str(nodes[-1]).strip() or getattr(nodes[-1], "name", None) in _EDGE):
        nodes.pop()
    return nodes  # type: ignore[return-value]


def _edit(text: str) -> tuple[Edit | None, str]:
    if not text:
        return None, ""
    count = words.EDIT_COUNT.search(text)
    return Edit(count_of(count[1]) or 1 if count else 1, None), date_in(text)


def _attachment(page: ProfilePage, tag: Tag) -> Attachment:
    url = page.absolute(attribute(tag, "href"))
    return Attachment(url.rpartition("/")[2][-64:], text_of(tag), url)
