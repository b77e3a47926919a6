"""The index: boards with their newest posts. Categories have ids of their own kind, and no posts."""

from feedforum.dates import Calendar
from feedforum.engines.kit.phpbb import table_boards
from feedforum.engines.kit.readings import index_reading
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.records import IndexPage, Reading


def read_index(page: PhpBB2Page, calendar: Calendar) -> Reading[IndexPage]:
    """The boards that the index lists, those that guests may not enter too."""
    no_index = page.lists_threads or page.posts or page.of_phpbb_3
    drafts = [] if no_index else table_boards(page)
    if not drafts:
        return page.refused(everywhere=True)
    return index_reading(page, calendar, drafts)
