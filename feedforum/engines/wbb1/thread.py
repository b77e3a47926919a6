"""A thread's page. Posts have places in it and, where their buttons tell, ids."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bs4.element import PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.burning_board import (
    COUNTED_EDIT,
    DATE,
    DATED_EDIT,
    down_to,
    paragraph,
    without_line,
)
from feedforum.engines.kit.dated_rows import PostDraft
from feedforum.engines.kit.links import Link, links_in, number, script
from feedforum.engines.kit.messages import apart, edit_note, without_blanks_behind
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.surveys import is_button, option, result, survey_in
from feedforum.engines.kit.texts import resolve
from feedforum.engines.wbb1 import words
from feedforum.engines.wbb1.page import PLACE, Wbb1Page, member_of
from feedforum.records import Answer, Attachment, Author, Edit, Post, Reading, Survey, ThreadPage
from feedforum.translations import detail_text

_OWN = ("reply.php", "addreply.php", "print.php", "newreply.php", "misc.php", "formmail.php")
_WRITTEN = ("blockquote", "pre")


def read_thread(page: Wbb1Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page; `EMPTY` past its last page."""
    starts = [_start(anchor) for anchor in page.anchors]
    rows = [row for row in starts if row is not None]
    drafts = [draft for row in apart(rows) if (draft := _post(page, row))]
    if len(drafts) < len(page.anchors) or (drafts and not any(post.message_html for post, _ in drafts)):
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("posts_not_found"), member=page.member)
    ids = (link.number("threadid") for link in page.links if link.script in _OWN)
    named = next(filter(None, ids), None)
    thread_id = named or number(page.document.url, "threadid")
    pager = page.pager("thread.php", "threadid", thread_id)
    if thread_id is None or not page.is_own or not (drafts or (named and page.path)):
        return page.refused()
    # An id that only some posts tell would make two of one, so it counts where all do.
    if any(post.id is None for post, _ in drafts) or len({post.id for post, _ in drafts}) < len(drafts):
        drafts = [(replace(post, id=None), edited) for post, edited in drafts]
    closed = any(dom.image_name(link.tag.find("img") or link.tag) == "closed" for link in page.links)
    reading = thread_reading(
        page,
        calendar,
        thread_id,
        drafts,
        pager,
        topic=resolve(page.heading),
        closed=closed,
        newest_first=None,
        survey=_survey(page),
    )
    posts = reading.page.posts if reading.page else ()
    ends = [post.posted_at for post in (*posts[:1], *posts[-1:]) if post.posted_at]
    if reading.page is None or len(ends) < 2 or ends[0] == ends[1]:
        return reading
    return replace(reading, page=replace(reading.page, newest_first=ends[0] > ends[1]))


def _start(anchor: Tag) -> Tag | None:
    """The row of a post, of two cells: the one around its anchor, or the first behind it."""
    cell = dom.first_cell(anchor)
    if cell is not None:
        return dom.row_around(cell)
    own = dom.around(anchor, "tr")
    table = anchor.find_next("table")
    rows = (row for row in (own, *dom.behind(own, "tr"), *dom.inside(table, "tr")) if row is not None)
    return next((row for row in rows if len(dom.child_cells(row)) == 2), None)


def _post(page: Wbb1Page, row: Tag) -> PostDraft | None:
    """The post whose row that is: its author, what was written; its date may stand above or below that."""
    cells = dom.child_cells(row)
    if len(cells) < 2:
        return None
    above = next((each for each in row.find_previous_siblings("tr")[:1] if _begins_post(each)), None)
    below = _row_below(row, cells[1])
    rule = next((rule for rule in dom.inside(cells[1], "hr") if not rule.find_parent(_WRITTEN)), None)
    if rule is not None:
        head, body = dom.up_to(cells[1].children, rule), dom.up_to(dom.after(rule, "td"), below)
    elif below is not None and cells[0].has_attr("rowspan") and len(dom.child_cells(below)) == 1:
        head, body = list(cells[1].children), list(dom.child_cells(below)[0].children)
        below = _row_below(below, cells[1])
    else:
        head, body = _parts(list(cells[1].children), below)
    body, edit, edited = _without_edit(down_to(body, lambda nodes: _without_edit(nodes)[1]))
    body, behind = paragraph(body)
    if behind is None:
        body = down_to(body, lambda nodes: _rule_in(nodes) is not None)
        at = _rule_in(body)
        body, behind = (body, []) if at is None else (body[:at], body[at:])
        if edit is None and at is not None:
            body, edit, edited = _without_edit(body)
    while body and (dom.is_blank(body[-1]) or _is_buttons(body[-1])):
        body.pop()
    shown = [node for node in body if not dom.is_blank(node)]
    if len(shown) == 1 and isinstance(shown[0], Tag) and shown[0].name == "font":
        body = list(shown[0].children)
    buttons = [
        link for node in (cells[0], above, *head, below) if isinstance(node, Tag) for link in _links(node)
    ]
    places = [dom.text_of(below), dom.text_of_all(head), dom.text_of(above), dom.text_of(cells[0])]
    dates = [match[0] for text in places for match in list(DATE.finditer(text))[-1:]]
    post = Post(
        id=next((found for link in buttons if (found := link.number("postid"))), None),
        author=_author(cells[0]),
        title=next((dom.text_of(tag) for node in head if isinstance(node, Tag) for tag in _bold(node)), ""),
        posted_at=None,
        message_html=dom.markup_of(node for node in body if not _files(page, [node])),
        signature_html=dom.markup_of(without_line([node for node in behind if not _files(page, [node])])),
        edit=edit,
        attachments=tuple(_files(page, [*body, *behind])),
        date_text=dates[0] if dates else "",
    )
    return post, edited


