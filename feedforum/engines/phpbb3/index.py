"""The index: categories and boards, each with its newest post."""

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import dated_boards, page_dates
from feedforum.engines.kit.phpbb_rows import dates_of
from feedforum.engines.phpbb3.page import PhpBB3Page
from feedforum.engines.phpbb3.rows import boards_on
from feedforum.records import Answer, IndexPage, Reading


def read_index(page: PhpBB3Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists, those that guests may not enter too."""
    is_index = page.of_phpbb_3 and not (page.heading or page.posts or page.password_form)
    drafts = boards_on(page, dates_of(page, calendar)) if is_index else []
    if not drafts:
        return page.refused(everywhere=True)
    boards = dated_boards(drafts, page_dates(page, calendar, boards=drafts))
    return Reading(Answer.OK, IndexPage(page.forum_title, boards, page.language), member=page.member)
