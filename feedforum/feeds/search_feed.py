"""Search: what a person types → a query, and the feed of the posts that it finds, in one forum or all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from feedforum.feeds.build_feed import FeedRequest, language_tag, newest_wanted
from feedforum.feeds.entries import (
    Entry,
    board_time,
    merged_entries,
)
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import MOST_LOOKED_INTO
from feedforum.feeds.ids import FeedKind, SearchName
from feedforum.feeds.paging import BEFORE
from feedforum.feeds.source import Source
from feedforum.feeds.titles import forum_title
from feedforum.feeds.tombstones import MOST_TOMBSTONES, Tombstone, tombstones_of
from feedforum.feeds.uris import uri, with_parameter
from feedforum.records import Phrase, SearchQuery, StoredPost
from feedforum.store import ReadRepository
from feedforum.text.characters import clean_line
from feedforum.text.excerpts import shortened, shown_words
from feedforum.text.folding import folded, words
from feedforum.translations import text

LONGEST = 200
"""How many characters a query has at most."""

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_PIECE = re.compile(r'(-?)(?:"([^"]*)(?:"(\*?)|$)|(\S+))')
_SHORTEST_BEGINNING = 2


def read_query(typed: str) -> SearchQuery | None:
    """The query; None if there is no word to look for in it. There is no text that it cannot read.

    Words that all have to stand in a post; "several in quotes" one after the other; `-word` must
    not stand there; `beginning*` of at least two letters. Raises ValueError for a text that is too long.
    """
    if len(typed) > LONGEST:
        raise ValueError(f"expected at most {LONGEST} characters to look for")
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for minus, quoted, star, bare in _PIECE.findall(typed.translate(_QUOTES)):
        phrase = _phrase(quoted or bare, open_end=bool(star) or bare.endswith("*"))
        if phrase is not None:
            (unwanted if minus else wanted).append(phrase)
    return SearchQuery(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))) if wanted else None


def _phrase(text: str, *, open_end: bool) -> Phrase | None:
    found = tuple(words(text))
    if not found:
        return None
    return Phrase(found, open_end and len(found[-1]) >= _SHORTEST_BEGINNING)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, where, and how that is called.

    `query` is what `typed` means. `sources` are the forums to look in, one or more, by their keys;
    `host` is the server's. `home_url` shows the same to people.
    """

    name: SearchName
    typed: str
    query: SearchQuery
    sources: Mapping[str, Source]
    host: str
    home_url: str


def find_posts(store: ReadRepository, search: Search, request: FeedRequest) -> tuple[list[StoredPost], bool]:
    """The newest posts that a search finds and its readers and owners want, and whether older ones follow.

    Raises StoreError.
    """
    scopes = [source.visible.scope for source in search.sources.values()]
    found = replace(request.post_filter, query=search.query)
    return newest_wanted(store, search.sources, scopes, replace(request, post_filter=found))


def search_feed(store: ReadRepository, search: Search, request: FeedRequest) -> Feed:
    """The posts that a search finds, newest first, each with the feed it comes from. Raises StoreError."""
    page, post_filter = request.page, request.post_filter
    posts, more = find_posts(store, search, request)
    forums = [source.forum for source in search.sources.values()]
    languages = {forum.language for forum in forums}
    language = languages.pop() if len(languages) == 1 else ""
    first = uri(post_filter.at(request.self_url))
    return Feed(
        id=post_filter.at(search.name.tag(forums[0].host if search.name.key else search.host)),
        title=search_heading(search, language),
        subtitle=text(language, "feed_subtitle", url=uri(search.home_url)),
        self_url=with_parameter(first, BEFORE, page.key) if page else first,
        first_url=first,
        home_url=uri(search.home_url),
        language=language_tag(language),
        begun_at=min(
            board_time(source.forum.first_polled_at, source.zone) for source in search.sources.values()
        ),
        publisher=forum_title(forums[0]) if search.name.key else "feedforum",
        entries=tuple(search_entry(post, search) for post in posts),
        more=more,
        removed=() if page else _removed(store, search),
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


SNIPPET_LENGTH = 280
"""How many characters of a post a page of results shows at most."""

_BEFORE_FOUND = 60
_WORD = re.compile(r"[^\W_]+")


def snippet(post: StoredPost, query: SearchQuery) -> tuple[tuple[str, bool], ...]:
    """What a post says around the first phrase that was found, in pieces, and whether each is a phrase.

    Its beginning where the phrases stand elsewhere: in its title, or in what it quotes or hides.
    """
    line = shown_words(post.content[:MOST_LOOKED_INTO]) or post.excerpt
    begin = next(_found_in(line, query), (0, 0))[0]
    if begin > SNIPPET_LENGTH // 2:
        line = "…" + line[begin - _BEFORE_FOUND : begin].partition(" ")[2] + line[begin:]
    line = shortened(line, SNIPPET_LENGTH)
    pieces, position = [], 0
    for start, end in _found_in(line, query):
        if start >= position:
            pieces += [(line[position:start], False), (line[start:end], True)]
            position = end
    return tuple(piece for piece in (*pieces, (line[position:], False)) if piece[0])


def _found_in(line: str, query: SearchQuery) -> Iterator[tuple[int, int]]:
    """Where the wanted phrases begin and end in a line, in its order."""
    found = [(folded(word.group()), word.start(), word.end()) for word in _WORD.finditer(line)]
    for place, (_, start, _) in enumerate(found):
        for phrase in query.wanted:
            here = found[place : place + len(phrase.words)]
            *whole, last = (word for word, _, _ in here)
            same = (*whole, last) == phrase.words
            begins = phrase.open_end and (*whole,) == phrase.words[:-1] and last.startswith(phrase.words[-1])
            if same or (begins and len(here) == len(phrase.words)):
                yield start, here[-1][2]
                break


def _removed(store: ReadRepository, search: Search) -> tuple[Tombstone, ...]:
    tombstones = [
        tombstone
        for source in search.sources.values()
        for tombstone in tombstones_of(store.gone_posts(source.visible.scope, limit=MOST_TOMBSTONES), source)
    ]
    return tuple(sorted(tombstones, key=lambda tombstone: tombstone.at, reverse=True)[:MOST_TOMBSTONES])
