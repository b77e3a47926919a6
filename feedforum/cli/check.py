"""`feedforum check`: the faults of the configuration; with `--online`, what each forum shows."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from feedforum.cli.guests import BriefMemory, host_turns
from feedforum.cli.opening import config_path, forums_of, settings_of
from feedforum.cli.progress import Seen, progress
from feedforum.cli.wording import count
from feedforum.clock import Clock, SystemClock
from feedforum.config import ForumSettings, Settings
from feedforum.dates import Calendar
from feedforum.discover import lets_in
from feedforum.fetch import Guest, HostTurns
from feedforum.poll.asking import Asking
from feedforum.poll.letting_in import BoardPasswords, Hindrance, NoMemory, login_of
from feedforum.poll.recognising import engine_of
from feedforum.records import Answer, BoardRow, IndexPage, Reading
from feedforum.schedule import manners_of


def main(options: Namespace) -> int:
    """Check: ConfigError names the faults; 1 if a forum or a board is not as configured."""
    settings = settings_of(options)
    forums = forums_of(options, settings)
    print(f"{config_path(options)}: no faults; {_in_short(settings)}.", flush=True)
    if not options.online:
        return 0
    clock = SystemClock()
    hosts = host_turns(clock)
    looks = []
    with progress() as seen:
        for forum in forums:
            seen(forum.key, f"asking {forum.url}")
            looks.append(_look(forum, settings.server.public_url, clock, hosts, seen))
    for look in looks:
        print(*look.lines, sep="\n")
    return int(not all(look.good for look in looks))


def _in_short(settings: Settings) -> str:
    boards = sum(len(forum.boards or ()) for forum in settings.forums)
    threads = sum(len(forum.threads) for forum in settings.forums)
    whole = [forum.key for forum in settings.forums if forum.boards is None]
    parts = [count(len(settings.forums), "forum"), count(boards, "board")]
    if whole:
        parts.append(f"all boards of {', '.join(whole)}")
    if threads:
        parts.append(count(threads, "thread"))
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a forum showed, in lines, and whether all of it is as configured."""

    lines: tuple[str, ...]
    good: bool


def _look(forum: ForumSettings, public_url: str, clock: Clock, hosts: HostTurns, seen: Seen) -> _Look:
    memory = BriefMemory()
    manners = manners_of(forum, public_url)
    with Guest(manners, clock, hosts, memory, cookies=forum.cookies) as guest:
        engine, fetched = engine_of(forum.engine, forum.url, None, guest)
        if engine is None:
            return _Look((f"{forum.key}  {_told(fetched.answer, fetched.detail)}",), good=False)
        calendar = Calendar(ZoneInfo(forum.timezone), forum.date_order)
        passwords = BoardPasswords(forum, NoMemory())
        asking = Asking(guest, engine, forum.url, calendar, passwords, login_of(forum))
        reading, document = asking.index(fetched)
        if reading.page is None or document is None:
            return _Look((f"{forum.key}  {_told(reading.answer, reading.detail)}",), good=False)
        named = f"{engine.title} {engine.version(document)}".strip()
        known = _boards(reading.page)
        head = f"{forum.key}  “{reading.page.title}”, {named}, {count(len(_threaded(known)), 'board')}"
        lines = [_board(forum, board_id, known, asking, seen) for board_id in _wanted(forum, known)]
        lines += [_thread(forum, thread_id, asking, seen) for thread_id in forum.threads]
        told = (head, *_login(forum, asking, reading), *(line for line, _ in lines))
        return _Look(told, asking.shut_out is Hindrance.NONE and all(good for _, good in lines))


def _boards(page: IndexPage) -> dict[int, BoardRow]:
    """The rows of boards. A board without a row of its own has just a title."""
    known: dict[int, BoardRow] = {}
    for row in page.boards:
        for below in row.subboards:
            known.setdefault(below.id, BoardRow(below.id, below.title, parent_id=row.id))
        if not row.external:
            known[row.id] = row
    return known


def _threaded(known: dict[int, BoardRow]) -> list[int]:
    return [board_id for board_id, row in known.items() if not row.category]


def _wanted(forum: ForumSettings, known: dict[int, BoardRow]) -> list[int]:
    return _threaded(known) if forum.boards is None else [board.id for board in forum.boards]


def _login(forum: ForumSettings, asking: Asking, reading: Reading[IndexPage]) -> Iterator[str]:
    if asking.login_refused:
        yield f"{forum.key}  the login is refused; see that username and password are right"
    elif forum.cookies and asking.shut_out is not Hindrance.NONE:
        yield f"{forum.key}  not logged in: {asking.shut_out.value}"
    elif forum.cookies:
        yield f"{forum.key}  logged in by the cookies"
    elif forum.username:
        yield f"{forum.key}  {'logged in' if reading.member else 'not logged in'} as {forum.username}"


def _board(
    forum: ForumSettings, board_id: int, known: dict[int, BoardRow], asking: Asking, seen: Seen
) -> tuple[str, bool]:
    """What is to be said of a board, and whether it can be polled as configured.

    Of all boards, those that do not let us in are no fault: polls leave them alone.
    """
    row = known.get(board_id)
    place = f"{forum.key}  board {board_id}"
    if row is not None:
        place = f"{place} “{row.title}”"
        if row.category:
            return f"{place}: a category, which holds no threads of its own", True
        if lets_in(row):
            return f"{place}: {_shown(row)}", True
    seen(forum.key, f"asking for board {board_id}")
    reading, _ = asking.board(board_id, 1)
    if reading.page is None:
        hidden = "" if row else " (it is not on the index)"
        return f"{place}: {_told(reading.answer, reading.detail)}{hidden}", forum.boards is None
    if row is None:
        return f"{place} “{reading.page.title}”: not on the index, so polls ask for it by itself", True
    return f"{place}: {_shown(row)}", True


def _shown(row: BoardRow) -> str:
    if row.threads is None and row.posts is None:
        below = f" below board {row.parent_id}" if row.parent_id else ""
        return f"on the index{below}, without counts"
    return _counts(row)


def _thread(forum: ForumSettings, thread_id: int, asking: Asking, seen: Seen) -> tuple[str, bool]:
    """What is to be said of a thread that is watched by itself, and whether it can be polled."""
    place = f"{forum.key}  thread {thread_id}"
    seen(forum.key, f"asking for thread {thread_id}")
    reading, _ = asking.thread(thread_id, 1)
    page = reading.page
    if page is None:
        return f"{place}: {_told(reading.answer, reading.detail)}", False
    where = f", in board {page.path[-1].id} “{page.path[-1].title}”" if page.path else ""
    topic = f"{page.prefix} {page.topic}".strip()
    return f"{place} “{topic}”: {count(page.pages, 'page')}{where}", True


def _counts(row: BoardRow) -> str:
    numbers = ((row.threads, "thread"), (row.posts, "post"))
    return ", ".join(count(number, what) for number, what in numbers if number is not None)


def _told(answer: Answer, detail: str) -> str:
    return f"{answer}: {detail}" if detail else str(answer)
