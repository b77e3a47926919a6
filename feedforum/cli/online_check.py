"""`feedforum check --online`: the index, boards and threads of a forum as it is configured, once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feedforum.cli.output import answer_line, count
from feedforum.cli.profile_check import fit_of, learned_lines
from feedforum.config import ForumSettings
from feedforum.dates import offset_written
from feedforum.discover.board_tree import boards_of, last_post_at
from feedforum.discover.discover_forum import software_name
from feedforum.discover.time_zone import ZoneEvidence, evidence_of, likely_zone
from feedforum.engines.missing_parts import missing_parts
from feedforum.engines.profile import ProfileEngine
from feedforum.fetch import ForumClient, clocks_differ
from feedforum.poll.engine_detection import engine_of
from feedforum.poll.login import LoginBlock
from feedforum.poll.page_loader import PageLoader
from feedforum.records import (
    Access,
    Answer,
    BoardPage,
    Fetched,
    FoundBoard,
    Id,
    IndexPage,
    Reading,
    ThreadPage,
)
from feedforum.translations import DEFAULT

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """A line about a forum, a board or a thread, and whether that is as configured."""

    line: str
    good: bool = True


def look_at(
    forum: ForumSettings, client: ForumClient, progress: Progress, language: str = DEFAULT
) -> Iterator[Finding]:
    """The index of a forum, and a page of each board and thread, with the configured login.

    Where all boards are watched, those are fetched that the index does not prove to be open; polls skip those
    that we may not read. `progress` gets what is fetched beside the index; `language` is that of what is said
    of a profile. Nothing is stored.
    """
    engine, fetched = engine_of(forum, None, client)
    if engine is None:
        yield Finding(answer_line(fetched.answer, fetched.detail), good=False)
        if fetched.answer in (Answer.NOT_UNDERSTOOD, Answer.OTHER_SOFTWARE):
            yield from map(Finding, learned_lines(forum, client, language))
        return
    loader = PageLoader(forum, client, engine)
    reading, document = loader.index(fetched)
    if reading.page is None or document is None:
        yield Finding(_why(reading.answer, reading.detail, loader), good=False)
        if forum.profile is not None and reading.answer is Answer.NOT_UNDERSTOOD:
            yield from map(Finding, learned_lines(forum, client, language))
        return
    found = {board.id: board for board in boards_of(reading.page, loader.traits)}
    shown = [board.id for board in found.values() if not board.category]
    watched = shown if forum.boards is None else [board.id for board in forum.boards]
    # First, as a page may want a login.
    boards = [_board(forum, board_id, found.get(board_id), loader, progress) for board_id in watched]
    threads = [_thread(forum, thread_id, loader, progress) for thread_id in forum.threads]
    software = software_name(engine.title, engine.version(engine.open(document)))
    line = f"“{reading.page.title}”, {software}, {count(len(shown), 'board')}{_lacks(reading.page)}"
    yield Finding(line, good=loader.login.block is LoginBlock.NONE)
    for remark in filter(None, (_login(forum, loader, reading), clocks_differ(client.clock_ahead))):
        yield Finding(remark)

    def exact(url: str) -> Fetched:
        progress("moments that it tells exactly")
        return client.get(url)

    evidence = evidence_of(engine, loader.base, reading.page, exact)
    yield from _times(forum, evidence, reading.page.language)
    yield from (*boards, *threads)
    if isinstance(engine, ProfileEngine):
        progress("a thread, to see whether the profile fits")
        lines, fits = fit_of(loader, engine, document, watched, language)
        yield from (Finding(line, good=fits) for line in lines)
        yield from () if fits else map(Finding, learned_lines(forum, client, language))


def _board(
    forum: ForumSettings, board_id: Id, found: FoundBoard | None, loader: PageLoader, progress: Progress
) -> Finding:
    title, written_at = (found.title, found.last_post_at) if found else ("", None)
    lacks = ""
    if found and found.category:
        return Finding(f"board {board_id}{_quoted(title)}: a category, which holds no threads of its own")
    if not found or forum.boards is not None or found.access is not Access.OPEN:
        progress(f"board {board_id}")
        reading, _ = loader.board(board_id, 1)
        title = title or (reading.page.title if reading.page else "")
        if reading.answer not in (Answer.OK, Answer.EMPTY):
            detail = reading.detail if found else f"{reading.detail} It is not on the index.".strip()
            why = _why(reading.answer, detail, loader)
            return Finding(f"board {board_id}{_quoted(title)}: {why}", good=forum.boards is None)
        written_at = (last_post_at(reading.page) or written_at) if reading.page else None
        lacks = _lacks(reading.page) if reading.page else ""
    shown = _shown(found) if found else "not on the index, so polls fetch it by itself"
    if written_at:
        # As the forum shows it, so that one sees whether dates are read correctly.
        shown += f", last {written_at.astimezone(forum.zone):%Y-%m-%d %H:%M}"
    settings = forum.board(board_id)
    takes = _takes(settings.backfill if settings else forum.backfill, found.posts if found else None)
    return Finding(f"board {board_id}{_quoted(title)}: {shown}; {takes}{lacks}")


def _thread(forum: ForumSettings, thread_id: Id, loader: PageLoader, progress: Progress) -> Finding:
    progress(f"thread {thread_id}")
    reading, _ = loader.thread(thread_id, 1)
    page = reading.page
    topic = f"{page.prefix} {page.topic}".strip() if page else ""
    if page is None or not topic:
        return Finding(f"thread {thread_id}: {_why(reading.answer, reading.detail, loader)}", good=False)
    where = f", in board {page.path[-1].id} “{page.path[-1].title}”" if page.path else ""
    takes = _takes(forum.backfill, None)
    return Finding(
        f"thread {thread_id}{_quoted(topic)}: {count(page.pages, 'page')}{where}; {takes}{_lacks(page)}"
    )


def _why(answer: Answer, detail: str, loader: PageLoader) -> str:
    """Why a page is not there. A login that was refused needs no other user name than the one there is."""
    if answer is Answer.LOGIN_WANTED and loader.login.refused:
        detail = "The forum refused the login; check username and password."
    return answer_line(answer, detail)


def _lacks(page: IndexPage | BoardPage | ThreadPage) -> str:
    """What a page does not show that pages of its kind do, as in a modified skin; it is read without that."""
    found = missing_parts(page)
    return f"; its page lacks {', '.join(found)}" if found else ""


def _times(forum: ForumSettings, evidence: ZoneEvidence | None, language: str) -> Iterator[Finding]:
    """Whether the forum's times are read right, where it tells some of them exactly, too."""
    offset = evidence.offset(forum.date_order) if evidence else None
    if evidence is None or offset is None:
        return
    zone = evidence.zone((forum.timezone, likely_zone(forum.url, language)), forum.date_order)
    if zone == forum.timezone:
        yield Finding(f"its times are right: what it tells exactly fits timezone = {zone}")
    elif zone:
        shown = f"the forum shows times of {offset_written(offset)}, timezone says {forum.timezone}"
        name = ", or the name of its zone if its clock changes in summer" if zone[0] in "+-" else ""
        yield Finding(f'{shown}; write timezone = "{zone}"{name}', good=False)


def _quoted(title: str) -> str:
    return f" “{title}”" if title else ""


def _shown(found: FoundBoard) -> str:
    if found.threads is None and found.posts is None:
        below = f" below board {found.parent_id}" if found.parent_id else ""
        return f"on the index{below}, without counts"
    numbers = ((found.threads, "thread"), (found.posts, "post"))
    return ", ".join(count(number, what) for number, what in numbers if number is not None)


def _takes(backfill: int | None, posts: int | None) -> str:
    """What the first polls fetch of a board or thread that is new to the store."""
    if backfill == 0:
        return "polls fetch new posts only"
    if backfill is None or (posts is not None and posts <= backfill):
        return "the first polls fetch all posts"
    return f"the first polls fetch the newest {count(backfill, 'post')}"


def _login(forum: ForumSettings, loader: PageLoader, reading: Reading[IndexPage]) -> str:
    if loader.login.refused:
        return "the login is refused; check username and password"
    if forum.cookies and loader.login.block is not LoginBlock.NONE:
        return f"not logged in: {loader.login.block.value}"
    if forum.cookies:
        return "logged in by the cookies"
    if forum.username:
        return f"{'logged in' if reading.member else 'not logged in'} as {forum.username}"
    return ""
