"""`feedforum check`: the faults of the configuration; with `--online`, what each forum has."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from feedforum.cli.output import Progress, answer_line, count, progress
from feedforum.cli.startup import config_path, forums_of, host_rate_limiter, settings_of
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings, Settings
from feedforum.config.fetch_options import fetch_options_of
from feedforum.discover import BoardLook, ForumLook, ThreadLook, look_at
from feedforum.fetch import ForumClient, InMemoryRobots
from feedforum.records import Answer, FoundBoard


def main(options: Namespace) -> int:
    """Check; gives 1 if a forum or a board is not as configured. Raises ConfigError with the faults."""
    settings = settings_of(options)
    forums = forums_of(options, settings)
    print(f"{config_path(options)}: no faults; {_summary(settings)}.", flush=True)
    if not options.online:
        return 0
    clock = SystemClock()
    rate_limiter = host_rate_limiter(clock)

    def looked_at(forum: ForumSettings, show: Progress) -> ForumLook:
        show(forum.key, f"fetching {forum.url}")
        options = fetch_options_of(forum, settings.server.public_url)
        with ForumClient(options, clock, rate_limiter, InMemoryRobots(), cookies=forum.cookies) as client:
            return look_at(forum, client, lambda what: show(forum.key, f"fetching {what}"))

    with progress() as show:
        looks = [looked_at(forum, show) for forum in forums]
    for forum, look in zip(forums, looks, strict=True):
        print(*_lines(forum, look), sep="\n")
    return int(not all(_is_good(forum, look) for forum, look in zip(forums, looks, strict=True)))


def _summary(settings: Settings) -> str:
    boards = sum(len(forum.boards or ()) for forum in settings.forums)
    threads = sum(len(forum.threads) for forum in settings.forums)
    whole = [forum.key for forum in settings.forums if forum.boards is None]
    parts = [count(len(settings.forums), "forum"), count(boards, "board")]
    if whole:
        parts.append(f"all boards of {', '.join(whole)}")
    if threads:
        parts.append(count(threads, "thread"))
    return ", ".join(parts)


def _is_good(forum: ForumSettings, look: ForumLook) -> bool:
    """Whether all is as configured. Where all boards are watched, polls skip those that we may not read."""
    boards = forum.boards is None or all(board.is_readable for board in look.boards)
    threads = all(thread.topic for thread in look.threads)
    return look.answer is Answer.OK and not look.shut_out and boards and threads


def _lines(forum: ForumSettings, look: ForumLook) -> Iterator[str]:
    key = forum.key
    if look.answer is not Answer.OK:
        yield f"{key}  {answer_line(look.answer, look.detail)}"
        return
    yield f"{key}  “{look.title}”, {look.software}, {count(look.boards_shown, 'board')}"
    for remark in filter(None, (look.login, look.clock)):
        yield f"{key}  {remark}"
    for board in look.boards:
        named = f" “{board.title}”" if board.title else ""
        yield f"{key}  board {board.id}{named}: {_board(forum, board)}"
    for thread in look.threads:
        named = f" “{thread.topic}”" if thread.topic else ""
        yield f"{key}  thread {thread.id}{named}: {_thread(forum, thread)}"


def _board(forum: ForumSettings, board: BoardLook) -> str:
    found = board.found
    if not board.is_readable:
        return f"{answer_line(board.answer, board.detail)}{'' if found else ' (it is not on the index)'}"
    if found and found.category:
        return "a category, which holds no threads of its own"
    shown = _shown(found) if found else "not on the index, so polls fetch it by itself"
    settings = forum.board(board.id)
    backfill = settings.backfill if settings else forum.backfill
    return f"{shown}{_last(board.written_at, forum)}; {_takes(backfill, found.posts if found else None)}"


def _shown(found: FoundBoard) -> str:
    if found.threads is None and found.posts is None:
        below = f" below board {found.parent_id}" if found.parent_id else ""
        return f"on the index{below}, without counts"
    numbers = ((found.threads, "thread"), (found.posts, "post"))
    return ", ".join(count(number, what) for number, what in numbers if number is not None)


def _last(written_at: datetime | None, forum: ForumSettings) -> str:
    """The time of the last post as the forum shows it, so that one sees whether dates are read correctly."""
    if written_at is None:
        return ""
    return f", last {written_at.astimezone(forum.zone):%Y-%m-%d %H:%M}"


def _takes(backfill: int | None, posts: int | None) -> str:
    """What the first polls fetch of a board or thread that is new to the store."""
    if backfill == 0:
        return "polls fetch new posts only"
    if backfill is None or (posts is not None and posts <= backfill):
        return "the first polls fetch all posts"
    return f"the first polls fetch the newest {count(backfill, 'post')}"


def _thread(forum: ForumSettings, thread: ThreadLook) -> str:
    if not thread.topic:
        return answer_line(thread.answer, thread.detail)
    where = f", in board {thread.board_id} “{thread.board_title}”" if thread.board_id else ""
    return f"{count(thread.pages, 'page')}{where}; {_takes(forum.backfill, None)}"
