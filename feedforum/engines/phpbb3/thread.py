"""A thread's page: its posts, rid of counters, notices and whatever else is not their author's."""

import re
from collections.abc import Iterable, Iterator

from bs4.element import NavigableString, PageElement, Tag

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import PostDraft, post_draft
from feedforum.engines.kit.links import links_in, number, script
from feedforum.engines.kit.messages import apart, first_edit_note
from feedforum.engines.kit.phpbb import IsDate, first_id, id_of, member_of, read_posts
from feedforum.engines.kit.plain_heads import author_of_post, date_outside
from feedforum.engines.kit.surveys import option
from feedforum.engines.kit.texts import count_of, size_in_bytes
from feedforum.engines.phpbb3 import words
from feedforum.engines.phpbb3.page import PhpBB3Page, is_heading, post_id
from feedforum.records import Attachment, Author, Reading, Survey, SurveyChoice, ThreadPage
from feedforum.text.characters import clean_line

_SIGNATURE = re.compile(r"^\s*<br\s*/?>_{17}<br\s*/?>")
_BODIES = ("content", "post-content", "post_content", "post-text", "post_text", "message")


def read_thread(page: PhpBB3Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page. Past the last page the forum shows that once more."""
    if not page.posts:
        return page.refused()
    return read_posts(
        page,
        calendar,
        first_id(filter(is_heading, page.links), "topic") or id_of(page.document.url, "topic"),
        [draft for post in apart(page.posts) if (draft := _post(page, post))],
        frozenset(map(post_id, page.posts)),
        _survey(page),
    )


def _post(page: PhpBB3Page, post: Tag) -> PostDraft | None:
    """A post: a division, or three rows of subsilver2, with its head, its message, and its buttons."""
    rows = [post, *dom.behind(post, "tr")][:3] if post.name == "tr" else [post]
    found, body = post_id(post), _body(rows)
    if found is None or body is None:
        return None
    behind = [node for node in body.next_siblings if isinstance(node, Tag)]
    files = tuple(_attachments(page, [body, *behind]))
    for node in [node for node in body.descendants if _changes_by_itself(node)] if files else ():
        node.extract()
    notes = (
        dom.text_of(tag) for tag in behind if not dom.classes(tag) & {"postbody", "signature", "attachbox"}
    )
    return post_draft(
        found,
        _author(rows, body),
        dom.markup_in(body),
        _date_text(post, page.is_date) or date_outside(rows, body),
        title=_title(post, found),
        signature_html=_signature(behind),
        edit=first_edit_note(notes, words.EDIT_NOTES),
        attachments=files,
    )


def _body(rows: list[Tag]) -> Tag | None:
    """What an author wrote, by the classes that skins have for it."""
    named = ("postbody",) if len(rows) > 1 else _BODIES
    found = (tag for name in named for row in rows for tag in dom.with_class(row, name, "div"))
    return next(found, None)


def _changes_by_itself(node: PageElement) -> bool:
    """Whether a node beside a file in a message says what changes, such as how often it was seen."""
    named = dom.classes(node) if isinstance(node, Tag) else frozenset()
    within = {name for outer in node.parents for name in dom.classes(outer)}
    if "inline-attachment" in within:
        return dom.is_tag(node, "dd")
    in_table = "attachcontent" in within and isinstance(node, NavigableString)
    return "attachtitle" in named or (in_table and node.find_parent("a") is None)


def _signature(behind: Iterable[Tag]) -> str:
    """The signature: a part of its own, which in subsilver2 begins with a line of underscores."""
    for tag in behind:
        markup = dom.markup_of(tag.children) if dom.classes(tag) & {"signature", "postbody"} else ""
        if "signature" in dom.classes(tag) or _SIGNATURE.match(markup):
            return dom.trimmed(_SIGNATURE.sub("", markup))
    return ""


def _author(rows: list[Tag], body: Tag) -> Author:
    """Who wrote; in subsilver2 the link to a member's profile is a button in the last row."""
    if len(rows) > 1:
        name = next(dom.with_class(rows[0], "postauthor"), None) or dom.first_inside(rows[0], "b")
        return Author(dom.text_of(name), first_id(links_in(rows[-1]), "user"))
    by = dom.first_inside(dom.first_with_class(rows[0], "author"), "strong")
    by = by or dom.first_with_class(rows[0], "username")
    by = by or dom.first_inside(dom.first_with_class(rows[0], "postprofile"), "dt")
    return author_of_post(by, rows, body, member_of)


def _title(post: Tag, found: int) -> str:
    """A post's own title: the link to the post in its heading, or one that names no page."""
    links = [link for link in links_in(post) if link.href.rpartition("#")[2] == f"p{found}" and link.text]
    headings = (link for link in links if is_heading(link) or not id_of(link.href, "post"))
    return next((link.text for link in headings), "")


def _date_text(post: Tag, is_date: IsDate) -> str:
    """The text of a post's date: what its element tells exactly, else the first that is a date, or may be."""
    head = post if post.name == "tr" else next(dom.with_class(post, "author"), None)
    moments = (dom.attribute(tag, "datetime") for tag in dom.inside(head, "time"))
    strings = dom.strings_outside(head, "a", "strong", "b")
    texts = [text for node in strings for part in node.split("»") if (text := clean_line(part))]
    return next(filter(None, moments), "") or next(filter(is_date, texts), texts[-1] if texts else "")


def _attachments(page: PhpBB3Page, holders: list[Tag]) -> Iterator[Attachment]:
    """The files in a message and in the box behind it, each once."""
    seen: set[int] = set()
    for holder in holders:
        for tag in dom.inside(holder, "a", "img"):
            url = dom.attribute(tag, "src") or dom.attribute(tag, "href")
            file = number(url, "id") if script(url) == "file.php" and "download/" in url else None
            picture = tag if tag.name == "img" else dom.first_inside(tag, "img")
            name = dom.attribute(picture, "alt") or dom.text_of(tag)
            if file is None or file in seen or not name:
                continue
            seen.add(file)
            around = tag.find_parent("dl") or tag.find_parent(["td", "div"]) or holder
            said = dom.text_of_all(dom.strings_outside(around, "em")).rpartition(name)[2]
            yield Attachment(file, name, page.absolute(url), size_in_bytes(said), inline=picture is not None)


def _survey(page: PhpBB3Page) -> Survey | None:
    """The survey before the first post: in a list, or in tables."""
    for fieldset in page.own("fieldset"):
        if "polls" in dom.classes(fieldset):
            choices = tuple(filter(None, map(_choice, dom.inside(fieldset, "dl"))))
            question = dom.text_of(dom.first_inside(fieldset.parent, "h2"))
            return Survey(question, choices) if choices else None
    return page.survey_in_tables


def _choice(row: Tag) -> SurveyChoice | None:
    """An answer, with its votes where they are shown."""
    bars = (
        tag for tag in dom.inside(row, "div") if any(name.startswith("pollbar") for name in dom.classes(tag))
    )
    bar = next((tag for tag in bars if "hidden" not in dom.classes(tag.parent)), None)
    if bar is None and option([row]) is None:
        return None
    return SurveyChoice(dom.text_of(dom.first_inside(row, "dt")), count_of(dom.text_of(bar)) if bar else None)
