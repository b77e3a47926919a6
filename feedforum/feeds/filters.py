"""Filters: which posts a feed has of those it could have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from feedforum.feeds.titles import prefix_name
from feedforum.patterns import LOOKED_INTO, NOTHING, Patterns, any_is_in
from feedforum.records import SearchQuery, SortKey, StoredPost, StoreFilter
from feedforum.store.read_repository import NO_LIMIT
from feedforum.text.excerpts import texts_in

MOST_LOOKED_INTO = 4 * LOOKED_INTO
"""How many characters of a post are looked into at most: with its tags a text is four times as long."""

LOOK_BACK = 2_000
"""How many posts a feed looks through at most for those that match."""

_LARGEST_BATCH = 500


@dataclass(frozen=True, slots=True)
class PostFilter:
    """What is asked of a post: for each field with patterns, that one of them fits; nothing of `exclude`.

    `first` asks for the first posts of threads, `query` for what it finds. `parameters` is how the
    filter is written in a feed's address, in one form for each filter, or empty.
    """

    include: Patterns = NOTHING
    exclude: Patterns = NOTHING
    query: SearchQuery | None = None
    first: bool = False
    parameters: str = ""

    @property
    def wanted(self) -> StoreFilter:
        """As much of it as the store does by itself; `matches` does the rest."""
        names = [pattern.exact for pattern in self.include.author]
        exact = tuple(name for name in names if name is not None)
        return StoreFilter(self.query, exact if len(exact) == len(names) else ())

    def at(self, address: str) -> str:
        """The address, or the id, of a feed with this filter: no two filters have the same."""
        return f"{address}?{self.parameters}" if self.parameters else address

    def matches(self, post: StoredPost) -> bool:
        """Whether a post matches, but for the query, which only the store can answer."""
        if self.first and post.key != post.thread_first_key:
            return False
        return all(_fits(self.include, post)) and not any(_fits(self.exclude, post))


EVERYTHING = PostFilter()


def newest_matching(
    fetch: Callable[..., Sequence[StoredPost]],
    matches: Callable[[StoredPost], bool],
    *,
    before: SortKey | None,
    limit: int,
    most_text: int = NO_LIMIT,
) -> list[StoredPost]:
    """The newest `limit` posts that match, looking back no further than LOOK_BACK posts.

    `fetch` gives posts, newest first: at most `limit`, of those that come after `before`, and fewer only
    where there are no more, or the list `has_more_text` than one may have. There are fewer here, too, where
    their texts have more than `most_text` characters.
    """
    matching: list[StoredPost] = []
    left, batch = LOOK_BACK, limit
    while left > 0 and len(matching) < limit and not has_more_text(matching, most_text):
        wanted = min(batch, left)
        posts = fetch(before=before, limit=wanted)
        matching += filter(matches, posts)
        if len(posts) < wanted and not has_more_text(posts, most_text):
            break
        before = posts[-1].sort_key
        left, batch = left - len(posts), min(4 * batch, max(_LARGEST_BATCH, limit))
    return matching[:limit]


def has_more_text(posts: Iterable[StoredPost], most_text: int) -> bool:
    """Whether posts have more than that many characters, not counting those that are cut."""
    return sum(len(post.content) for post in posts if not post.too_long) > most_text


def _subjects(post: StoredPost, field: str) -> tuple[str, ...]:
    if field == "author":
        return (post.author.name,)
    if field == "title":
        return (post.thread.topic, post.title)
    if field == "prefix":
        return (post.thread.prefix, prefix_name(post.thread.prefix))
    return (texts_in(post.content[:MOST_LOOKED_INTO]).with_pictures[:LOOKED_INTO],)


# A post's text takes longest to make, so it is looked at last, and only if it has to be.
_FIELDS = ("author", "prefix", "title", "text")


def _fits(patterns: Patterns, post: StoredPost) -> Iterator[bool]:
    """Of each field with patterns, whether one of them fits."""
    return (
        any_is_in(wanted, _subjects(post, field)) for field in _FIELDS if (wanted := getattr(patterns, field))
    )
