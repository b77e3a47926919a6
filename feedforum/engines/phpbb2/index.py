"""The index: boards with their newest posts. Categories have ids of their own kind, and no posts."""

from feedforum.dates import Calendar
from feedforum.engines.kit.dated_rows import dated_boards, page_dates
from feedforum.engines.kit.phpbb_rows import dates_of, table_boards
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.records import Answer, IndexPage, Reading


def read_index(page: PhpBB2Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists, those that guests may not enter too."""
    no_index = page.lists_threads or page.posts or page.of_phpbb_3
    drafts = [] if no_index else table_boards(page, dates_of(page, calendar))
    if not drafts:
        return page.refused(everywhere=True)
    boards = dated_boards(drafts, page_dates(page, calendar, boards=drafts))
    return Reading(Answer.OK, IndexPage(page.forum_title, boards, page.language), member=page.member)
