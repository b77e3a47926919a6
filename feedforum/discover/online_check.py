"""Looks at a forum as it is configured: its index, its boards and its threads, once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.dates import Calendar
from feedforum.discover.board_tree import boards_of, last_post_at
from feedforum.fetch import ForumClient, clocks_differ
from feedforum.poll.auth import BoardPasswords, LoginBlock, login_of
from feedforum.poll.engine_detection import engine_of
from feedforum.poll.page_loader import PageLoader
from feedforum.records import Access, Answer, BoardPage, FoundBoard, Id, IndexPage, Reading


@dataclass(frozen=True, slots=True)
class BoardLook:
    """A board; `found` is its entry on the index, None if it has none.

    `answer` is that of its own page, or OK if the index was enough; `written_at` is when its last post was.
    """

    id: Id
    title: str
    found: FoundBoard | None
    answer: Answer = Answer.OK
    detail: str = ""
    written_at: datetime | None = None

    @property
    def is_readable(self) -> bool:
        """Whether it can be read."""
        return self.answer in (Answer.OK, Answer.EMPTY)


@dataclass(frozen=True, slots=True)
class ThreadLook:
    """A thread that is watched by itself; only `answer` and `detail` if it was not read."""

    id: Id
    answer: Answer
    detail: str = ""
    topic: str = ""
    pages: int = 1
    board_id: Id | None = None
    board_title: str = ""


@dataclass(frozen=True, slots=True)
class ForumLook:
    """A forum, whose index has so many `boards_shown`; nothing is known unless `answer` is OK.

    `login` says what came of the login, if any; `shut_out` that we are a guest and should not be; `clock`
    that our clock and the forum's differ, if they do.
    """

    answer: Answer
    detail: str = ""
    title: str = ""
    software: str = ""
    boards_shown: int = 0
    login: str = ""
    clock: str = ""
    shut_out: bool = False
    boards: tuple[BoardLook, ...] = ()
    threads: tuple[ThreadLook, ...] = ()


def look_at(
    forum: ForumSettings, client: ForumClient, progress: Callable[[str], None] = lambda what: None
) -> ForumLook:
    """The index of a forum, and a page of each board and thread, with the configured login.

    Where all boards are watched, those are fetched that the index does not prove to be open. `progress`
    gets what is fetched beside the index. Nothing is stored.
    """
    engine, fetched = engine_of(forum.engine, forum.url, None, client)
    if engine is None:
        return ForumLook(fetched.answer, fetched.detail)
    calendar = Calendar(forum.zone, forum.date_order)
    passwords = BoardPasswords(forum)
    loader = PageLoader(client, engine, forum.url, calendar, passwords, login_of(forum))
    reading, document = loader.index(fetched)
    if reading.page is None or document is None:
        return ForumLook(reading.answer, reading.detail)
    found = boards_of(reading.page)
    boards = tuple(_boards(forum, found, loader, progress))
    threads = tuple(_thread(thread_id, loader, progress) for thread_id in forum.threads)
    return ForumLook(
        Answer.OK,
        title=reading.page.title,
        software=f"{engine.title} {engine.version(document)}".strip(),
        boards_shown=sum(not board.category for board in found),
        login=_login(forum, loader, reading),
        clock=clocks_differ(client.clock_ahead),
        shut_out=loader.login_block is not LoginBlock.NONE,
        boards=boards,
        threads=threads,
    )


def _boards(
    forum: ForumSettings, found: Sequence[FoundBoard], loader: PageLoader, progress: Callable[[str], None]
) -> Iterator[BoardLook]:
    on_index = {board.id: board for board in found}
    shown = [board.id for board in found if not board.category]
    for board_id in shown if forum.boards is None else [board.id for board in forum.boards]:
        board = on_index.get(board_id)
        proven = forum.boards is None and board is not None and board.access is Access.OPEN
        if board is not None and (board.category or proven):
            yield BoardLook(board_id, board.title, board, written_at=board.last_post_at)
            continue
        progress(f"board {board_id}")
        reading, _ = loader.board(board_id, 1)
        yield _read(board_id, board, reading)


def _read(board_id: Id, board: FoundBoard | None, reading: Reading[BoardPage]) -> BoardLook:
    page = reading.page
    title = board.title if board else page.title if page else ""
    written_at = (last_post_at(page) or (board.last_post_at if board else None)) if page else None
    return BoardLook(board_id, title, board, reading.answer, reading.detail, written_at)


def _thread(thread_id: Id, loader: PageLoader, progress: Callable[[str], None]) -> ThreadLook:
    progress(f"thread {thread_id}")
    reading, _ = loader.thread(thread_id, 1)
    page = reading.page
    if page is None:
        return ThreadLook(thread_id, reading.answer, reading.detail)
    board = page.path[-1] if page.path else None
    return ThreadLook(
        thread_id,
        reading.answer,
        topic=f"{page.prefix} {page.topic}".strip(),
        pages=page.pages,
        board_id=board.id if board else None,
        board_title=board.title if board else "",
    )


def _login(forum: ForumSettings, loader: PageLoader, reading: Reading[IndexPage]) -> str:
    if loader.login_refused:
        return "the login is refused; check username and password"
    if forum.cookies and loader.login_block is not LoginBlock.NONE:
        return f"not logged in: {loader.login_block.value}"
    if forum.cookies:
        return "logged in by the cookies"
    if forum.username:
        return f"{'logged in' if reading.member else 'not logged in'} as {forum.username}"
    return ""
