"""Which posts a feed takes of those it could hold."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import LOOK_BACK, PostFilter, newest_matching
from feedforum.patterns import Patterns, pattern_for
from feedforum.records import Author, SortKey, StoredPost, StoreFilter
from tests.feeds.samples import BOARD, FIRST, REPLY, THREAD, MemoryLibrary, post, source

SELF = "https://feeds.example/feeds/sat/posts.atom"


def patterns(**written: list[str]) -> Patterns:
    return Patterns(
        **{field: tuple(pattern_for(field, each) for each in written[field]) for field in written}
    )


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ({}, {}, "both"),
        ({"author": ["whitebird"]}, {}, "first"),
        ({"author": ["white"]}, {}, "none"),
        ({"author": ["white*", "Gast Guenther"]}, {}, "both"),
        ({"title": ["schussel"]}, {}, "both"),
        ({"title": ["empfang"]}, {}, "none"),
        ({"text": ["Genau"]}, {}, "reply"),
        ({"text": ["winkel, dann <alles>"]}, {}, "first"),
        ({"text": ["/genau 😀$/"]}, {}, "reply"),
        ({"text": ["blockquote"]}, {}, "none"),
        ({"prefix": ["Tipp"]}, {}, "both"),
        ({"prefix": ["[Tipp]"]}, {}, "both"),
        ({"prefix": ["Tip"]}, {}, "none"),
        ({"author": ["whitebird"], "text": ["genau"]}, {}, "none"),
        ({"author": ["whitebird"], "text": ["winkel"]}, {}, "first"),
        ({}, {"author": ["Whitebird"]}, "reply"),
        ({}, {"author": ["Whitebird"], "text": ["genau"]}, "none"),
        ({"text": ["winkel"]}, {"text": ["genau"]}, "first"),
    ],
)
def test_what_is_taken(include: dict[str, Any], exclude: dict[str, Any], taken: str) -> None:
    choice = PostFilter(patterns(**include), patterns(**exclude))
    names = {(True, True): "both", (True, False): "first", (False, True): "reply", (False, False): "none"}
    assert names[choice.matches(FIRST), choice.matches(REPLY)] == taken


def test_what_a_spoiler_hides_is_looked_into_too() -> None:
    hidden = replace(FIRST, content="<details><summary>Ende</summary><p>Der Gärtner</p></details>")
    assert PostFilter(patterns(text=["gaertner"])).matches(hidden)


def test_first_posts() -> None:
    assert PostFilter(first=True).matches(FIRST)
    assert not PostFilter(first=True).matches(REPLY)


def test_what_the_store_does_by_itself() -> None:
    assert PostFilter(patterns(author=["Große Käse", "Max"])).wanted == StoreFilter(
        authors=("grosse kase", "max")
    )
    assert PostFilter(patterns(author=["Max", "Mo*"])).wanted == StoreFilter()


def keys(feed: Feed) -> list[str]:
    return [entry.key for entry in feed.entries]


def by(number: int, name: str, **changes: Any) -> StoredPost:
    return post(number, author=Author(name), **changes)


def test_a_feed_holds_its_newest_entries_however_far_back_they_are() -> None:
    rare = [by(number, "Anna") for number in (1, 2, 3, 4)]
    read_repository = MemoryLibrary(posts=[*rare, *(by(number, "Bert") for number in range(5, 1500))])
    choice = PostFilter(patterns(author=["An*"]), parameters="author=An%2A")
    feed = build_feed(read_repository, source(), FeedRequest(SELF, 3, post_filter=choice), place=BOARD)
    assert keys(feed) == ["4", "3", "2"]
    assert feed.self_url == f"{SELF}?author=An%2A"
    assert feed.next_url == f"{SELF}?author=An%2A&before=2"
    assert feed.id == "tag:www.sat.example,2025:sat/feed/boards/26/posts?author=An%2A"


def test_the_owner_chooses_for_each_board() -> None:
    other = replace(THREAD, id=300, board_id=38)
    read_repository = MemoryLibrary(
        posts=[by(1, "Anna"), by(2, "Bert"), by(3, "Anna", thread=other), by(4, "Bert", thread=other)]
    )
    chosen = source(of_26={"exclude": patterns(author=["Bert"])})
    feed = build_feed(read_repository, chosen, FeedRequest(SELF, 9))
    assert keys(feed) == ["4", "3", "1"]
    assert (feed.self_url, feed.id) == (SELF, "tag:www.sat.example,2025:sat/feed/posts")
    reader = PostFilter(exclude=patterns(author=["Anna"]))
    assert keys(build_feed(read_repository, chosen, FeedRequest(SELF, 9, post_filter=reader))) == ["4"]


def test_first_posts_in_every_kind_of_feed() -> None:
    read_repository = MemoryLibrary()
    first = PostFilter(first=True, parameters="first=1")
    assert keys(build_feed(read_repository, source(), FeedRequest(SELF, 9, post_filter=first))) == ["100"]
    assert keys(
        build_feed(read_repository, source(), FeedRequest(SELF, 9, post_filter=first), place=BOARD)
    ) == ["100"]
    assert keys(
        build_feed(read_repository, source(), FeedRequest(SELF, 9, post_filter=first), place=THREAD)
    ) == ["100"]


class Counter:
    """Posts, one after the other, and how many were asked for."""

    def __init__(self, total: int) -> None:
        self.posts = [post(number) for number in range(total, 0, -1)]
        self.given = 0

    def __call__(self, *, before: SortKey | None, limit: int) -> list[StoredPost]:
        after = (n for n, p in enumerate(self.posts) if before is None or p.number < before.number)
        start = next(after, len(self.posts))
        found = self.posts[start : start + limit]
        self.given += len(found)
        return found


def test_no_feed_looks_back_for_ever() -> None:
    counter = Counter(LOOK_BACK + 100)
    assert newest_matching(counter, lambda post: post.number == 50, before=None, limit=10) == []
    assert counter.given == LOOK_BACK


@given(
    total=st.integers(0, 60), modulus=st.integers(1, 20), limit=st.integers(1, 30), start=st.integers(1, 61)
)
def test_what_is_taken_is_the_newest_of_all_that_fit(
    total: int, modulus: int, limit: int, start: int
) -> None:
    counter = Counter(total)
    before = post(start).sort_key if 1 < start <= total else None
    found = newest_matching(counter, lambda post: post.number % modulus == 0, before=before, limit=limit)
    fitting = [p for p in counter.posts if p.number % modulus == 0 and (before is None or p.number < start)]
    assert found == fitting[:limit]


def test_without_a_choice_no_post_is_looked_at_twice() -> None:
    counter = Counter(40)
    assert len(newest_matching(counter, lambda post: True, before=None, limit=31)) == 31
    assert counter.given == 31


def test_edits_as_new_entries() -> None:
    assert REPLY.edited_at is not None
    read_repository = MemoryLibrary(posts=[FIRST, REPLY])
    chosen = source(of_26={"edits_as_new": True})
    feed = build_feed(read_repository, chosen, FeedRequest(SELF, 9))
    tag = "tag:www.sat.example,2025:sat/post/"
    assert [entry.id for entry in feed.entries] == [f"{tag}101/edit/20251129T150000Z", f"{tag}100"]
    as_usual = build_feed(read_repository, source(), FeedRequest(SELF, 9))
    assert [entry.id for entry in as_usual.entries] == [f"{tag}101", f"{tag}100"]


def test_what_was_removed_is_told_of_each_entry_that_was_made_of_it() -> None:
    gone = replace(REPLY, gone_at=REPLY.first_seen_at)
    read_repository = MemoryLibrary(posts=[FIRST, gone])
    tag = "tag:www.sat.example,2025:sat/post/101"
    feed = build_feed(read_repository, source(feeds={"edits_as_new": True}), FeedRequest(SELF, 9))
    assert [entry.id for entry in feed.removed] == [tag, f"{tag}/edit/20251129T150000Z"]
    as_usual = build_feed(read_repository, source(), FeedRequest(SELF, 9))
    assert [entry.id for entry in as_usual.removed] == [tag]
