"""A thread's page: its posts, rid of what stands within them and is not their author's text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.fluxbb import urls, words
from feedforum.engines.fluxbb.page import FluxPage, author_of
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.dom import (
    attribute,
    classes,
    first_inside,
    inside,
    inside_or_after,
    markup_of,
    text_of,
    up_to,
    with_class,
)
from feedforum.engines.kit.links import links_in
from feedforum.engines.kit.messages import apart, first_edit_note
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.texts import count_of
from feedforum.records import Reading, ThreadPage

_POST = re.compile(r"p(\d{1,18})$")
_NOTES = frozenset(("postedit", "lastedit"))
_SIGNATURES = frozenset(("postsignature", "sig-content"))
# What follows a message or a signature, or stands in it where an author left an element open.
_ENDS = _NOTES | _SIGNATURES | {"inbox", "postfoot", "postfootleft", "postfootright"}


def read_thread(page: FluxPage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page, which stand in the order of their ids."""
    drafts = list(_posts(page)) if page.kind == "viewtopic" else []
    if not drafts:
        return page.refused()
    pager = page.pager("topic")
    # All posts have a number, so that the first one tells how many come before the page.
    tags = (tag for tag in inside(page.main, "span") if classes(tag) & {"conr", "post-num"})
    before = next((count - 1 for tag in tags if (count := count_of(text_of(tag).lstrip("#")))), 0)
    size = before // max((pager.page or 1) - 1, 1) or pager.size
    return thread_reading(page, calendar, page.own_id("topic"), drafts, replace(pager, size=size))


def _posts(page: FluxPage) -> Iterator[PostDraft]:
    """The posts. The tag with a post's id is all of it, or, in PunBB 1.3 and 1.4, its head alone."""
    tags = [tag for tag in inside_or_after(page.main, "div") if _POST.match(attribute(tag, "id"))]
    whole = [tag.parent if "posthead" in classes(tag) and tag.parent else tag for tag in tags]
    for tag, post in zip(tags, apart(whole), strict=True):
        bodies = (node for node in inside(post, "div") if classes(node) & {"postmsg", "entry-content"})
        body = next((node for node in bodies if "postsignature" not in classes(node)), None)
        left = next(with_class(post, "postleft"), None)
        author = first_inside(left, "strong") or next(with_class(post, "username"), None)
        if body is not None and author is not None:
            yield _post(int(attribute(tag, "id")[1:]), author, post, body)


def _post(post_id: int, author: Tag, post: Tag, body: Tag) -> PostDraft:
    """A post. Its heading repeats the topic, behind "Re:" for a reply: it has no title of its own."""
    note = next((tag for tag in inside(body, "p") if classes(tag) & _NOTES), None)
    signature = next((tag for tag in inside(post) if classes(tag) & _SIGNATURES), None)
    return post_draft(
        post_id,
        author_of(author),
        _written(body),
        next((link.text for link in links_in(post) if urls.id_of(link.href, "post") == post_id), ""),
        signature_html=_written(signature) if signature is not None else "",
        edit=first_edit_note([text_of(note)], [words.EDIT_NOTE]),
    )


def _written(holder: Tag) -> str:
    """What an author wrote in a tag. No code gives a rule (`hr`): one parts off a signature."""
    end = next((tag for tag in inside(holder) if classes(tag) & _ENDS), None)
    nodes = up_to(holder.children, end)
    return markup_of(
        n for n in nodes if not (isinstance(n, Tag) and (n.name == "hr" or "sig-line" in classes(n)))
    )
