"""Removed posts → the removed entries that a feed lists (RFC 6721)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feedforum.feeds.entries import board_time
from feedforum.feeds.ids import entry_tag
from feedforum.feeds.source import Source
from feedforum.records import GonePost

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


def _versions(post: GonePost, source: Source) -> tuple[datetime | None, ...]:
    if post.edited_at is None or not source.feed_settings(post.board_id).edits_as_new:
        return (None,)
    return (None, post.edited_at)
