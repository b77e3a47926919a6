"""A thread's page: its posts, recognised by the ids that all versions and skins share."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import PostDraft
from feedforum.engines.kit.dom import attribute, classes, first_inside, inside, markup_of, text_of, with_class
from feedforum.engines.kit.links import link_of, links_in
from feedforum.engines.kit.messages import apart
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.texts import count_of, size_in_bytes
from feedforum.engines.kit.woltlab import marks_of, message_of, moment_of, text_without
from feedforum.engines.wbb4 import urls, words
from feedforum.engines.wbb4.page import LABELS, SuitePage, labels_of
from feedforum.records import (
    Attachment,
    Author,
    Edit,
    Post,
    Reading,
    Survey,
    SurveyChoice,
    ThreadPage,
)

_POST = re.compile(r"post(\d{1,18})$")
_ORDINAL = re.compile(r"#([\d.,]+)$")
_NUMBER = re.compile(r"\d+")
_VOTES = re.compile(r"\(\s*(\d[\d.,]*)\s*\)\s*(?:\d[\d.,]*\s*%)?$")
_HIDDEN = frozenset(("messagedeleted", "messagedisabled", "messageminimized"))
_HEADERS = frozenset(("messageheader", "messageheadline", "messageheadermetadata"))
_ENDS = frozenset(
    (
        *("messagefooter", "messagesignature", "messagefooternotes", "messagefooternote"),
        *("attachmentthumbnaillist", "attachmentfilelist", "messageattachmentlist"),
    )
)
"""What the software has behind a message."""


def read_thread(page: SuitePage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page; what moderators see of deleted ones is none."""
    survey = _survey(page)  # which reading a post takes out of its message
    found = list(_posts(page)) if page.kind == "thread" else []
    if not found:
        return page.refused()
    drafts = [draft for draft, _ in found]
    numbers = [number for _, number in found if number]
    thread_id = _thread_id(page)
    return thread_reading(
        page,
        calendar,
        thread_id,
        drafts,
        page.pager("thread", thread_id),
        prefix=labels_of(_header(page)),
        closed=_is_closed(page),
        newest_first=numbers[0] > numbers[-1] if len(numbers) > 1 else None,
        survey=survey,
    )


def _thread_id(page: SuitePage) -> int | None:
    """The thread of the page: by its own address, else by its posts."""
    named = (attribute(tag, "data-thread-id") for tag in inside(page.main, "article", "li", "div"))
    ids = (int(text) for text in named if text.isascii() and text.isdecimal() and len(text) < 19)
    return urls.id_of(page.own_url, "thread") or next(ids, None)


def _header(page: SuitePage) -> Tag | None:
    """What stands around the topic, with its labels and its state."""
    heading = page.headline
    outers = heading.parents if heading is not None else ()
    named = (o for o in outers if classes(o) & {"contentheader", "boxheadline"} or o.name == "header")
    return next(named, heading)


def _is_closed(page: SuitePage) -> bool:
    header = _header(page)
    return header is not None and bool(marks_of(header) & {"lock", "jsiconclosed"})


def _posts(page: SuitePage) -> Iterator[tuple[PostDraft, int | None]]:
    """The posts with their numbers. A box at the top may show one of them once more."""
    starts = [tag for tag in inside(page.main, "li", "article") if _is_start(tag)]
    shown: set[int] = set()
    for frame in apart(starts):
        found = _post(page, frame)
        if found is not None and found[0][0].id not in shown:
            shown.add(int(found[0][0].id or 0))
            yield found


def _is_start(tag: Tag) -> bool:
    if tag.name == "li":
        return bool(_POST.match(attribute(tag, "id"))) and first_inside(tag, "article", "div") is not None
    around = next((outer for outer in tag.parents if outer.name == "li"), None)
    framed = around is not None and _POST.match(attribute(around, "id"))
    return "message" in classes(tag) and bool(_id_of(tag)) and not framed


def _id_of(frame: Tag) -> int | None:
    """The post's id: a frame has it in its own id, else the message in an attribute."""
    named = _POST.match(attribute(frame, "id"))
    if named:
        return int(named[1])
    message = frame if frame.name == "article" else first_inside(frame, "article")
    given = attribute(message, "data-post-id") or attribute(message, "data-object-id")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None


