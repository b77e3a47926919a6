"""A thread's page: its posts, each in a box with an id of its own."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import PostDraft
from feedforum.engines.kit.dom import (
    attribute,
    child_cells,
    classes,
    first_inside,
    image_names,
    inside,
    inside_or_after,
    markup_of,
    text_of,
    with_class,
)
from feedforum.engines.kit.links import link_of
from feedforum.engines.kit.messages import apart, edit_note
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.texts import count_of, size_in_bytes
from feedforum.engines.kit.woltlab import message_of
from feedforum.engines.wbb3 import urls, words
from feedforum.engines.wbb3.page import Wbb3Page, author_in
from feedforum.records import Attachment, Author, Edit, Post, Reading, Survey, SurveyChoice, ThreadPage

_POST = re.compile(r"postRow(\d{1,18})$")
_VOTES = re.compile(r"(\d+(?:[.,\s]\d{3})*)\s*(?:\(\s*\d[\d.,]*\s*%?\s*\)|%?)\s*$")
_ENDS = frozenset(
    (
        *("signature", "editnote", "deletenote", "attachmentpreview", "attachmentfile"),
        *("messagefooter", "messagefooterleft", "messagefooterright", "messagebuttons"),
    )
)
"""What the software has behind a message."""


def read_thread(page: Wbb3Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page. A board may show the newest first: their numbers tell."""
    survey = _survey(page)
    found = list(_posts(page)) if page.kind == "thread" else []
    if not found:
        return page.refused()
    drafts = [draft for draft, _ in found]
    numbers = [number for _, number in found if number]
    return thread_reading(
        page,
        calendar,
        _thread_id(page),
        drafts,
        page.pager("thread"),
        topic=_heading(page, "threadTitle"),
        prefix=_heading(page, "threadPrefix"),
        closed=page.headline is not None and any("closed" in name for name in image_names(page.headline)),
        newest_first=numbers[0] > numbers[-1] if len(numbers) > 1 else None,
        survey=survey,
    )


def _named(page: Wbb3Page, name: str) -> Tag | None:
    tags = inside(page.main, "h1", "h2", "span", "p")
    return next((tag for tag in tags if attribute(tag, "id").startswith(name)), None)


def _heading(page: Wbb3Page, name: str) -> str:
    """The topic or the prefix of the thread; the topic without a prefix that stands in its heading."""
    tag = _named(page, name)
    if tag is None and name == "threadTitle":
        tag = first_inside(page.headline, "h2", "h1")
    named = first_inside(tag, "a") if name == "threadTitle" else tag
    return text_of(named or tag)


def _thread_id(page: Wbb3Page) -> int | None:
    """The thread of the page, by the id of its heading, by its links, or else by its address."""
    digits = re.sub(r"\D", "", attribute(_named(page, "threadTitle"), "id"))
    return int(digits) if 0 < len(digits) < 19 and digits.isascii() else page.own_id("thread")


def _posts(page: Wbb3Page) -> Iterator[tuple[PostDraft, int | None]]:
    """The posts with their numbers, without those of whom only a line is shown."""
    starts = [tag for tag in inside_or_after(page.main, "div") if _POST.match(attribute(tag, "id"))]
    for frame in apart(starts):
        match = _POST.match(attribute(frame, "id"))
        post = _post(page, frame, int(match[1])) if match else None
        if post is not None:
            yield post


def _post(page: Wbb3Page, frame: Tag, post_id: int) -> tuple[PostDraft, int | None] | None:
    tags = list(inside(frame))
    named = (at for at, tag in enumerate(tags) if attribute(tag, "id") == f"postText{post_id}")
    at = next(named, None)
    if at is None:
        return None
    body = tags[at]
    rest = next((place for place in range(at, len(tags)) if classes(tags[place]) & _ENDS), len(tags))
    end = tags[rest] if rest < len(tags) else None
    before, behind = tags[:at], tags[rest:]
    header = next((tag for tag in before if "messageheader" in classes(tag)), None)
    stamp = next(with_class(header, "light"), None) or next(with_class(header, "smallfont"), None)
    numbers = (count_of(text_of(tag)) for tag in before if "messagenumber" in classes(tag))
    note = next((tag for tag in behind if "editnote" in classes(tag)), None)
    edit, edited_text = edit_note(text_of(note), [words.EDITED]) or (Edit(1, None) if note else None, "")
    signature = next((tag for tag in behind if "signature" in classes(tag)), None)
    inner = first_inside(signature, "div") or signature
    files = tuple(_attachments(page, behind))
    title = next((tag for tag in before if attribute(tag, "id") == f"postTopic{post_id}"), None)
    post = Post(
        id=post_id,
        author=_author(before),
        title=text_of(title),
        posted_at=None,
        message_html=message_of(body, end),
        signature_html=markup_of(inner.children) if inner is not None else "",
        edit=edit,
        attachments=files,
        date_text=text_of(stamp),
    )
    return (post, edited_text), next(numbers, None)


def _author(before: list[Tag]) -> Author:
    """Who wrote. Guests have no link."""
    holder = next((tag for tag in before if tag.name == "p" and "username" in classes(tag)), None)
    holder = holder or next((tag for tag in before if "messageauthor" in classes(tag)), None)
    return author_in(holder) or Author("")


def _attachments(page: Wbb3Page, behind: list[Tag]) -> Iterator[Attachment]:
    """The files below a message: pictures in a list of their own, others with size and counter."""
    seen: set[int] = set()
    for link in filter(None, (link_of(tag) for tag in behind if tag.name == "a")):
        file_id = urls.id_of(link.href, "attachment")
        if file_id is None or file_id in seen:
            continue
        seen.add(file_id)
        picture = first_inside(link.tag, "img")
        held = (link.text, attribute(link.tag, "title"), attribute(picture, "alt"), f"{file_id}")
        given = text_of(link.tag.parent)
        listed = any("attachmentpreview" in classes(outer) for outer in link.tag.parents)
        yield Attachment(
            file_id,
            next(filter(None, held)),
            page.absolute(link.href),
            size_in_bytes(given),
            inline=listed or picture is not None,
        )


def _survey(page: Wbb3Page) -> Survey | None:
    """The survey of a thread, in a box before the first message: its result, or the form to vote."""
    named = (tag for tag in inside(page.main, "div", "fieldset", "form") if _is_survey(tag))
    box = next(named, None)
    title = first_inside(box, "h3", "h4", "legend", "caption", "strong")
    rows = [child_cells(row) for row in inside(box, "tr")] or [[item] for item in inside(box, "li")]
    choices = tuple(choice for cells in rows if (choice := _choice(cells)))
    if box is None or not choices:
        return None
    held = box.find_parent("div", class_="messageText") is None
    if held:
        box.extract()
    return Survey(text_of(title), choices)


def _is_survey(tag: Tag) -> bool:
    return bool(classes(tag) & {"poll", "pollbox"}) or attribute(tag, "id").lower().startswith("poll")


def _choice(cells: list[Tag]) -> SurveyChoice | None:
    """An answer, with its votes in another cell or in brackets."""
    text = text_of(cells[0]) if cells else ""
    votes = _VOTES.search(text_of(cells[-1])) if len(cells) > 1 else None
    return SurveyChoice(text, count_of(votes[1]) if votes else None) if text else None
