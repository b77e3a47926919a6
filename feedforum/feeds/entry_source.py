"""Which feed each entry of a merged feed comes from (RFC 4287, 4.2.11)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from feedforum.feeds.entries import Entry, Origin
from feedforum.feeds.feed_titles import board_heading, thread_heading
from feedforum.feeds.forum_links import uri
from feedforum.feeds.ids import FeedName, What
from feedforum.feeds.source import Source
from feedforum.records import StoredPost, StoredThread
from feedforum.text.characters import clean_line
from feedforum.translations import text


def with_sources(
    entries: Sequence[Entry], posts: Sequence[StoredPost], what: What, source: Source
) -> tuple[Entry, ...]:
    """The entries with the feed of their board, or of their thread where its board is not watched.

    `posts` are theirs, in the same order. Where `source` does not know the addresses of feeds, the
    entries stay as they are.
    """
    if source.feed_url is None:
        return tuple(entries)
    return tuple(
        replace(entry, origin=_origin(_name(post, what, source), post.thread, source, source.feed_url))
        for entry, post in zip(entries, posts, strict=True)
    )


def _name(post: StoredPost, what: What, source: Source) -> FeedName:
    board_id = post.thread.board_id
    if board_id is not None and (source.visible.board_ids is None or board_id in source.visible.board_ids):
        return FeedName(source.forum.key, what, board_id=board_id)
    return FeedName(source.forum.key, thread_id=post.thread.id)


def _origin(
    name: FeedName, thread: StoredThread, source: Source, feed_url: Callable[[FeedName], str]
) -> Origin:
    forum = source.forum
    if name.board_id is None:
        title, home_url = thread_heading(forum, thread), source.links.thread(thread.id)
    else:
        board = clean_line(thread.board_title) or text(forum.language, "board_untitled", id=name.board_id)
        title, home_url = board_heading(forum, board, name.what), source.links.board(name.board_id)
    return Origin(name.tag(forum.host), clean_line(title), uri(feed_url(name)), uri(home_url))
