"""Previews the newest posts of a board, from its listing and the ends of two threads. Nothing is kept."""

import math
from collections.abc import Sequence
from contextlib import closing
from urllib.parse import urlsplit

from feedforum.config import ForumSettings
from feedforum.content import ForumSite
from feedforum.diff.steps import PlannerInput, PollProgress, Reason, Step
from feedforum.engines import engine_for
from feedforum.fetch import ForumClient
from feedforum.poll.board_reader import BoardReader
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import Tally
from feedforum.poll.thread_reader import ThreadReader
from feedforum.records import (
    Answer,
    BoardPage,
    BoardRow,
    Discovery,
    FoundBoard,
    PostScope,
    Preview,
    StoredForum,
    ThreadRow,
    WatchList,
)
from feedforum.store import Store

THREADS_READ = 2
"""The threads that a preview reads: with the listing it takes one request more."""

_MOST_POSTS = 1_000
"""More than two pages have."""


def preview_of(found: Discovery, board: FoundBoard, forum: ForumSettings, client: ForumClient) -> Preview:
    """The newest posts of a board, read with the settings of `forum`. Raises UnknownEngineError.

    They are read as a poll reads them, into a store in memory.
    """
    engine = engine_for(found.engine, forum.profile)
    loader, watch = PageLoader(forum, client, engine), WatchList({board.id: None}, {})
    site = ForumSite(forum.url, engine.traits("").markup, forum.colours)
    with closing(Store.at("sqlite://")) as store:
        now, repository = client.forum_time(), store.poll_repository(forum.key)
        host = urlsplit(forum.url).hostname or ""
        stored = StoredForum(forum.key, host, found.title, forum.url, engine.name, found.language, now)
        repository.save_boards({board.id: BoardRow(board.id, board.title)}, now)
        boards = BoardReader(repository, loader, Tally(), now, most_pages=1)
        threads = ThreadReader(repository, loader, Tally(), now, watch, site)
        states = store.candidates(forum.key, watch, now).boards
        progress = PollProgress()
        listing, progress = boards.read(
            Step(Reason.LISTING, board.id), PlannerInput(states(), progress, now), progress
        )
        if listing.page is None:
            return Preview(board, listing.answer, listing.detail)
        answer, detail = Answer.OK, ""
        for row in newest_threads(listing.page):
            # As long as nothing tells where a thread's last page is, another one comes that does.
            for _ in range(2):
                known = PlannerInput(states(), progress, now, threads=repository.threads([row.id]))
                step = Step(Reason.BACKFILL, board.id, row.id, row.pages)
                read, progress = threads.read(step, known, progress)
                if read.page is None:
                    answer, detail = read.answer, read.detail
                if read.page is None or loader.page == row.pages:
                    break
        posts = store.read_repository.newest_posts(PostScope(forum.key, (board.id,)), limit=_MOST_POSTS)
    return Preview(board, answer, detail, stored, tuple(posts))


def newest_threads(page: BoardPage) -> Sequence[ThreadRow]:
    """The threads of a listing with the newest posts; moved ones and announcements are not its own."""
    own = [row for row in page.threads if not row.moved and not row.announcement]
    return sorted(own, key=_written, reverse=True)[:THREADS_READ]


def _written(row: ThreadRow) -> float:
    """Listings begin with the newest threads, so a date that cannot be read counts as new."""
    if row.last_post_at is not None:
        return row.last_post_at.timestamp()
    return -math.inf if row.important else math.inf
