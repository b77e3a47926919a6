"""The index and the listings, by a profile: their rows, each with what it tells of a board or a thread."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.dates.date_search import date_in
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dated_rows import BoardDraft, ThreadDraft, dated_boards, page_dates
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.readings import board_reading
from feedforum.engines.profile.page import ALL_THREADS, ForumUrls, ProfilePage, count_in, date_text, first
from feedforum.records import (
    Answer,
    Author,
    BoardPage,
    BoardRef,
    BoardRow,
    Id,
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
    drafts = _board_rows(page)
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


def _board_rows(page: ProfilePage) -> list[BoardDraft]:
    found, urls = page.profile.boards, ForumUrls(page.profile)
    drafts: list[BoardDraft] = []
    for row, link, board_id in page.rows(found.row, found.link, urls, PageKind.BOARD):
        thread = next(
            (id_ for tag in _links(row, found.thread) if (id_ := _thread_id(page, urls, tag))), None
        )
        author = page.author(first(row, found.author))
        date = date_text(first(row, found.date))
        board = BoardRow(
            id=board_id,
            title=text_of(link),
            threads=count_in(first(row, found.threads)),
            posts=count_in(first(row, found.posts)),
            last_post=LastPost(None, author, thread) if author or thread or date else None,
            subboards=tuple(_boards_below(page, urls, row, link)),
        )
        drafts.append((board, date))
    return drafts


def _boards_below(page: ProfilePage, urls: ForumUrls, row: Tag, link: Tag) -> Iterator[BoardRef]:
    """The boards that a row names beside its own."""
    for tag in row.find_all("a"):
        board_id = (
            urls.id_of(PageKind.BOARD, page.absolute(attribute(tag, "href"))) if tag is not link else None
        )
        own = urls.id_of(PageKind.BOARD, page.absolute(attribute(link, "href")))
        if board_id is not None and board_id != own and text_of(tag):
            yield BoardRef(board_id, text_of(tag))


def read_board(page: ProfilePage, calendar: Calendar) -> Reading[BoardPage]:
    """The threads of a listing, and the boards below it; `EMPTY` where it is one without threads."""
    urls = ForumUrls(page.profile)
    address = urls.address(page.document.url)
    board_id = address.id if address and address.kind is PageKind.BOARD else None
    if board_id is None and not page.profile.urls.board:
        board_id = ALL_THREADS
    drafts = _thread_rows(page, urls)
    below = (
        [draft for draft in _board_rows(page) if draft[0].id != board_id] if page.profile.urls.board else []
    )
    if not (drafts and _dated(drafts, page.profile.threads.date)) and (not below or address is None):
        return page.refused()
    pager = page.pager(urls, PageKind.BOARD, board_id)
    reading = board_reading(page, calendar, board_id, drafts, pager, below)
    if reading.page is None:
        return reading
    return replace(
        reading, page=replace(reading.page, threads=_with_stickies(reading.page.threads, page.profile))
    )


def _thread_rows(page: ProfilePage, urls: ForumUrls) -> list[ThreadDraft]:
    found = page.profile.threads
    drafts: list[ThreadDraft] = []
    for row, link, thread_id in page.rows(found.row, found.link, urls, PageKind.THREAD):
        replies = count_in(first(row, found.replies)) if found.replies else None
        if found.posts:
            posts = count_in(first(row, found.posts))
            replies = posts - 1 if posts else None
        counted = bool(found.replies or found.posts)
        moved = first(row, found.moved) is not None if found.moved else counted and replies is None
        numbers = (urls.address(page.absolute(attribute(tag, "href"))) for tag in row.find_all("a"))
        pages = max((each.page for each in numbers if each and each.id == thread_id), default=1)
        thread = ThreadRow(
            id=thread_id,
            topic=text_of(link),
            starter=page.author(first(row, found.starter)) or Author(""),
            replies=None if moved else replies,
            last_poster=page.author(first(row, found.author)),
            pages=pages,
            important=first(row, found.sticky) is not None,
            closed=first(row, found.closed) is not None,
            moved=moved,
        )
        drafts.append((thread, date_text(first(row, found.date))))
    return drafts


def _with_stickies(rows: tuple[ThreadRow, ...], profile: Profile) -> tuple[ThreadRow, ...]:
    """The rows, those at the top marked as important that were last written in before one below them.

    Not where the profile says what such rows have, nor in a listing that is not ordered by the last post.
    """
    last, newest = -1, None
    for at in range(len(rows) - 1, -1, -1):
        moment = rows[at].last_post_at
        if moment is None or rows[at].moved:
            continue
        if newest is not None and moment < newest:
            last = max(last, at)
        newest = moment if newest is None else max(newest, moment)
    if profile.threads.sticky or last > len(rows) // 2:
        return rows
    return tuple(replace(row, important=True) if at <= last else row for at, row in enumerate(rows))


def _links(row: Tag, selector: str) -> list[Tag]:
    return [tag for tag in row.select(selector) if tag.name == "a"] if selector else []


def _thread_id(page: ProfilePage, urls: ForumUrls, tag: Tag) -> Id | None:
    return urls.id_of(PageKind.THREAD, page.absolute(attribute(tag, "href")))
