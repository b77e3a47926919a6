"""A thread's page: its posts, which have a place in it and no ids."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import links_in, links_to
from feedforum.engines.kit.messages import DATE_BY_NAME, first_edit_note, frames_around
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.surveys import is_button, result_with_share
from feedforum.engines.kit.texts import size_in_bytes
from feedforum.engines.yabb import urls, words
from feedforum.engines.yabb.page import YabbPage, author_of
from feedforum.records import Answer, Attachment, Author, Reading, Survey, SurveyChoice, ThreadPage
from feedforum.translations import detail_text

_PLACE = re.compile(r"\d{1,9}")
_MOVES = 60
"""A thread's id grows by some seconds at most when it is moved."""


def read_thread(page: YabbPage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page, the first of which tells by its place which page it is."""
    found = list(_posts(page))
    if not found:
        return page.refused()
    places, tables = zip(*found, strict=True)
    linked = (thread for table in tables[:1] for _, thread in links_to(table, urls.thread_of))
    thread_id = next(linked, None) or urls.thread_of(page.document.url)
    if thread_id is None:
        return page.refused()
    drafts = [_post(page, table, body) for table in tables if (body := _body(table))]
    title = dom.first_with_class(page.soup, "titlebg", "td")
    closed = title is not None and any("lock" in name for name in dom.image_names(title))
    if closed and len(found) == 1 and thread_id and (moved_to := _moved_to(_body(tables[0]), thread_id)):
        detail = detail_text("moved_to", thread=moved_to)
        return Reading(Answer.NOT_FOUND, None, detail, page.member)
    pager = page.pager(thread_id, urls.thread_of)
    return thread_reading(
        page,
        calendar,
        thread_id,
        drafts,
        replace(pager, page=pager.number_at(min(places))),
        closed=closed,
        newest_first=None if len(places) == 1 else places[0] > places[1],
        survey=_survey(page),
    )


def _moved_to(body: Tag | None, thread_id: int) -> int | None:
    """The thread that a marker names, which took the place of one that was moved, and its board."""
    later = (number for _, number in links_to(body, urls.thread_of))
    found = next((number for number in later if thread_id < number < thread_id + _MOVES), None)
    return found if next(links_to(body, urls.board_of), None) else None


def _posts(page: YabbPage) -> Iterator[tuple[int, Tag]]:
    """Each post's place in the thread, from 0 on, and its table."""
    marks = [(int(place), tag) for tag in page.soup.find_all(["span", "a"]) if (place := _place(tag))]
    tables = frames_around([tag for _, tag in marks], page.soup, lambda tag: tag.name == "table")
    for (number, _), table in zip(marks, tables, strict=True):
        if _body(table) is not None:
            yield number, table


def _place(anchor: Tag) -> str:
    name = dom.attribute(anchor, "id") if "anchor" in dom.classes(anchor) else dom.attribute(anchor, "name")
    return name if _PLACE.fullmatch(name) else ""


def _body(table: Tag | None) -> Tag | None:
    """What an author wrote. The link to who is quoted has the same class; YaBB 1 has no class for either."""
    found = dom.first_with_class(table, "message", "div")
    rule = dom.first_inside(table, "hr") if found is None else None
    return found or next(dom.behind(rule, "font"), None)


def _post(page: YabbPage, table: Tag, body: Tag) -> PostDraft:
    """A post, whose subject need not be that of its thread. Its first cell tells who wrote it."""
    left = dom.first_inside(table, "td") or table
    subject, date_text = _head(table, left, body)
    below = _below(table, body)
    notes = (dom.text_of(tag) for box in below for tag in dom.inside(box, "i") if tag.parent is box)
    ruled = [box for box in below if dom.first_inside(box, "hr") is not None]
    files = [file for box in ruled for file in _files(page, box)]
    signatures = (box for box in ruled if not any(_files(page, box)))
    return post_draft(
        None,
        author_of(dom.text_of(dom.first_inside(left, "b"))) or Author(""),
        dom.markup_in(body),
        date_text,
        title=subject,
        signature_html=_behind_rule(next(signatures, None)),
        edit=first_edit_note(notes, [DATE_BY_NAME]),
        attachments=files,
    )


def _head(table: Tag, left: Tag, body: Tag) -> tuple[str, str]:
    """The subject of a post, which is a line in bold, and the date in the line below it."""
    for subject in dom.inside(table, "b"):
        line = subject.parent if dom.is_tag(subject.parent, "font") else subject
        below = next(iter(dom.lines_of(line.next_siblings)[1:]), []) if line else []
        if dom.text_of_all(below) and not (dom.is_within(subject, left) or dom.is_within(subject, body)):
            match = words.WHEN.match(dom.text_of_all(below))
            return dom.text_of(subject), match["date"] if match else ""
    return "", ""


def _below(table: Tag, body: Tag) -> list[Tag]:
    """The boxes of a post that follow what its author wrote."""
    boxes = [box for box in dom.inside(table, "div", "font") if box is body or not dom.is_within(box, body)]
    start = next(at for at, box in enumerate(boxes) if box is body) + 1
    return [box for box in boxes[start:] if box.name == "font" or "small" in dom.classes(box)]


def _behind_rule(box: Tag | None) -> str:
    rule = dom.first_inside(box, "hr")
    return dom.markup_of(rule.next_siblings) if rule is not None else ""


def _files(page: YabbPage, box: Tag) -> Iterator[Attachment]:
    """The files below a post. A picture is shown as well, from an address that counts no downloads."""
    pictures = [dom.attribute(tag, "src") for tag in dom.inside(box, "img")]
    for link in links_in(box):
        name = link.parameter("file")
        if link.parameter("action") == "downloadfile" and link.text:
            size = words.FILE_SIZE.search(dom.text_of_all(link.tag.next_siblings))
            picture = next((src for src in pictures if src.endswith(f"/Attachments/{name}")), "")
            yield Attachment(
                id=name,
                name=link.text,
                url=page.absolute(picture or link.href),
                size=(size_in_bytes(size[1]) or None) if size else None,
                inline=bool(picture),
            )


def _survey(page: YabbPage) -> Survey | None:
    """The survey before the posts: a form, or for those who have voted its result."""
    form = next((form for form in page.own("form") if dom.attribute(form, "name") == "poll"), None)
    label = dom.first_inside(form, "b")
    choices = [choice for box in dom.with_class(form, "clear", "div") if (choice := _choice(box))]
    if label is None or not choices:
        return None
    return Survey(dom.text_of_all(label.next_siblings).lstrip(": "), tuple(choices))


def _choice(box: Tag) -> SurveyChoice | None:
    button = next((field for field in dom.inside(box, "input") if is_button(field)), None)
    if button is not None:
        return SurveyChoice(dom.text_of(dom.first_inside(box, "label") or box))
    parts = [part for part in box.children if isinstance(part, Tag)]
    return result_with_share(parts) if len(parts) == 3 else None
