"""What the store has → a feed: which posts, under which title."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from feedforum.feeds.digests import MOST_POSTS, digests
from feedforum.feeds.entries import MOST_TOMBSTONES, board_time, entry_of, merged_entries, tombstones_of
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import EVERYTHING, MOST_LOOKED_INTO, PostFilter, has_more_text, newest_matching
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.lookup import BEFORE, FeedPage
from feedforum.feeds.source import Source, home_url
from feedforum.feeds.titles import board_title, feed_title, forum_title, thread_title
from feedforum.feeds.uris import uri, with_parameter
from feedforum.records import PostScope, StoredBoard, StoredPost, StoredThread
from feedforum.store import ReadRepository
from feedforum.text.characters import clean_line
from feedforum.translations import text

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)
"""A tag of RFC 5646."""


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What is asked of a feed: `self_url` is where its first page is found, without filters.

    `limit` is how many entries it has at most, `max_size` how many bytes; without a `page` it is the first.
    If `grouped`, each entry has the posts of a thread of one day, and there are no further pages.
    """

    self_url: str
    limit: int
    page: FeedPage | None = None
    post_filter: PostFilter = EVERYTHING
    max_size: int = 1_000_000
    grouped: bool = False


def build_feed(
    store: ReadRepository,
    source: Source,
    request: FeedRequest,
    kind: FeedKind = FeedKind.POSTS,
    place: StoredBoard | StoredThread | None = None,
) -> Feed:
    """A feed of a board or thread (`place`), or else of the whole forum. Raises StoreError."""
    forum, language, title, subtitle = source.forum, source.forum.language, "", ""
    if isinstance(place, StoredThread):
        name, scope = FeedName(forum.key, thread_id=place.id), PostScope(forum.key, (), (place.id,))
        title = thread_title(place, place.id, language)
    elif place is not None:
        name = FeedName(forum.key, kind, board_id=place.id)
        scope = PostScope(forum.key, (place.id,), without=source.visible.without)
        title, subtitle = board_title(place.title, place.id, language), place.description
    else:
        name, scope = FeedName(forum.key, kind), source.visible.scope
        if kind is FeedKind.THREADS:
            scope = replace(scope, thread_ids=())
    of_threads = name.kind is FeedKind.THREADS
    grouped = request.grouped and not of_threads
    asked = replace(request, limit=MOST_POSTS) if grouped else request
    posts, more = newest_wanted(store, {forum.key: source}, [scope], asked, only_first=of_threads)
    if place is None:
        entries = merged_entries(posts, kind, source)
    else:
        entries = tuple(entry_of(post, source) for post in posts)
    if grouped:
        entries, more = digests(posts, entries, source, more=more)[: request.limit], False
    listed = (
        ()
        if request.page or grouped
        else store.gone_posts(scope, only_first=of_threads, limit=MOST_TOMBSTONES)
    )
    return assembled(
        request,
        name.tag(forum.host),
        home_url(name, source.links),
        language,
        title=clean_line(feed_title(name, language, forum_title(forum), title)),
        subtitle=clean_line(subtitle),
        begun_at=board_time(place.first_seen_at if place else forum.first_polled_at, source.zone),
        publisher=forum_title(forum),
        entries=entries,
        more=more,
        removed=tombstones_of(listed, source),
    )


def assembled(
    request: FeedRequest, tag: str, home_url: str, language: str, *, subtitle: str = "", **values: Any
) -> Feed:
    """The feed that a request asks for, with its addresses and further `values` of it."""
    home, first = uri(home_url), uri(request.post_filter.at(request.self_url))
    return Feed(
        id=request.post_filter.at(tag),
        subtitle=subtitle or text(language, "feed_subtitle", url=home),
        self_url=with_parameter(first, BEFORE, request.page.key) if request.page else first,
        first_url=first,
        home_url=home,
        language=language if _LANGUAGE.fullmatch(language) else "",
        **values,
    )


def newest_wanted(
    store: ReadRepository,
    sources: Mapping[str, Source],
    scopes: Iterable[PostScope],
    request: FeedRequest,
    *,
    only_first: bool = False,
) -> tuple[list[StoredPost], bool]:
    """The newest posts that reader and owner want, and whether older ones follow; `sources` are by forum."""
    most_text = max(request.max_size, MOST_LOOKED_INTO)
    posts = newest_matching(
        partial(
            store.newest_posts,
            *scopes,
            wanted=request.post_filter.wanted,
            only_first=only_first or request.post_filter.first,
            most_text=most_text,
        ),
        partial(is_wanted, sources=sources, post_filter=request.post_filter),
        before=request.page.place if request.page else None,
        limit=request.limit + 1,
        most_text=most_text,
    )
    return posts[: request.limit], len(posts) > request.limit or has_more_text(posts, most_text)


def is_wanted(post: StoredPost, sources: Mapping[str, Source], post_filter: PostFilter) -> bool:
    """Whether the owner and the reader both want a post; `sources` by forum's key."""
    owners = sources[post.thread.forum_key].owner_filter(post.thread.board_id)
    return post_filter.matches(post) and owners.matches(post)
