"""Library → feed: which posts, under which title."""

import re
from collections.abc import Iterable
from datetime import datetime

from feedforum.content.characters import clean_line
from feedforum.feeds.entries import Source, board_time, entry_of
from feedforum.feeds.feed import Feed
from feedforum.feeds.library import Library
from feedforum.feeds.links import uri
from feedforum.feeds.names import FeedName, What
from feedforum.feeds.titles import full_topic
from feedforum.records import StoredBoard, StoredForum, StoredPost, StoredThread
from feedforum.texts import text

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)


def forum_feed(library: Library, source: Source, what: What, *, self_url: str, limit: int) -> Feed:
    """The whole forum's new posts or threads. Raises StoreError."""
    forum = source.forum
    if what is What.THREADS:
        posts = library.newest_threads(forum.key, board_ids=source.board_ids, limit=limit)
    else:
        posts = _forum_posts(library, source, limit)
    return _feed(
        FeedName(forum.key, what),
        source,
        title=text(forum.language, f"feed_forum_{what}", forum=forum_title(forum)),
        home_url=source.links.forum(),
        self_url=self_url,
        begun_at=forum.first_polled_at,
        posts=newest(posts, limit),
    )


def board_feed(
    library: Library, source: Source, board: StoredBoard, what: What, *, self_url: str, limit: int
) -> Feed:
    """A board's new posts or threads. Raises StoreError."""
    forum = source.forum
    find = library.newest_threads if what is What.THREADS else library.newest_posts
    board_name = board_title(board, forum.language)
    return _feed(
        FeedName(forum.key, what, board_id=board.id),
        source,
        title=text(forum.language, f"feed_board_{what}", board=board_name, forum=forum_title(forum)),
        subtitle=board.description,
        home_url=source.links.board(board.id),
        self_url=self_url,
        begun_at=board.first_seen_at,
        posts=newest(find(forum.key, board_ids=(board.id,), limit=limit), limit),
    )


def thread_feed(library: Library, source: Source, thread: StoredThread, *, self_url: str, limit: int) -> Feed:
    """A thread's posts. Raises StoreError."""
    forum = source.forum
    topic = thread_title(thread, forum.language)
    return _feed(
        FeedName(forum.key, thread_id=thread.id),
        source,
        title=text(forum.language, "feed_thread", thread=topic, forum=forum_title(forum)),
        home_url=source.links.thread(thread.id),
        self_url=self_url,
        begun_at=thread.first_seen_at,
        posts=newest(library.newest_posts(forum.key, thread_id=thread.id, limit=limit), limit),
    )


def forum_title(forum: StoredForum) -> str:
    """The forum's title, or its key where it has none."""
    return clean_line(forum.title) or forum.key


def board_title(board: StoredBoard, language: str) -> str:
    """The board's title, or words for its id where it has none."""
    return clean_line(board.title) or text(language, "board_untitled", id=board.id)


def thread_title(thread: StoredThread, language: str) -> str:
    """The thread's topic with its prefix, or words for its id where it has none."""
    return full_topic(thread.topic, thread.prefix) or text(language, "thread_untitled", id=thread.id)


def newest(posts: Iterable[StoredPost], limit: int) -> tuple[StoredPost, ...]:
    """The newest `limit` of the posts, each once, by time and number, newest first."""
    once = {post.key: post for post in posts}
    return tuple(sorted(once.values(), key=lambda post: (post.posted_at, post.number), reverse=True)[:limit])


def _forum_posts(library: Library, source: Source, limit: int) -> list[StoredPost]:
    posts = library.newest_posts(source.forum.key, board_ids=source.board_ids, limit=limit)
    if source.board_ids is not None:
        for thread_id in source.thread_ids:
            posts += library.newest_posts(source.forum.key, thread_id=thread_id, limit=limit)
    return posts


def _feed(
    name: FeedName,
    source: Source,
    *,
    title: str,
    home_url: str,
    self_url: str,
    begun_at: datetime,
    posts: tuple[StoredPost, ...],
    subtitle: str = "",
) -> Feed:
    forum = source.forum
    return Feed(
        id=name.tag(forum.host),
        title=clean_line(title),
        subtitle=clean_line(subtitle) or text(forum.language, "feed_subtitle", url=uri(home_url)),
        self_url=uri(self_url),
        home_url=uri(home_url),
        language=forum.language if _LANGUAGE.fullmatch(forum.language) else "",
        begun_at=board_time(begun_at, source.zone),
        publisher=forum_title(forum),
        entries=tuple(entry_of(post, source) for post in posts),
    )
