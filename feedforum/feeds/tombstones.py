"""Removed posts → the removed entries that a feed lists (RFC 6721)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedforum.feeds.entries import board_time
from feedforum.feeds.feed_store import FeedStore
from feedforum.feeds.ids import FeedKind, entry_tag
from feedforum.feeds.source import Source
from feedforum.records import GonePost, Id

MOST_TOMBSTONES = 50
"""How many removed entries a feed lists at most."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that was removed, and when a poll noticed that, in board time."""

    id: str
    at: datetime


def tombstones_of(posts: Iterable[GonePost], source: Source) -> tuple[Tombstone, ...]:
    """The removed entries of removed posts; where edits are new entries, that of the last edit too."""
    forum = source.forum
    return tuple(
        Tombstone(
            entry_tag(forum.host, forum.key, post.key, edited_at), board_time(post.gone_at, source.zone)
        )
        for post in posts
        for edited_at in _versions(post, source)
    )


def gone_from_boards(
    store: FeedStore, source: Source, kind: FeedKind, board_ids: tuple[Id, ...] | None
) -> list[GonePost]:
    """The posts removed from boards; for a feed of threads, only those that threads began with."""
    return store.gone_posts(
        source.forum.key,
        board_ids=board_ids,
        without=source.visible.without,
        only_first=kind is FeedKind.THREADS,
        limit=MOST_TOMBSTONES,
    )


def gone_from_forum(store: FeedStore, source: Source, kind: FeedKind) -> list[GonePost]:
    """The same for the whole forum, and for posts also from the threads that are watched by themselves."""
    gone = gone_from_boards(store, source, kind, source.visible.board_ids)
    if kind is FeedKind.POSTS and source.visible.board_ids is not None:
        for thread_id in source.visible.thread_ids:
            gone += store.gone_posts(source.forum.key, thread_id=thread_id, limit=MOST_TOMBSTONES)
    once = {post.key: post for post in gone}
    return sorted(once.values(), key=lambda post: (post.gone_at, post.key), reverse=True)[:MOST_TOMBSTONES]


def _versions(post: GonePost, source: Source) -> tuple[datetime | None, ...]:
    if post.edited_at is None or not source.feed_settings(post.board_id).edits_as_new:
        return (None,)
    return (None, post.edited_at)