def _links(node: Tag) -> Iterable[Link]:
    own = Link(node, dom.attribute(node, "href"), script(dom.attribute(node, "href")))
    return (own, *links_in(node)) if own.href else links_in(node)


def _bold(node: Tag) -> Iterable[Tag]:
    tags = (node, *dom.inside(node)) if node.name != "a" else ()
    return (tag for tag in tags if tag.name in ("b", "strong") and dom.text_of(tag))


def _begins_post(row: Tag) -> bool:
    """Whether a row has the anchor of a post, alone in the row above the post itself or beside it."""
    return any(PLACE.fullmatch(dom.attribute(tag, "name")) for tag in dom.inside(row, "a"))


def _is_buttons(node: PageElement) -> bool:
    """Whether a node behind a message holds pictures that lead to the software's forms, and no text."""
    links = list(_links(node)) if isinstance(node, Tag) and not dom.text_of(node) else []
    return bool(links) and all(link.script in _OWN or link.number("boardid") for link in links)


def _row_below(row: Tag, second: Tag) -> Tag | None:
    """The row below a post, with its buttons, which may stand in a table that its author left open."""
    below = next(dom.behind(row, "tr"), None)
    if below is not None and not any(dom.inside(below, "hr")) and not _begins_post(below):
        return below
    rows = (
        inner
        for inner in dom.inside(second, "tr")
        if len(dom.child_cells(inner)) == 2 and not inner.find_parent(_WRITTEN)
    )
    return next((inner for inner in rows if DATE.search(dom.text_of(dom.child_cells(inner)[0]))), None)


def _parts(nodes: list[PageElement], below: Tag | None) -> tuple[list[PageElement], list[PageElement]]:
    """Head and message where no rule parts them: the head has the buttons, or the date of the post."""
    shown = dom.up_to(nodes, below)
    for at, node in enumerate(shown):
        if isinstance(node, Tag) and node.name in ("table", "p", "font", "div"):
            given = any(link.number("postid") for link in links_in(node)) or DATE.search(dom.text_of(node))
            return (shown[: at + 1], shown[at + 1 :]) if given else (shown[:at], shown[at:])
    return [], shown


def _author(cell: Tag) -> Author:
    """The first name in a post's first cell: a member's links to a profile, a guest's is only bold."""
    members = (author for link in links_in(cell) if (author := member_of(link)))
    bold = next((dom.text_of(tag) for tag in dom.inside(cell, "b", "strong") if dom.text_of(tag)), "")
    first = next(members, None)
    if first is not None and bold in ("", first.name):
        return first
    return (
        Author(bold, first.id if first is not None and not bold else None)
        if bold
        else Author(dom.text_of(cell))
    )


def _without_edit(nodes: Sequence[PageElement]) -> tuple[list[PageElement], Edit | None, str]:
    """The nodes without the edit note, a sentence in a tag or in brackets near their end."""
    shown = without_blanks_behind(nodes)
    for at in range(len(shown) - 1, max(len(shown) - 4, -1), -1):
        text = dom.text_of(shown[at])
        apart_from_text = isinstance(shown[at], Tag) or text[:1] in ("(", "[")
        found = edit_note(text, [DATED_EDIT, COUNTED_EDIT]) if apart_from_text and len(text) < 300 else None
        if found is not None:
            return shown[:at] + shown[at + 1 :], *found
    return list(nodes), None, ""


def _rule_in(nodes: Sequence[PageElement]) -> int | None:
    """The place of the last line of characters, or of a tag that begins with one: a signature follows."""
    for at in range(len(nodes) - 1, -1, -1):
        text = dom.text_of(nodes[at])
        if words.RULE.fullmatch(text) or (
            dom.is_tag(nodes[at], "p", "font", "div") and words.RULE.match(text)
        ):
            return at
    return None


def _files(page: Wbb1Page, nodes: Iterable[PageElement]) -> list[Attachment]:
    """The files that links of some nodes lead to, each once."""
    found = {}
    for node in nodes:
        for link in _links(node) if isinstance(node, Tag) else ():
            file = (
                link.number("attachmentid") or link.number("postid")
                if link.script == "attachment.php"
                else None
            )
            if file and link.text:
                found[file] = Attachment(file, link.text, page.absolute(link.href), None)
    return list(found.values())


def _survey(page: Wbb1Page) -> Survey | None:
    """The survey before the posts: a form with buttons, or a result with bars."""
    for tag in page.own("img", "input") if page.anchors else ():
        if tag.name == "img" or is_button(tag):
            survey = survey_in(tag.find_parent("table"), result if tag.name == "img" else option)
            if survey is not None and len(survey.choices) > 1:
                return survey
    return None
