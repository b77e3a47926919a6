"""The index and the listings, by a profile: their rows, each with what it tells of a board or a thread."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from feedforum.dates import Calendar
from feedforum.dates.date_search import date_in
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dated_rows import BoardDraft, ThreadDraft, dated_boards, page_dates
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.profile.page import ProfilePage, count_in, date_text, first
from feedforum.engines.profile.urls import ALL_THREADS
from feedforum.records import (
    Answer,
    Author,
    BoardPage,
    BoardRef,
    BoardRow,
    IndexPage,
    LastPost,
    Profile,
    Reading,
    ThreadRow,
)


def read_index(page: ProfilePage, calendar: Calendar) -> Reading[IndexPage]:
    """The boards of the index, or the one board that it is itself."""
    if not page.profile.urls.board:
        return _index_of_threads(page, calendar)
    drafts = list(board_rows(page))
    if not drafts or not _dated(drafts, page.profile.boards.date):
        return page.refused()
    boards = dated_boards(drafts, page_dates(page, calendar, boards=drafts))
    return Reading(Answer.OK, IndexPage(page.title, boards, page.language), member=page.member)


def _index_of_threads(page: ProfilePage, calendar: Calendar) -> Reading[IndexPage]:
    reading = read_board(page, calendar)
    if reading.page is None:
        return Reading(reading.answer, None, reading.detail, reading.member)
    rows = [row for row in reading.page.threads if row.last_post_at]
    newest = max(rows, key=lambda row: row.last_post_at or page.document.made_at, default=None)
    last = LastPost(newest.last_post_at, newest.last_poster, newest.id) if newest else None
    board = BoardRow(ALL_THREADS, page.title, last_post=last)
    return Reading(Answer.OK, IndexPage(page.title, (board,), reading.page.language), member=reading.member)


def _dated(drafts: Sequence[tuple[object, str]], selector: str) -> bool:
    """Whether any row has a date, if rows are to have one: where none has, the forum has another skin."""
    return not selector or any(date_in(text) for _, text in drafts)


def board_rows(page: ProfilePage) -> Iterator[BoardDraft]:
    """What each row of a board tells."""
    found = page.profile.boards
    for row, link, board_id in page.rows(found.row, found.link, PageKind.BOARD):
        links = row.select(found.thread) if found.thread else ()
        thread = next((id_ for tag in links if (id_ := page.id_of(PageKind.THREAD, tag)) is not None), None)
        author = page.author(first(row, found.author))
        date = date_text(first(row, found.date))
        others = [(page.id_of(PageKind.BOARD, tag), text_of(tag)) for tag in row.find_all("a")]
        board = BoardRow(
            id=board_id,
            title=text_of(link),
            threads=count_in(first(row, found.threads)),
            posts=count_in(first(row, found.posts)),
            last_post=LastPost(None, author, thread) if author or thread or date else None,
            subboards=tuple(
                BoardRef(id_, title) for id_, title in others if title and id_ not in (None, board_id)
            ),
        )
        yield board, date


def read_board(page: ProfilePage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads of a listing, and the boards below it; `EMPTY` where it is one without threads."""
    profile, address = page.profile, page.urls.address(page.document.url)
    board_id = address.id if address and address.kind is PageKind.BOARD else None
    if board_id is None and not profile.urls.board:
        board_id = ALL_THREADS
    drafts = list(thread_rows(page))
    below = [draft for draft in board_rows(page) if draft[0].id != board_id] if profile.urls.board else []
    if not (drafts and _dated(drafts, profile.threads.date)) and (not below or address is None):
        return page.refused()
    pager = page.pager(PageKind.BOARD, board_id)
    reading = board_reading(page, calendar, board_id, drafts, pager, below)
    if reading.page is None:
        return reading
    threads = _with_stickies(reading.page.threads, profile)
    return replace(reading, page=replace(reading.page, threads=threads))


def thread_rows(page: ProfilePage) -> Iterator[ThreadDraft]:
    """What each row of a thread tells."""
    found = page.profile.threads
    counted, first_post = found.replies or found.posts, 1 if found.posts else 0
    for row, link, thread_id in page.rows(found.row, found.link, PageKind.THREAD):
        count = count_in(first(row, found.posts or found.replies))
        replies = None if count is None or count < first_post else count - first_post
        moved = first(row, found.moved) is not None if found.moved else bool(counted) and replies is None
        pages = (page.urls.address(page.absolute(attribute(tag, "href"))) for tag in row.find_all("a"))
        thread = ThreadRow(
            id=thread_id,
            topic=text_of(link),
            starter=page.author(first(row, found.starter)) or Author(""),
            replies=None if moved else replies,
            last_poster=page.author(first(row, found.author)),
            pages=max((each.page for each in pages if each and each.id == thread_id), default=1),
            important=first(row, found.sticky) is not None,
            closed=first(row, found.closed) is not None,
            moved=moved,
        )
        yield thread, date_text(first(row, found.date))


def _with_stickies(rows: tuple[ThreadRow, ...], profile: Profile) -> tuple[ThreadRow, ...]:
    """The rows, those marked as important that stick to the top.

    Not where the profile says what such rows have, nor in a listing that is not ordered by the last post.
    """
    stuck = sticking([None if row.moved else row.last_post_at for row in rows])
    if profile.threads.sticky or stuck > len(rows) // 2 + 1:
        return rows
    return tuple(replace(row, important=True) if at < stuck else row for at, row in enumerate(rows))


def sticking(moments: Sequence[datetime | None]) -> int:
    """How many threads stick to the top of a list, by the moments of last posts, None where it says nothing.

    That is up to the last one that was last written in before one below it.
    """
    below: datetime | None = None
    for at, moment in reversed(list(enumerate(moments, 1))):
        if moment is not None and below is not None and moment < below:
            return at
        below = moment or below
    return 0
