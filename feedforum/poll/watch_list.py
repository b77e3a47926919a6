"""What is watched of a forum, and what its index says of that."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Protocol

from feedforum.config import ForumSettings
from feedforum.diff.feed_news import (
    boards_without_news,
    may_save_requests,
    threads_with_news,
    uncovered_boards,
)
from feedforum.diff.row_signatures import board_signature, moment_of, same, shows_nothing_new
from feedforum.diff.steps import PollProgress
from feedforum.records import BoardPage, BoardRow, FeedItem, Id, IndexPage, ThreadState, Traits, WatchList
from feedforum.store import Candidates, PollRepository


def watch_of(forum: ForumSettings, boards: tuple[Id, ...]) -> WatchList:
    """What is read of a forum; `boards` are those that its index shows, for when all are wanted."""
    ids = boards if forum.boards is None else tuple(board.id for board in forum.boards)
    settings = [(board_id, forum.board(board_id)) for board_id in ids]
    return WatchList(
        boards={board_id: board.backfill for board_id, board in settings if board and not board.paused},
        threads=dict.fromkeys(forum.threads, forum.backfill),
    )


def titles_on_index(page: IndexPage) -> dict[Id, str]:
    """The titles of the boards that an index shows, with those below them."""
    titles: dict[Id, str] = {}
    for row in page.boards:
        if not row.category and not row.external:
            titles[row.id] = row.title
            titles |= {board.id: titles.get(board.id, board.title) for board in row.subboards}
    return titles


def progress_from_index(rows: tuple[BoardRow, ...], traits: Traits) -> PollProgress:
    """What the index's rows say: of each board its own row, and the row that covers it.

    A row covers the boards below its own only where its counts include them.
    """
    covering: dict[Id, BoardRow] = {}
    own: dict[Id, BoardRow] = {}
    for row in rows:
        if row.category or row.external:
            continue
        own[row.id] = row
        if not board_signature(row).strip("|"):
            continue  # a skin may hide all that rows say of posts
        covering[row.id] = row
        for board in row.subboards if traits.counts_include_subboards else ():
            covering.setdefault(board.id, row)
    return PollProgress(covering=covering, rows=own)


def rows_of_watched(
    watch: WatchList, progress: PollProgress, titles: dict[Id, str]
) -> dict[Id, BoardRow | None]:
    """Of each watched board its row, or one with its title alone, or None if the index does not show it."""
    return {
        board_id: progress.rows.get(board_id)
        or (BoardRow(board_id, titles[board_id]) if board_id in titles else None)
        for board_id in watch.boards
    }


ListBoard = Callable[[Id, int], BoardPage | None]
"""Gives a page of a board by its number, None if it is not to be had."""


class ReadNativeFeed(Protocol):
    """Gives what the forum's own feed lists of some threads, or of some boards; nothing where it has none."""

    def __call__(self, *, threads: Sequence[Id] = (), boards: Sequence[Id] = ()) -> Sequence[FeedItem]: ...


def boards_proven_unchanged(
    repository: PollRepository,
    candidates: Candidates,
    watch: WatchList,
    progress: PollProgress,
    native_feed: ReadNativeFeed,
) -> frozenset[Id]:
    """The boards that no row of the index covers, and that have no news by the forum's own feed."""
    if all(board_id in progress.covering for board_id in watch.boards):
        return frozenset()
    asked = uncovered_boards(candidates.boards(), progress, candidates.now)
    items = native_feed(boards=asked) if asked else ()
    threads = repository.threads(item.thread_id for item in items if item.thread_id is not None)
    return boards_without_news(asked, items, threads)


def note_single_threads(
    repository: PollRepository,
    watch: WatchList,
    progress: PollProgress,
    poll_at: datetime,
    list_board: ListBoard,
    native_feed: ReadNativeFeed,
) -> None:
    """Threads that are watched by themselves are due when the row that covers their board changed.

    Where that are several, the forum's own feed may tell which of them it is, or else the listing of the
    board where several are of one.
    """
    known = repository.threads(watch.threads)
    changed: list[ThreadState] = []
    read: dict[Id, list[ThreadState]] = {}
    uncovered: list[ThreadState] = []
    for thread_id in watch.threads:
        thread = known.get(thread_id) or ThreadState(
            id=thread_id, board_id=None, topic="", news_since=poll_at, first_seen_at=poll_at
        )
        if thread.board_id in watch.boards or thread.gone_at is not None:
            continue
        row = progress.covering.get(thread.board_id) if thread.board_id is not None else None
        # No moment is at its end: two polls an hour apart are not the same in summer and in winter.
        signature = board_signature(row) if row else f"{poll_at.isoformat()}|"
        if same(thread.listed_signature, signature):
            continue
        changed.append(replace(thread, listed_signature=signature))
        if row and thread.board_id is not None and not thread.news:
            read.setdefault(thread.board_id, []).append(thread)
        elif row is None and not (thread.never_read or thread.news):
            uncovered.append(thread)
    groups = [*read.values(), *([thread] for thread in uncovered)]
    named = {row.last_post.thread_id for row in progress.covering.values() if row.last_post}
    unchanged = _without_news(repository, list(chain(*groups)), len(groups), named, native_feed)
    if unchanged is None:
        unchanged = set()
        for board_id, threads in read.items():
            unchanged |= _unchanged(threads, board_id, list_board)
    repository.save_listing(None, [_read(each) if each.id in unchanged else each for each in changed])


def _without_news(
    repository: PollRepository,
    threads: Sequence[ThreadState],
    requests: int,
    named: Set[Id | None],
    native_feed: ReadNativeFeed,
) -> set[Id] | None:
    """Those of some threads that have no news by the forum's own feed; None if that does not tell.

    Where a row of the index names the thread as that with its last post, this counts more than the feed.
    """
    ids = [thread.id for thread in threads]
    if not may_save_requests(len(ids), requests):
        return None
    items = native_feed(threads=ids)
    known = repository.known_posts(item.post_id for item in items if item.post_id is not None)
    news = threads_with_news(ids, items, known)
    return None if news is None else set(ids) - news - named


def _unchanged(threads: Sequence[ThreadState], board_id: Id, list_board: ListBoard) -> set[Id]:
    """Those of a board's threads that its listing shows nothing new in, asked for fewer pages than threads.

    What is not on the pages down to where the board's last post stood before has nothing new either.
    """
    before = [moment_of(thread.listed_signature) for thread in threads]
    since = min((moment for moment in before if moment), default=None) if all(before) else None
    unchanged: set[Id] = set()
    listed: set[Id] = set()
    for number in range(1, len(threads)):
        page = list_board(board_id, number)
        if page is None:
            break
        rows = {row.id: row for row in page.threads if not row.moved}
        listed |= rows.keys()
        shown = [(thread, rows[thread.id]) for thread in threads if thread.id in rows]
        unchanged |= {thread.id for thread, row in shown if shows_nothing_new(thread, row)}
        moments = [row.last_post_at for row in rows.values() if not (row.important or row.announcement)]
        if since is not None and any(moment and moment < since for moment in moments):
            return unchanged | {thread.id for thread in threads if thread.id not in listed}
        if page.page >= page.pages:
            break
    return unchanged


def _read(thread: ThreadState) -> ThreadState:
    """A thread of which all that its new signature tells is known."""
    signature = thread.listed_signature
    return replace(thread, tail_signature=signature, read_signature=signature)
