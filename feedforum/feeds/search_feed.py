"""The feed of the posts that a search finds, in one forum or all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from feedforum.feeds.build_feed import FeedRequest, assembled, newest_wanted
from feedforum.feeds.entries import (
    MOST_TOMBSTONES,
    Entry,
    Tombstone,
    board_time,
    merged_entries,
    tombstones_of,
)
from feedforum.feeds.feed import Feed
from feedforum.feeds.ids import FeedKind, SearchName
from feedforum.feeds.source import Source
from feedforum.feeds.titles import forum_title
from feedforum.records import SearchQuery, StoredPost
from feedforum.store import ReadRepository
from feedforum.text.characters import clean_line
from feedforum.translations import text


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: `query` is what `typed` means; `sources` are by forum, `host` is the server's."""

    name: SearchName
    typed: str
    query: SearchQuery
    sources: Mapping[str, Source]
    host: str
    home_url: str


def find_posts(store: ReadRepository, search: Search, request: FeedRequest) -> tuple[list[StoredPost], bool]:
    """The newest posts that are found and wanted, and whether older ones follow. Raises StoreError."""
    scopes = [source.visible.scope for source in search.sources.values()]
    found = replace(request.post_filter, query=search.query)
    return newest_wanted(store, search.sources, scopes, replace(request, post_filter=found))


def search_feed(store: ReadRepository, search: Search, request: FeedRequest) -> Feed:
    """The posts that a search finds, newest first, each with the feed it comes from. Raises StoreError."""
    posts, more = find_posts(store, search, request)
    sources = search.sources.values()
    forum, languages = next(iter(sources)).forum, {source.forum.language for source in sources}
    language = languages.pop() if len(languages) == 1 else ""
    return assembled(
        request,
        search.name.tag(forum.host if search.name.key else search.host),
        search.home_url,
        language,
        title=search_heading(search, language),
        begun_at=min(board_time(source.forum.first_polled_at, source.zone) for source in sources),
        publisher=forum_title(forum) if search.name.key else "feedforum",
        entries=tuple(search_entry(post, search) for post in posts),
        more=more,
        removed=() if request.page else _removed(store, search),
    )


def search_heading(search: Search, language: str) -> str:
    """The title of a search: what is looked for, and where."""
    typed = clean_line(search.typed)
    if search.name.key is None:
        return text(language, "feed_search", words=typed)
    forum = search.sources[search.name.key].forum
    return text(language, "feed_search_forum", words=typed, forum=forum_title(forum))


def search_entry(post: StoredPost, search: Search) -> Entry:
    """The entry of a post that was found. Its `key` names its forum too, where there are several."""
    source = search.sources[post.thread.forum_key]
    (entry,) = merged_entries([post], FeedKind.POSTS, source)
    return entry if search.name.key else replace(entry, key=f"{post.thread.forum_key}/{post.key}")


def _removed(store: ReadRepository, search: Search) -> tuple[Tombstone, ...]:
    tombstones = [
        tombstone
        for source in search.sources.values()
        for tombstone in tombstones_of(store.gone_posts(source.visible.scope, limit=MOST_TOMBSTONES), source)
    ]
    return tuple(sorted(tombstones, key=lambda tombstone: tombstone.at, reverse=True)[:MOST_TOMBSTONES])
