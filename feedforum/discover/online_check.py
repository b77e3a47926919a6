"""Looking once at a forum as it is configured: what its index and its boards show."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feedforum.config import ForumSettings
from feedforum.dates import Calendar
from feedforum.discover.board_tree import boards_of, last_post_at
from feedforum.fetch import ForumClient
from feedforum.poll.auth import BoardPasswords, LoginBlock, NoMemory, login_of
from feedforum.poll.engine_detection import engine_of
from feedforum.poll.page_loader import PageLoader
from feedforum.records import Access, Answer, BoardPage, FoundBoard, Id, IndexPage, Reading


@dataclass(frozen=True, slots=True)
class BoardLook:
    """What a board shows. `found` is how the index has it, None where it does not.

    `answer` is that of its own page, or OK where the index alone was enough; `written_at` is when its
    newest thread was last written in, None if neither tells.
    """

    id: Id
    title: str
    found: FoundBoard | None
    answer: Answer = Answer.OK
    detail: str = ""
    written_at: datetime | None = None

    @property
    def lets_in(self) -> bool:
        """Whether it can be read."""
        return self.answer in (Answer.OK, Answer.EMPTY)


@dataclass(frozen=True, slots=True)
class ThreadLook:
    """What a thread shows that is watched by itself; nothing but `answer` and `detail` if it was not read."""

    id: Id
    answer: Answer
    detail: str = ""
    topic: str = ""
    pages: int = 1
    board_id: Id | None = None
    board_title: str = ""


@dataclass(frozen=True, slots=True)
class ForumLook:
    """What a forum shows. `boards_shown` is how many its index has; nothing is known unless `answer` is OK.

    `login` says what came of the login, in a few words, empty without one; `shut_out` whether we are a
    guest where we were to be a member.
    """

    answer: Answer
    detail: str = ""
    title: str = ""
    software: str = ""
    boards_shown: int = 0
    login: str = ""
    shut_out: bool = False
    boards: tuple[BoardLook, ...] = ()
    threads: tuple[ThreadLook, ...] = ()


def look_at(
    forum: ForumSettings, client: ForumClient, seen: Callable[[str], None] = lambda what: None
) -> ForumLook:
    """What a forum shows whoever is configured to visit it: its index, and a page of each board and thread.

    Where all boards are watched, those are asked for that the index does not prove to be open. `seen` is
    told what is asked for beside the index. Nothing is stored.
    """
    engine, fetched = engine_of(forum.engine, forum.url, None, client)
    if engine is None:
        return ForumLook(fetched.answer, fetched.detail)
    calendar = Calendar(ZoneInfo(forum.timezone), forum.date_order)
    passwords = BoardPasswords(forum, NoMemory())
    asking = PageLoader(client, engine, forum.url, calendar, passwords, login_of(forum))
    reading, document = asking.index(fetched)
    if reading.page is None or document is None:
        return ForumLook(reading.answer, reading.detail)
    found = boards_of(reading.page)
    boards = tuple(_boards(forum, found, asking, seen))
    threads = tuple(_thread(thread_id, asking, seen) for thread_id in forum.threads)
    return ForumLook(
        Answer.OK,
        title=reading.page.title,
        software=f"{engine.title} {engine.version(document)}".strip(),
        boards_shown=sum(not board.category for board in found),
        login=_login(forum, asking, reading),
        shut_out=asking.shut_out is not LoginBlock.NONE,
        boards=boards,
        threads=threads,
    )


def _boards(
    forum: ForumSettings, found: Sequence[FoundBoard], asking: PageLoader, seen: Callable[[str], None]
) -> Iterator[BoardLook]:
    known = {board.id: board for board in found}
    if forum.boards is None:
        wanted = [board.id for board in found if not board.category]
    else:
        wanted = [board.id for board in forum.boards]
    for board_id in wanted:
        board = known.get(board_id)
        proven = forum.boards is None and board is not None and board.access is Access.OPEN
        if board is not None and (board.category or proven):
            yield BoardLook(board_id, board.title, board, written_at=board.last_post_at)
            continue
        seen(f"board {board_id}")
        reading, _ = asking.board(board_id, 1)
        yield _read(board_id, board, reading)


def _read(board_id: Id, board: FoundBoard | None, reading: Reading[BoardPage]) -> BoardLook:
    page = reading.page
    title = board.title if board else page.title if page else ""
    if page is None:
        return BoardLook(board_id, title, board, reading.answer, reading.detail)
    written_at = last_post_at(page) or (board.last_post_at if board else None)
    return BoardLook(board_id, title, board, reading.answer, reading.detail, written_at)


def _thread(thread_id: Id, asking: PageLoader, seen: Callable[[str], None]) -> ThreadLook:
    seen(f"thread {thread_id}")
    reading, _ = asking.thread(thread_id, 1)
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


def _login(forum: ForumSettings, asking: PageLoader, reading: Reading[IndexPage]) -> str:
    if asking.login_refused:
        return "the login is refused; see that username and password are right"
    if forum.cookies and asking.shut_out is not LoginBlock.NONE:
        return f"not logged in: {asking.shut_out.value}"
    if forum.cookies:
        return "logged in by the cookies"
    if forum.username:
        return f"{'logged in' if reading.member else 'not logged in'} as {forum.username}"
    return ""