def _post(page: SuitePage, frame: Tag) -> tuple[PostDraft, int | None] | None:
    message = frame if frame.name == "article" else first_inside(frame, "article") or frame
    post_id, body = _id_of(frame), next(with_class(frame, "messagetext"), None)
    if post_id is None or body is None or (classes(frame) | classes(message)) & _HIDDEN:
        return None
    tags = list(inside(frame))
    at = next(at for at, tag in enumerate(tags) if tag is body)
    end = next((tag for tag in tags[at:] if classes(tag) & _ENDS), None)
    within = {id(tag) for tag in inside(body)}
    around = [tag for tag in tags[at + 1 :] if id(tag) not in within]
    if end is not None:  # which what an author left open may hold
        around = tags[next(at for at, tag in enumerate(tags) if tag is end) :]
    outside = [*tags[:at], *around]
    header = next((tag for tag in tags[:at] if classes(tag) & _HEADERS), None)
    files = tuple(_attachments(page, outside))
    for held in [tag for tag in inside(body) if "pollcontainer" in classes(tag)]:
        held.extract()
    note = next((tag for tag in outside if _is_edit_note(tag)), None)
    signature = next((tag for tag in outside if "messagesignature" in classes(tag)), None)
    inner = first_inside(signature, "div") or signature
    title = next((tag for tag in outside if "messagetitle" in classes(tag)), None)
    title = title or first_inside(next(with_class(frame, "messageheadline"), None), "h1", "h2", "h3")
    numbers = (
        _ORDINAL.search(text_of(tag))
        for tag in outside
        if tag.name == "a" and urls.post_of(attribute(tag, "href"))
    )
    ordinal = next((count_of(match[1]) for match in numbers if match), None)
    post = Post(
        id=post_id,
        author=_author(message, outside),
        title=text_without(title, LABELS),
        posted_at=None,
        message_html=message_of(body, end),
        signature_html=markup_of(inner.children) if inner is not None else "",
        edit=Edit(_edits(note), None) if note is not None else None,
        attachments=files,
        date_text=moment_of(header) or next(filter(None, map(_moment, outside)), ""),
    )
    return (post, moment_of(note)), ordinal


def _moment(tag: Tag) -> str:
    return moment_of(tag.parent) if tag.name in ("time", "woltlab-core-date-time") else ""


def _author(message: Tag, outside: list[Tag]) -> Author:
    """Who wrote. Guests have no id, or 0; a name has marks of groups and rank beside it."""
    sides = (tag for tag in outside if classes(tag) & {"messagesidebar", "messageauthor"})
    side = next(sides, None) or message
    holder = next((tag for tag in inside(side) if "username" in classes(tag)), None)
    named = next((tag for tag in inside(holder) if attribute(tag, "itemprop") == "name"), holder)
    name = text_without(named, frozenset(("badge", "icon", "usertitle")))
    if not name:
        person = (tag for tag in inside(side) if attribute(tag, "itemprop") == "name")
        name = next(filter(None, map(text_of, person)), "")
    given = attribute(message, "data-user-id")
    links = (urls.id_of(link.href, "user") for link in links_in(side))
    user_id = (
        int(given)
        if given.isascii() and given.isdecimal() and len(given) < 19
        else next(filter(None, links), None)
    )
    return Author(name, user_id or None)


def _is_edit_note(tag: Tag) -> bool:
    names = classes(tag)
    if any("editnote" in name for name in names):
        return True
    return "messagefooternote" in names and bool(words.EDITED.search(text_of(tag)))


def _edits(note: Tag) -> int:
    """How often a post was edited: the number before the date, 1 where a word stands for it."""
    match = _NUMBER.search(text_without(note, frozenset(), "time", "woltlab-core-date-time", "a"))
    return int(match[0][:9]) if match else 1


def _attachments(page: SuitePage, outside: list[Tag]) -> Iterator[Attachment]:
    """The files below a message, and not the pictures that stand in it."""
    seen: set[int] = set()
    for link in filter(None, (link_of(tag) for tag in outside if tag.name == "a")):
        file_id = urls.id_of(link.href, "attachment")
        if file_id is None or file_id in seen:
            continue
        seen.add(file_id)
        holder = next(
            (o for o in link.tag.parents if o.name == "li" and not _POST.match(attribute(o, "id"))), link.tag
        )
        names = (tag for tag in inside(holder) if any("filename" in name for name in classes(tag)))
        same = (found.text for found in links_in(holder) if urls.id_of(found.href, "attachment") == file_id)
        picture = first_inside(holder, "img")
        held = (*map(text_of, names), attribute(link.tag, "title"), *same, attribute(picture, "alt"))
        name = next(filter(None, held), f"{file_id}")
        inline = picture is not None or "attachmentthumbnail" in classes(holder)
        size = size_in_bytes(" ".join(holder.stripped_strings))
        yield Attachment(file_id, name, page.absolute(link.href), size, inline=inline)


def _survey(page: SuitePage) -> Survey | None:
    """The survey of a thread: its result, or the form to vote."""
    box = next((tag for tag in inside(page.main) if classes(tag) & {"pollcontainer", "poll"}), None)
    if box is None:
        return None
    title = first_inside(box, "h2", "h3", "legend")
    items = (tag for tag in inside(box, "li") if not first_inside(tag, "li"))
    choices = tuple(choice for item in items if (choice := _choice(item)))
    return Survey(text_without(title, LABELS), choices) if choices else None


def _choice(item: Tag) -> SurveyChoice | None:
    caption = next(with_class(item, "caption"), None)
    named = next(with_class(item, "optionname"), None) or caption or first_inside(item, "label")
    votes = _VOTES.search(text_of(caption or named))
    text = _VOTES.sub("", text_of(named)).strip()
    return SurveyChoice(text, count_of(votes[1]) if votes else None) if text else None
