"""A thread's page: its posts, recognised by the one id that all versions and skins share."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import links_to, number, script
from feedforum.engines.kit.messages import DATE_BY_NAME, first_edit_note, frames_around
from feedforum.engines.kit.plain_heads import author_of_post, date_outside
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.surveys import option, result, survey_in
from feedforum.engines.kit.texts import size_in_bytes
from feedforum.engines.mybb import urls
from feedforum.engines.mybb.page import MybbPage, author_of
from feedforum.records import Attachment, Author, Reading, Survey, ThreadPage

_POST = re.compile(r"post_\d{1,18}$")
_FILE = re.compile(r"(attachment\.php\?[^>]*>[^<]*</a>)(?:\s|&nbsp;|\xa0)*\([^()<]{1,99}\)")
_NAME = re.compile(r"^[^\W\d_]+:\s*")


def read_thread(page: MybbPage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page. An announcement is none: its post has no id."""
    drafts = list(_posts(page))
    if not drafts:
        return page.refused()
    topic, prefix = _topic(page)
    return thread_reading(
        page, calendar, _thread_id(page), drafts, page.pager, topic=topic, prefix=prefix, survey=_survey(page)
    )


def _topic(page: MybbPage) -> tuple[str, str]:
    """The topic, which is the page's title, and its prefix, with which the path names it."""
    if page.title and page.heading.endswith(page.title):
        return page.title, page.heading.removesuffix(page.title).strip()
    return (page.heading if page.navigation else page.title), ""


def _thread_id(page: MybbPage) -> int | None:
    """The thread of the page: by the links to print or answer it, its address, or the links of its posts.

    An author may have written such links too: those among the posts tell nothing.
    """
    own = (link for link in page.own_links if link.script in ("printthread.php", "newreply.php"))
    ids = {post_id for post_id, _ in page.messages}
    linked = (found for link, found in links_to(page.posts, urls.thread_of) if urls.post_of(link.href) in ids)
    found = (*(link.number("tid") for link in own), urls.thread_of(page.document.url), *linked)
    return next(filter(None, found), None)


def _posts(page: MybbPage) -> Iterator[PostDraft]:
    """The posts. The frame of each is what holds its message alone; in 1.2 two rows may be one post."""
    bodies = [body for _, body in page.messages]
    whole = page.posts or dom.around(next(iter(bodies), None), "table") or page.soup
    for (post_id, _), frame in zip(page.messages, frames_around(bodies, whole, _is_post), strict=True):
        frames = [frame, *list(dom.behind(frame, "tr"))[:1]] if frame.name == "tr" else [frame]
        yield _post(page, frames, post_id)


def _is_post(tag: Tag) -> bool:
    return tag.name in ("div", "table") and bool(_POST.match(dom.attribute(tag, "id")))


def _post(page: MybbPage, frames: list[Tag], post_id: int) -> PostDraft:
    """A post, by the id of its message."""
    body = dom.with_id(frames[0], f"pid_{post_id}") or frames[0]
    around_body = [tag for frame in frames for tag in dom.inside(frame) if not dom.is_within(tag, body)]
    noted = next((tag for tag in around_body if dom.attribute(tag, "id") == f"edited_by_{post_id}"), None)
    small = (tag for tag in around_body if tag.name == "p" and "smalltext" in dom.classes(tag))
    noted = noted or next(small, None)
    signature = next((tag for tag in around_body if "signature" in dom.classes(tag)), None)
    return post_draft(
        post_id,
        _author(frames, around_body, body),
        _FILE.sub(r"\1", dom.markup_in(body)),
        _date(page, around_body, noted) or date_outside(frames, body),
        title=_title(around_body, body, post_id),
        signature_html=dom.markup_in(signature),
        edit=first_edit_note([dom.text_of(noted)], [DATE_BY_NAME]),
        attachments=_attachments(page, around_body),
    )


def _author(frames: list[Tag], around_body: list[Tag], body: Tag) -> Author:
    """Who wrote: the largest text around a message, in most skins."""
    largest = next((tag for tag in around_body if "largetext" in dom.classes(tag)), None)
    names = {"author_information", "post_author", "username"}
    named = next((tag for tag in around_body if dom.classes(tag) & names), None)
    return author_of_post(largest, frames, body, author_of, dom.first_inside(named, "strong") or named)


def _title(around_body: list[Tag], body: Tag, post_id: int) -> str:
    """A post's own title: that of its permalink, and before 1.8 the line in bold above its message."""
    for tag in around_body:
        if tag.name == "a" and urls.post_of(dom.attribute(tag, "href")) == post_id and tag.has_attr("title"):
            return " ".join(dom.attribute(tag, "title").split())
    above = (node for node in body.previous_siblings if isinstance(node, Tag))
    return next((dom.text_of(bold) for node in above if (bold := dom.first_inside(node, "strong"))), "")


def _date(page: MybbPage, around_body: list[Tag], noted: Tag | None) -> str:
    """The date, which stands before the edit note in most skins: the first small text that is one."""
    small = (tag for tag in around_body if dom.classes(tag) & {"post_date", "smalltext"} and tag is not noted)
    texts = (dom.text_of_all(dom.up_to(tag.children, noted)) for tag in small)
    return next(filter(page.is_date, texts), "")


def _attachments(page: MybbPage, around_body: list[Tag]) -> Iterator[Attachment]:
    """The files below a message, with size and counter behind each; pictures tell both in their title."""
    for tag in around_body:
        href = dom.attribute(tag, "href") or dom.attribute(tag, "src")
        file_id = number(href, "aid") if script(href) == "attachment.php" else None
        if file_id is None:
            continue
        picture = tag if tag.name == "img" else dom.first_inside(tag, "img")
        given = dom.attribute(picture, "title") or dom.text_of_all(dom.until(tag.next_siblings, "a"))
        name = dom.text_of(tag) or _NAME.sub("", given.splitlines()[0] if given else "") or f"{file_id}"
        yield Attachment(file_id, name, page.absolute(href), size_in_bytes(given), inline=picture is not None)


def _survey(page: MybbPage) -> Survey | None:
    """The survey of a thread, in a table before its posts: its result, or the form to vote."""
    bars = (tag for tag in page.tags("div") if "pollbar" in dom.classes(tag))
    pictures = (tag for tag in page.tags("img") if dom.image_name(tag).startswith("pollbar"))
    buttons = (tag for tag in page.own("input") if dom.attribute(tag, "name").lower().startswith("option"))
    mark = next(bars, None) or next(pictures, None) or next(buttons, None)
    survey = survey_in(dom.around(mark, "table"), lambda cells: result(cells) or option(cells))
    title = dom.first_inside(dom.first_inside(dom.around(mark, "table"), "td", "th"), "strong")
    return Survey(_NAME.sub("", dom.text_of(title)), survey.choices) if survey else None
