"""Previews the newest posts of a board, from its listing and the ends of two threads. Nothing is stored."""

import math
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from feedforum.config import ForumSettings
from feedforum.content import ForumSite
from feedforum.diff.post_matching import numbered_key
from feedforum.engines import engine_for
from feedforum.fetch import ForumClient
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.post_content import texts_of
from feedforum.records import (
    Answer,
    BoardPage,
    Discovery,
    Document,
    FoundBoard,
    Preview,
    StoredForum,
    StoredPost,
    StoredThread,
    ThreadPage,
    ThreadRow,
)

THREADS_READ = 2
"""The threads that a preview reads: with the listing it takes one request more."""


def preview_of(found: Discovery, board: FoundBoard, forum: ForumSettings, client: ForumClient) -> Preview:
    """The newest posts of a board, read with the settings of `forum`. Raises UnknownEngineError."""
    engine = engine_for(found.engine, forum.profile)
    loader = PageLoader(forum, client, engine)
    reading, document = loader.board(board.id, 1)
    if reading.page is None or document is None:
        return Preview(board, reading.answer, reading.detail)
    stored = StoredForum(
        key=forum.key,
        host=urlsplit(forum.url).hostname or "",
        title=found.title,
        url=forum.url,
        engine=engine.name,
        language=found.language,
        first_polled_at=document.made_at,
    )
    site = ForumSite(forum.url, engine.traits("").markup, forum.colours)
    answer, detail, posts = Answer.OK, "", list[StoredPost]()
    for row in newest_threads(reading.page):
        read, page_document = loader.thread(row.id, row.pages, board_id=board.id)
        if read.page is not None and loader.page != row.pages:
            # That page tells where the last one is.
            read, page_document = loader.thread(row.id, row.pages, board_id=board.id)
        if read.page is None or page_document is None:
            answer, detail = read.answer, read.detail
            continue
        posts += _posts(read.page, page_document, _thread(row, board, stored), site)
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


def _thread(row: ThreadRow, board: FoundBoard, forum: StoredForum) -> StoredThread:
    return StoredThread(
        forum_key=forum.key,
        id=row.id,
        board_id=board.id,
        board_title=board.title,
        topic=row.topic,
        prefix=row.prefix,
        starter=row.starter,
        replies=row.replies or 0,
        closed=row.closed,
        important=row.important,
        announcement=row.announcement,
        first_seen_at=forum.first_polled_at,
    )


def _posts(
    page: ThreadPage, document: Document, thread: StoredThread, site: ForumSite
) -> Iterator[StoredPost]:
    """The posts of a page as they would be stored the first time."""
    texts = texts_of(page, document.url, site)
    keys = [
        numbered_key(thread.id, number) if post.id is None else str(post.id)
        for number, post in enumerate(page.posts, start=1)
    ]
    whole = page.pages == 1 and bool(keys)
    first = (keys[-1] if page.newest_first else keys[0]) if whole else None
    for number, (post, text, key) in enumerate(zip(page.posts, texts, keys, strict=True), start=1):
        yield StoredPost(
            key=key,
            id=post.id,
            number=post.id if isinstance(post.id, int) else number,
            thread=thread,
            author=post.author,
            title=post.title,
            posted_at=min(post.posted_at or document.made_at, document.made_at),
            first_seen_at=document.made_at,
            edited_at=post.edit.at if post.edit else None,
            content=text.content,
            signature=text.signature,
            excerpt=text.excerpt,
            picture=text.picture,
            attachments=text.attachments,
            thread_first_key=first,
        )
