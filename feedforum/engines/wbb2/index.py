"""The index: the whole forum in one page."""

from feedforum.dates import Calendar
from feedforum.engines.wbb2.addresses import script
from feedforum.engines.wbb2.boardrows import board_rows, finished
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.refusals import refusal
from feedforum.engines.wbb2.stamps import Dates
from feedforum.records import Answer, IndexPage, Reading


def read_index(page: Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards of the index; not understood where it shows none."""
    drafts = board_rows(page, None)
    another_kind = page.found.stretches or (page.crumbs and script(page.document.url) != "index.php")
    if not drafts or another_kind or page.has_input("boardpassword"):
        answer, detail = refusal(page)
        return Reading(answer, detail=detail, member=page.member)
    texts = [draft.stamp.date_text for draft in drafts if draft.stamp]
    dates = Dates(texts, calendar, page.document.made_at)
    return Reading(
        Answer.OK,
        IndexPage(_forum_title(page), finished(drafts, dates), page.language),
        member=page.member,
    )


def _forum_title(page: Page) -> str:
    """The forum's name: the page's title without what follows its last bar."""
    before, bar, last = page.title.rpartition("|")
    return before.strip() if bar else last.strip()
