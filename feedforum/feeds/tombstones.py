"""Removed posts → the removed entries that a feed tells of."""

from collections.abc import Iterable
from datetime import datetime

from feedforum.feeds.entries import board_time
from feedforum.feeds.feed import Tombstone
from feedforum.feeds.ids import entry_tag
from feedforum.feeds.source import Source
from feedforum.records import GonePost

REMOVED_TOLD = 50
"""How many removed posts a feed tells of at most."""


def removed(gone: Iterable[GonePost], source: Source) -> tuple[Tombstone, ...]:
    """The removed entries of removed posts; where edits are new entries, that of the last edit too."""
    forum = source.forum
    return tuple(
        Tombstone(
            entry_tag(forum.host, forum.key, post.key, edited_at), board_time(post.gone_at, source.zone)
        )
        for post in gone
        for edited_at in _versions(post, source)
    )


def _versions(post: GonePost, source: Source) -> tuple[datetime | None, ...]:
    if post.edited_at is None or not source.feed_settings(post.board_id).edits_as_new:
        return (None,)
    return (None, post.edited_at)
