"""What is watched of a forum, and what its index says of that."""

from dataclasses import replace
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.diff.row_signatures import board_signature, same
from feedforum.diff.steps import PollProgress
from feedforum.records import BoardRow, Id, IndexPage, ThreadState, WatchList
from feedforum.store import PollRepository


def watch_of(forum: ForumSettings, boards: tuple[Id, ...]) -> WatchList:
    """What is watched of a forum; `boards` are those that its index shows, for when all are wanted."""
    ids = boards if forum.boards is None else tuple(board.id for board in forum.boards)
    settings = [(board_id, forum.board(board_id)) for board_id in ids]
    return WatchList(
        boards={board_id: board.backfill for board_id, board in settings if board},
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


def rows_of_watched(
    watch: WatchList, progress: PollProgress, titles: dict[Id, str]
) -> dict[Id, BoardRow | None]:
    """Of each watched board its row, or one with its title alone, or None if the index does not show it."""
    return {
        board_id: progress.rows.get(board_id)
        or (BoardRow(board_id, titles[board_id]) if board_id in titles else None)
        for board_id in watch.boards
    }


def watched_categories(page: IndexPage, watch: WatchList) -> frozenset[Id]:
    """The categories that are watched by mistake: they hold no threads."""
    return frozenset(row.id for row in page.boards if row.category and row.id in watch.boards)


def note_single_threads(
    repository: PollRepository, watch: WatchList, progress: PollProgress, poll_at: datetime
) -> None:
    """Threads that are watched by themselves are due when the row that covers their board changed."""
    known = repository.threads(watch.threads)
    for thread_id in watch.threads:
        thread = known.get(thread_id) or ThreadState(
            id=thread_id, board_id=None, topic="", news_since=poll_at, first_seen_at=poll_at
        )
        if thread.board_id in watch.boards or thread.gone_at is not None:
            continue
        row = progress.covering.get(thread.board_id) if thread.board_id is not None else None
        signature = board_signature(row) if row else poll_at.isoformat()
        if not same(thread.listed_signature, signature):
            repository.save_listing(None, [replace(thread, listed_signature=signature)])
