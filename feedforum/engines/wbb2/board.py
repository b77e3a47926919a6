"""A board's page: what it says about its threads."""

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import attribute
from feedforum.engines.wbb2.addresses import number
from feedforum.engines.wbb2.boardrows import DraftRow, board_rows, finished
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.pager import place_of
from feedforum.engines.wbb2.refusals import refusal
from feedforum.engines.wbb2.stamps import Dates
from feedforum.engines.wbb2.threadrows import DraftThread, finished_threads, thread_rows
from feedforum.records import Answer, BoardPage, Reading


def read_board(page: Page, calendar: Calendar) -> Reading[BoardPage]:
    """The threads and boards a board's page lists; `EMPTY` where it lists no thread."""
    threads = thread_rows(page)
    board_id = _board_id(page)
    if page.found.stretches or page.has_input("boardpassword") or board_id is None:
        return _refused(page)
    boards = [draft for draft in board_rows(page, board_id) if draft.row.id != board_id]
    if not _is_board(page) and (threads or not boards or page.crumbs is None):
        return _refused(page)
    read = _board_page(page, calendar, board_id, boards, threads)
    if _turned_away(page, read, threads):
        return Reading(Answer.EMPTY, read, "This page is past the board's last one.", page.member)
    if threads:
        return Reading(Answer.OK, read, member=page.member)
    return Reading(Answer.EMPTY, read, "This board has no threads to show.", page.member)


def _refused(page: Page) -> Reading[BoardPage]:
    answer, detail = refusal(page)
    return Reading(answer, detail=detail, member=page.member)


def _turned_away(page: Page, read: BoardPage, threads: list[DraftThread]) -> bool:
    """Whether a page is past the last: announcements, which stand on every page, may still be there."""
    return read.page > read.pages and all(draft.row.announcement for draft in threads)


def _board_page(
    page: Page, calendar: Calendar, board_id: int | None, boards: list[DraftRow], threads: list[DraftThread]
) -> BoardPage:
    texts = [draft.stamp.date_text for draft in boards if draft.stamp]
    texts += [draft.stamp.date_text for draft in threads]
    dates = Dates(texts, calendar, page.document.made_at)
    place = place_of(page, "board.php")
    return BoardPage(
        board_id=board_id,
        title=page.crumbs.last if page.crumbs else page.title.rpartition("|")[2].strip(),
        path=page.crumbs.path if page.crumbs else (),
        page=place.page,
        pages=place.pages,
        boards=finished(boards, dates),
        threads=finished_threads(threads, dates),
        language=page.language,
    )


def _board_id(page: Page) -> int | None:
    """The board's id: of its own links where there are some, else of the page's address."""
    above = {board.id for board in page.crumbs.path} if page.crumbs else set()
    for _, href, name in page.links:
        found = number(href, "boardid") if name in ("newthread.php", "markread.php", "usercp.php") else None
        if found and found not in above:
            return found
    return number(page.document.url, "boardid") or _chosen(page)


def _chosen(page: Page) -> int | None:
    """The board that the form to jump to another one shows as chosen."""
    for select in page.tags("select"):
        if attribute(select, "name").lower() == "boardid":
            for option in select.find_all("option"):
                value = attribute(option, "value")
                if "selected" in option.attrs and value.isdecimal():
                    return int(value)
    return None


def _is_board(page: Page) -> bool:
    """Whether a page is a board's, rows or not: it sorts threads, or starts one.

    A list of search results has the same rows and neither.
    """
    if any(attribute(tag, "name").lower() in ("sortfield", "daysprune") for tag in page.tags("select")):
        return True
    return any(
        (name == "board.php" and "sortfield=" in href.lower())
        or (name in ("newthread.php", "markread.php") and number(href, "boardid"))
        for _, href, name in page.links
    )
