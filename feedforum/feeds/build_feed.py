"""Library → feed: which posts, under which title."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from feedforum.feeds.entries import board_time, entry_of, merged_entries
from feedforum.feeds.feed import BEFORE, Feed
from feedforum.feeds.feed_store import FeedStore
from feedforum.feeds.filters import EVERYTHING, Fetch, PostFilter, newest_matching
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.source import Source
from feedforum.feeds.titles import board_heading, board_title, forum_heading, forum_title, thread_heading
from feedforum.feeds.tombstones import MOST_TOMBSTONES, gone_from_boards, gone_from_forum, tombstones_of
from feedforum.feeds.uris import uri, with_parameter
from feedforum.records import GonePost, SortKey, StoredBoard, StoredPost, StoredThread
from feedforum.text.characters import clean_line
from feedforum.translations import text

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a feed: the one after the post `key`, which stands at `place`."""

    key: str
    place: SortKey


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What is asked of a feed: `self_url` is where its first page is found, without filters.

    `limit` is how many entries it has at most; without a `page` it is the first.
    """

    self_url: str
    limit: int
    page: Page | None = None
    post_filter: PostFilter = EVERYTHING


def forum_feed(
    store: FeedStore,
    source: Source,
    kind: FeedKind,
    request: FeedRequest,
) -> Feed:
    """The whole forum's new posts or threads, each with the feed it comes from. Raises StoreError."""
    forum = source.forum
    if kind is FeedKind.THREADS:
        fetch: Fetch = partial(
            store.newest_posts,
            forum.key,
            board_ids=source.visible.board_ids,
            without=source.visible.without,
            wanted=request.post_filter.wanted,
            only_first=True,
        )
    else:
        fetch = partial(_forum_posts, store, source, request.post_filter)
    return _feed(
        FeedName(forum.key, kind),
        source,
        request,
        title=forum_heading(forum, kind),
        home_url=source.links.forum(),
        begun_at=forum.first_polled_at,
        fetch=fetch,
        gone=[] if request.page else gone_from_forum(store, source, kind),
        merged=kind,
    )


def board_feed(
    store: FeedStore,
    source: Source,
    board: StoredBoard,
    kind: FeedKind,
    request: FeedRequest,
) -> Feed:
    """A board's new posts or threads. Raises StoreError."""
    forum = source.forum
    ids = (board.id,)
    return _feed(
        FeedName(forum.key, kind, board_id=board.id),
        source,
        request,
        title=board_heading(forum, board_title(board, forum.language), kind),
        subtitle=board.description,
        home_url=source.links.board(board.id),
        begun_at=board.first_seen_at,
        fetch=partial(
            store.newest_posts,
            forum.key,
            board_ids=ids,
            without=source.visible.without,
            wanted=request.post_filter.wanted,
            only_first=kind is FeedKind.THREADS or request.post_filter.first,
        ),
        gone=[] if request.page else gone_from_boards(store, source, kind, ids),
    )


def thread_feed(
    store: FeedStore,
    source: Source,
    thread: StoredThread,
    request: FeedRequest,
) -> Feed:
    """A thread's posts. Raises StoreError."""
    forum = source.forum
    return _feed(
        FeedName(forum.key, thread_id=thread.id),
        source,
        request,
        title=thread_heading(forum, thread),
        home_url=source.links.thread(thread.id),
        begun_at=thread.first_seen_at,
        fetch=partial(store.newest_posts, forum.key, thread_id=thread.id, wanted=request.post_filter.wanted),
        gone=[] if request.page else store.gone_posts(forum.key, thread_id=thread.id, limit=MOST_TOMBSTONES),
    )


def newest(posts: Iterable[StoredPost], limit: int) -> tuple[StoredPost, ...]:
    """The newest `limit` of the posts, each once, in their order, newest first."""
    once = {post.key: post for post in posts}
    return tuple(sorted(once.values(), key=lambda post: post.sort_key, reverse=True)[:limit])


def combined_filter(
    sources: Mapping[str, Source], post_filter: PostFilter
) -> Callable[[StoredPost], bool] | None:
    """Whether the owner and the reader both want a post; `sources` by forum's key. None if all are wanted."""
    if not post_filter.narrows and not any(source.has_owner_filter for source in sources.values()):
        return None

    def matches(post: StoredPost) -> bool:
        owners = sources[post.thread.forum_key].owner_filter(post.thread.board_id)
        return post_filter.matches(post) and owners.matches(post)

    return matches


def _forum_posts(
    store: FeedStore, source: Source, post_filter: PostFilter, *, before: SortKey | None, limit: int
) -> tuple[StoredPost, ...]:
    key, wanted, without = source.forum.key, post_filter.wanted, source.visible.without
    posts = store.newest_posts(
        key,
        board_ids=source.visible.board_ids,
        without=without,
        before=before,
        wanted=wanted,
        only_first=post_filter.first,
        limit=limit,
    )
    if source.visible.board_ids is not None:
        for thread_id in source.visible.thread_ids:
            posts += store.newest_posts(key, thread_id=thread_id, before=before, wanted=wanted, limit=limit)
    return newest(posts, limit)


def _feed(
    name: FeedName,
    source: Source,
    request: FeedRequest,
    *,
    title: str,
    home_url: str,
    begun_at: datetime,
    fetch: Fetch,
    gone: Sequence[GonePost],
    subtitle: str = "",
    merged: FeedKind | None = None,
) -> Feed:
    """The feed of what `fetch` gives and is taken; one more than `limit` says that older ones follow."""
    forum, page, post_filter, limit = source.forum, request.page, request.post_filter, request.limit
    posts = newest_matching(
        fetch,
        combined_filter({forum.key: source}, post_filter),
        before=page.place if page else None,
        limit=limit + 1,
    )
    shown = newest(posts, limit)
    entries = (
        merged_entries(shown, merged, source) if merged else tuple(entry_of(post, source) for post in shown)
    )
    first = uri(post_filter.at(request.self_url))
    return Feed(
        id=post_filter.at(name.tag(forum.host)),
        title=clean_line(title),
        subtitle=clean_line(subtitle) or text(forum.language, "feed_subtitle", url=uri(home_url)),
        self_url=with_parameter(first, BEFORE, page.key) if page else first,
        first_url=first,
        home_url=uri(home_url),
        language=language_tag(forum.language),
        begun_at=board_time(begun_at, source.zone),
        publisher=forum_title(forum),
        entries=entries,
        more=len(posts) > limit,
        removed=tombstones_of(gone, source),
    )


def language_tag(language: str) -> str:
    """The language if it is a tag of RFC 5646, else empty."""
    return language if _LANGUAGE.fullmatch(language) else ""
