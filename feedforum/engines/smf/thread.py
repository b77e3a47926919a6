"""A thread's page: its posts, each in a frame that every skin draws in its own way around the same ids."""

import re
from collections.abc import Iterator

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import links_in
from feedforum.engines.kit.messages import DATE_BY_NAME, first_edit_note, frames_around
from feedforum.engines.kit.plain_heads import author_of_post, date_outside
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.surveys import option, result_with_share, votes_before_share
from feedforum.engines.kit.texts import count_of, size_in_bytes
from feedforum.engines.smf.page import MOVED, SmfPage, author_of
from feedforum.records import Answer, Attachment, Author, Reading, Survey, SurveyChoice, ThreadPage
from feedforum.translations import detail_text

_SUBJECT = re.compile(r"subject_\d{1,18}$")
_FRAMES = frozenset(("post_wrapper", "windowbg", "windowbg2"))
_LABEL = re.compile(r"^[«\s]*(?:\D*?(?:#(?P<number>\d+)\D*?)?:\s)?\s*(?P<date>.*?)[»\s]*$")
_MEASURES = re.compile(r"\b\d+x\d+\b")


def read_thread(page: SmfPage, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page. A forum may show the newest first: their numbers tell."""
    topic_id = page.id_of("topic")
    found = list(_posts(page)) if topic_id else []
    if not found:
        return page.refused()
    pictures = (tag for tag in page.tags("img") if dom.image_name(tag) in MOVED)
    if len(found) == 1 and not all(map(page.is_written, pictures)):
        return Reading(Answer.NOT_FOUND, None, detail_text("moved_away"), page.member)
    drafts, numbers = zip(*found, strict=True)
    return thread_reading(
        page,
        calendar,
        topic_id,
        drafts,
        page.pager,
        newest_first=numbers[0] > numbers[-1] if len(numbers) > 1 else None,
        in_seconds=True,
        survey=_survey(page),
    )


def _posts(page: SmfPage) -> Iterator[tuple[PostDraft, int]]:
    """The posts with their numbers, counted from 0. The frame of each is what holds its subject alone."""
    whole = page.by_id("quickModForm") or page.by_id("forumposts") or page.soup
    subjects = [tag for tag in dom.inside_or_after(whole) if _SUBJECT.match(dom.attribute(tag, "id"))]
    for subject, frame in zip(subjects, frames_around(subjects, whole, _is_post), strict=True):
        if draft := _post(page, frame, dom.attribute(subject, "id")):
            yield draft


def _is_post(tag: Tag) -> bool:
    """Whether a tag is all of a post: by its class, or a table whose first cell has two rows."""
    if tag.name == "div":
        return bool(dom.classes(tag) & _FRAMES)
    cell = dom.first_inside(tag, "td") if tag.name == "table" else None
    return cell is not None and cell.has_attr("rowspan")


def _post(page: SmfPage, frame: Tag, name: str) -> tuple[PostDraft, int] | None:
    """A post with its number, by the id of its subject; None if it has no message."""
    post_id = int(name.rpartition("_")[2])
    subject = dom.with_id(frame, name) or frame
    body = dom.with_id(frame, f"msg_{post_id}") or dom.first_with_class(frame, "inner", "div")
    body = body or dom.first_with_class(frame, "post", "div")
    if body is None:
        return None
    later = (node for node in subject.next_elements if isinstance(node, Tag))
    stamp = next((tag for tag in later if "smalltext" in dom.classes(tag)), None)
    label = _LABEL.match(dom.text_of(stamp))
    date_text = label["date"] if label else ""
    if not page.is_date(date_text):
        date_text = date_outside([frame], body) or date_text
    numbered = dom.text_of(dom.first_with_class(frame, "page_number")).lstrip("#")
    number = (label and label["number"]) or numbered
    signature = dom.first_with_class(frame, "signature")
    draft = post_draft(
        post_id,
        _author(frame, body),
        # An element that the author left open may hold the signature too.
        dom.markup_of(body.children, signature),
        date_text,
        title=dom.text_of(subject),
        signature_html=dom.markup_in(signature),
        edit=first_edit_note([dom.text_of(dom.with_id(frame, f"modified_{post_id}"))], [DATE_BY_NAME]),
        attachments=_attachments(page, frame, body),
    )
    return draft, count_of(number) or 0


def _author(frame: Tag, body: Tag) -> Author:
    """Who wrote: a name in a heading, or, in 1.1, in the first cell. Guests have no link."""
    cells = (cell for cell in dom.inside(frame, "td") if cell.has_attr("rowspan"))
    poster = dom.first_with_class(frame, "poster")
    named = dom.first_inside(poster, "h4") or dom.first_inside(poster, "strong", "b", "a", "h5", "h3")
    holder = named or dom.first_inside(next(cells, None), "b")
    return author_of_post(holder, [frame], body, author_of, otherwise=dom.first_inside(frame, "h4"))


def _attachments(page: SmfPage, frame: Tag, body: Tag) -> Iterator[Attachment]:
    """The files below a message, with size and counter behind each, and the measures of pictures."""
    for link in links_in(frame):
        file_id = link.number("attach") if link.parameter("action") == "dlattach" else None
        if not file_id or not link.text or dom.is_within(link.tag, body):
            continue
        given = dom.text_of_all(dom.until(link.tag.next_siblings, "a"))
        picture = bool(_MEASURES.search(given))
        url = page.absolute(link.href)
        url += ";image" if picture and not url.endswith(";image") else ""
        yield Attachment(file_id, link.text, url, size_in_bytes(given), inline=picture)


def _survey(page: SmfPage) -> Survey | None:
    """The survey of a thread: a list since 2.0, and in 1.1 a table of its own below a picture of its kind."""
    if poll := page.by_id("poll"):
        answers = list(dom.inside(poll, "dt")) or list(dom.inside(poll, "li"))
        votes = (votes_before_share(dom.text_of(next(dom.behind(tag, "dd"), None))) for tag in answers)
        choices = tuple(map(SurveyChoice, map(dom.text_of, answers), votes))
        return Survey(dom.text_of(page.by_id("pollquestion")), choices) if choices else None
    pictures = (tag for tag in page.tags("img") if dom.image_name(tag).startswith("normal_poll"))
    table = dom.around(next(pictures, None), "table")
    rows = [dom.child_cells(row) for row in dom.inside(table, "tr")]
    found = [choice for cells in rows if (choice := result_with_share(cells) or option(cells[:1]))]
    second = next((cells[-1].children for cells in rows[1:2] if cells), iter(()))
    question = dom.text_of_all(dom.until(second, "table", "form"))
    return Survey(question, tuple(found)) if found else None
