"""A thread's page: its posts, and what stands above them."""

from itertools import chain

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import behind, image_name, text_of
from feedforum.engines.kit.links import number
from feedforum.engines.kit.readings import thread_reading
from feedforum.engines.kit.surveys import is_button, option, result, survey_in
from feedforum.engines.kit.texts import resolve
from feedforum.engines.wbb2.page import Wbb2Page
from feedforum.engines.wbb2.posts import draft_post
from feedforum.engines.wbb2.topics import title_of
from feedforum.records import Answer, Reading, Survey, ThreadPage
from feedforum.translations import detail_text

_OF_THIS_THREAD = ("print.php", "formmail.php", "addreply.php", "usercp.php")


def read_thread(page: Wbb2Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page; `EMPTY` past its last page.

    A post that is there twice, as where two pages have run together, is read where it stands first.
    """
    # The same id again is passed over, as a dictionary keeps the value that came last.
    posts = page.posts_apart()
    first = {nodes.post_id: nodes for nodes in reversed(posts)}
    own = [nodes for nodes in posts if nodes is first[nodes.post_id]]
    drafts = [draft for nodes in own if (draft := draft_post(nodes, page.base))]
    if len(drafts) < len(own):
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail_text("posts_not_found"), member=page.member)
    named = _thread_named(page)
    if page.of_version_1 or (
        not drafts and (named is None or not page.crumbs or not page.pager("thread.php"))
    ):
        return page.refused()
    topic, ids = _topic(page), [nodes.post_id for nodes in page.posts]
    return thread_reading(
        page,
        calendar,
        named or number(page.document.url, "threadid"),
        drafts,
        page.place("thread.php"),
        topic=topic,
        prefix=_prefix(page, topic),
        closed=any(image_name(image) == "closed" for image in page.own("img")),
        newest_first=ids[0] > ids[-1] if len(drafts) > 1 else None,
        survey=_survey_of(page),
    )


def _thread_named(page: Wbb2Page) -> int | None:
    """The thread's id as the page's links that are about this very thread tell it; None if it has none."""
    own = (link for wanted in _OF_THIS_THREAD for link in page.links if link.script == wanted)
    to_next = (link for link in page.links if "goto=next" in link.href.lower())
    return next(filter(None, (link.number("threadid") for link in chain(own, to_next))), None)


def _topic(page: Wbb2Page) -> str:
    """The heading's text, which stands next to the arrow down; else the end of the path or title."""
    arrows = (
        link.tag
        for link in page.links
        if link.href.lower().replace(" ", "").startswith("javascript:self.scrollto(0,5")
    )
    for tag in (*arrows, *(page.trail[:1] if page.trail else ())):
        heading = title_of(next(behind(tag, "b"), None))
        if heading:
            return heading
    # Before version 2.3 the title is *forum - topic*.
    start = f"{page.forum_title} - " if page.crumbs else ""
    if start and page.title.startswith(start) and "|" not in page.title[: len(start) + 1]:
        return resolve(page.title.removeprefix(start))
    return resolve(page.title.rpartition("|")[2].strip())


def _prefix(page: Wbb2Page, topic: str) -> str:
    """The thread's own prefix as shown: in the path, or else before the topic in the page's title."""
    beside = next(behind(page.trail[0], "span"), None) if page.trail else None
    if beside is not None:
        return resolve(text_of(beside))
    boards, title = page.path, resolve(page.title)
    if not boards or not topic or not title.endswith(topic):
        return ""
    _, board, before = title.removesuffix(topic).rpartition(f"| {boards[-1].title} |")
    return before.strip() if board else ""


def _survey_of(page: Wbb2Page) -> Survey | None:
    """The survey, a table before the first post: its result with bars, or its form with buttons."""
    for image in page.own("img"):
        if image_name(image).startswith("vote_"):
            return survey_in(image.find_parent("table"), result)
    buttons = (field for field in page.own("input") if is_button(field))
    surveys = (survey_in(button.find_parent("table"), option) for button in buttons)
    # One box alone is some other form's, such as the login's *remember me*.
    return next((survey for survey in surveys if survey and len(survey.choices) > 1), None)
