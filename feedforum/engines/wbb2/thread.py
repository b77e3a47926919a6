"""A thread's page: its posts, and what stands above them."""

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.wbb2.addresses import number
from feedforum.engines.wbb2.page import Page, image_name
from feedforum.engines.wbb2.pager import place_of
from feedforum.engines.wbb2.posts import DraftPost, draft_post, finished_posts
from feedforum.engines.wbb2.refusals import refusal
from feedforum.engines.wbb2.stamps import Dates
from feedforum.engines.wbb2.surveys import survey_of
from feedforum.engines.wbb2.texts import resolve, text_of, title_of
from feedforum.records import Answer, Reading, ThreadPage

_OF_THIS_THREAD = ("print.php", "formmail.php", "addreply.php", "usercp.php")


def read_thread(page: Page, calendar: Calendar) -> Reading[ThreadPage]:
    """The posts of a thread's page; `EMPTY` past its last page.

    A post that is there twice, as where two pages have run together, is read where it stands first.
    """
    drafts = [draft for stretch in page.found.stretches if (draft := draft_post(stretch, page.base))]
    if len(drafts) < len(page.found.stretches):
        detail = "A post on this page has no recognisable message; report the forum's skin with `inspect`."
        return Reading(Answer.NOT_UNDERSTOOD, detail=detail, member=page.member)
    first = {draft.post.id: draft for draft in reversed(drafts)}
    drafts = [draft for draft in drafts if draft is first[draft.post.id]]
    named = _thread_named(page)
    if not drafts and (named is None or page.crumbs is None or not page.found.pagers):
        answer, detail = refusal(page)
        return Reading(answer, detail=detail, member=page.member)
    read = _thread_page(page, calendar, named or number(page.document.url, "threadid"), drafts)
    if not drafts:
        return Reading(Answer.EMPTY, read, "This page is past the thread's last one.", page.member)
    return Reading(Answer.OK, read, member=page.member)


def _thread_page(
    page: Page, calendar: Calendar, thread_id: int | None, drafts: list[DraftPost]
) -> ThreadPage:
    dates = Dates([text for draft in drafts for text in draft.date_texts], calendar, page.document.made_at)
    place = place_of(page, "thread.php")
    topic = _topic(page)
    return ThreadPage(
        thread_id=thread_id,
        topic=topic,
        prefix=_prefix(page, topic),
        path=page.crumbs.path if page.crumbs else (),
        page=place.page,
        pages=place.pages,
        posts=finished_posts(drafts, dates),
        closed=any(image_name(image) == "closed" for image in page.own("img")),
        newest_first=_newest_first([draft.post.id for draft in drafts if isinstance(draft.post.id, int)]),
        survey=survey_of(page),
        forum_title=text_of(page.crumbs.index) if page.crumbs else page.title.partition("|")[0].strip(),
        language=page.language,
    )


def _thread_named(page: Page) -> int | None:
    """The thread's id as the page's links that are about this very thread tell it; None if it has none."""
    for wanted in _OF_THIS_THREAD:
        for _, href, name in page.links:
            found = number(href, "threadid") if name == wanted else None
            if found:
                return found
    for _, href, name in page.links:
        if name == "thread.php" and "goto=next" in href.lower() and number(href, "threadid"):
            return number(href, "threadid")
    return None


def _topic(page: Page) -> str:
    """The heading's text, which stands next to the arrow down; else the end of the path or title."""
    for link, href, _ in page.links:
        if href.lower().replace(" ", "").startswith("javascript:self.scrollto(0,5"):
            heading = link.find_next_sibling("b")
            if isinstance(heading, Tag) and title_of(heading):
                return title_of(heading)
    if page.crumbs:
        bold = page.crumbs.around.find_next_sibling("b")
        if isinstance(bold, Tag) and title_of(bold):
            return title_of(bold)
    return resolve(page.title.rpartition("|")[2].strip())


def _prefix(page: Page, topic: str) -> str:
    """The thread's own prefix as shown: in the path, or else before the topic in the page's title."""
    if page.crumbs:
        for beside in page.crumbs.around.find_next_siblings("span", limit=1):
            return resolve(text_of(beside))
        boards = page.crumbs.path
        title = resolve(page.title)
        if boards and topic and title.endswith(topic):
            _, board, before = title.removesuffix(topic).rpartition(f"| {boards[-1].title} |")
            return before.strip() if board else ""
    return ""


def _newest_first(ids: list[int]) -> bool | None:
    """Whether ids go down the page from the highest; None if there are fewer than two."""
    return ids[0] > ids[-1] if len(ids) > 1 else None
