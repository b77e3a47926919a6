"""The pages of a feed: the whole stored history, whatever happens between two of them."""

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds import build_feed as building
from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.formats import FORMATS, render
from feedforum.feeds.ids import FeedKind
from feedforum.feeds.lookup import FeedPage
from feedforum.patterns import Pattern, Patterns
from feedforum.records import Author, BoardRow, PostState, PostText, ThreadState
from feedforum.store import Store
from tests.feeds.checks import CHECKS
from tests.feeds.samples import BOARD, FORUM, NOON, THREAD, MemoryLibrary, post, source

SELF = "https://feeds.example/feeds/sat/boards/26/posts.json"


def keys(feed: Feed) -> list[str]:
    return [entry.key for entry in feed.entries]


def page_at(read_repository: MemoryLibrary, url: str) -> FeedPage | None:
    """The page that an address asks for."""
    before = parse_qs(urlsplit(url).query).get("before")
    if before is None:
        return None
    place = read_repository.sort_key("sat", before[0])
    assert place is not None
    return FeedPage(before[0], place)


def page_of(
    read_repository: MemoryLibrary, limit: int, page: FeedPage | None = None, max_size: int = 1_000_000
) -> Feed:
    request = FeedRequest(SELF, limit, page=page, max_size=max_size)
    return build_feed(read_repository, source(), request, place=BOARD)


def walked(read_repository: MemoryLibrary, limit: int, size: int, ext: str = "json") -> list[list[str]]:
    """The keys on each page, from the first to the last, as one who follows the links finds them."""
    pages, url = [], SELF
    while url:
        page = page_at(read_repository, url)
        document = render(page_of(read_repository, limit, page, size), ext, size)
        # What nearly fills a feed by itself is counted by the store, and cut by the format.
        if not any(size - 2_500 < len(each.content) <= size for each in read_repository.posts):
            assert document == render(page_of(read_repository, limit, page), ext, size), "of all texts"
        found: dict[str, Any] = json.loads(document)
        pages.append([item["id"].rpartition("/")[2] for item in found["items"]])
        url = found.get("next_url", "")
        assert len(pages) < 1000
    return pages


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 12, 13])
def test_all_posts_each_once_and_no_empty_page_at_the_end(count: int) -> None:
    posts = [post(number) for number in range(1, count + 1)]
    pages = walked(MemoryLibrary(posts=posts), limit=6, size=100_000)
    assert [key for page in pages for key in page] == [str(number) for number in range(count, 0, -1)]
    assert len(pages) == max(1, -(-count // 6))


@given(
    times=st.lists(st.integers(0, 3), max_size=25),
    limit=st.integers(1, 9),
    size=st.integers(3_000, 9_000),
    looked_into=st.sampled_from([0, 4_000, 80_000]),
)
def test_nothing_is_lost_where_a_size_leaves_no_room(
    times: list[int], limit: int, size: int, looked_into: int
) -> None:
    """Posts of the same minute too, and of any length; texts that there is no room for are not loaded."""
    posts = [
        post(number, posted_at=NOON + timedelta(minutes=minute), content="x" * (997 * number % 12_000))
        for number, minute in enumerate(times, 1)
    ]
    wanted = sorted(posts, key=lambda each: (each.posted_at, each.number), reverse=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(building, "MOST_LOOKED_INTO", looked_into)
        pages = walked(MemoryLibrary(posts=posts), limit, size)
    assert [key for page in pages for key in page] == [each.key for each in wanted]


@pytest.mark.parametrize(
    "post_filter", [PostFilter(), PostFilter(exclude=Patterns(author=(Pattern.of("Nobody", whole=True),)))]
)
@pytest.mark.parametrize("ext", FORMATS)
def test_the_memory_that_a_feed_takes_hangs_on_its_size_alone(
    large_posts: Store, ext: str, post_filter: PostFilter
) -> None:
    board = large_posts.read_repository.board("sat", 26)
    assert board is not None
    size = 500_000
    tracemalloc.start()
    try:
        request = FeedRequest(SELF, 100, max_size=size, post_filter=post_filter)
        feed = build_feed(large_posts.read_repository, source(), request, place=board)
        document = render(feed, ext, size)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 300_000 < len(document) <= size
    assert feed.more
    assert peak < 12 * size


@pytest.fixture(scope="module")
def large_posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """80 posts of 100,000 characters, newest first one that is longer than any feed."""
    store = Store.at(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db")
    repository = store.poll_repository("sat")
    repository.save_forum(FORUM)
    repository.save_boards({26: BoardRow(26, "Large")}, NOON)
    thread = ThreadState(7, 26, "Large", first_seen_at=NOON)
    for number in range(1, 81):
        length = 100_000 if number < 80 else 900_000
        state = PostState(
            str(number), number, number, number, Author("Anna"), "", NOON, True, NOON, "", first=number == 1
        )
        repository.save_page(thread, [(state, PostText("x" * length, "", ""))])
    yield store
    store.close()


def test_new_posts_and_deletions_between_two_pages_shift_nothing() -> None:
    read_repository = MemoryLibrary(posts=[post(number) for number in range(1, 11)])
    first = page_of(read_repository, 4)
    assert keys(first) == ["10", "9", "8", "7"]
    second = page_at(read_repository, first.next_url)
    read_repository.posts += [post(11), post(12)]
    read_repository.posts[6] = replace(read_repository.posts[6], gone_at=NOON + timedelta(days=1))
    assert keys(page_of(read_repository, 4, second)) == ["6", "5", "4", "3"]


@pytest.mark.parametrize("ext", FORMATS)
def test_what_the_formats_say_of_pages(ext: str) -> None:
    read_repository = MemoryLibrary(posts=[post(number) for number in range(1, 11)])
    first = page_of(read_repository, 4)
    middle = page_of(read_repository, 4, page_at(read_repository, first.next_url))
    last = page_of(read_repository, 4, page_at(read_repository, middle.next_url))
    urls = [(feed.self_url, feed.first_url, feed.next_url) for feed in (first, middle, last)]
    assert urls == [
        (SELF, SELF, f"{SELF}?before=7"),
        (f"{SELF}?before=7", SELF, f"{SELF}?before=3"),
        (f"{SELF}?before=3", SELF, ""),
    ]
    assert first.id == middle.id == last.id
    for feed in (first, middle, last):
        document = render(feed, ext, 100_000)
        CHECKS[ext](document)
        text = document.decode()
        for url in (feed.self_url, feed.first_url, feed.next_url):
            assert f'"{url}"' in text or not url
        assert text.count("before=") == sum("before=" in url for url in (feed.self_url, feed.next_url))


def test_a_parameter_that_is_there_already_stays() -> None:
    read_repository = MemoryLibrary(posts=[post(1), post(2)])
    feed = build_feed(read_repository, source(), FeedRequest(f"{SELF}?author=x", 1), place=BOARD)
    assert feed.next_url == f"{SELF}?author=x&before=2"


def test_every_kind_of_feed_has_pages() -> None:
    apart = [post(number, thread=replace(THREAD, id=300, board_id=None)) for number in (1, 3, 5)]
    read_repository = MemoryLibrary(posts=[post(2), post(4), post(6), *apart])
    page = FeedPage("5", apart[2].sort_key)
    chosen = source(board_ids=(26,), thread_ids=(300,))
    whole = build_feed(read_repository, chosen, FeedRequest(SELF, 2, page=page))
    assert (keys(whole), whole.more) == (["4", "3"], True)
    threads = build_feed(read_repository, chosen, FeedRequest(SELF, 2, page=page), FeedKind.THREADS)
    assert (keys(threads), threads.more) == (["4", "2"], False)
    its_thread = apart[0].thread
    thread = build_feed(read_repository, chosen, FeedRequest(SELF, 2, page=page), place=its_thread)
    assert (keys(thread), thread.more) == (["3", "1"], False)


def test_posts_alike_in_moment_and_number_are_each_on_one_page() -> None:
    alike = [replace(post(1), key=f"{thread}-n1") for thread in (100, 200, 300)]
    read_repository = MemoryLibrary(posts=alike)
    seen: list[str] = []
    page = None
    while True:
        feed = build_feed(read_repository, source(), FeedRequest(SELF, 1, page=page), place=BOARD)
        seen += keys(feed)
        if not feed.more:
            break
        page = FeedPage(seen[-1], next(each.sort_key for each in alike if each.key == seen[-1]))
    assert seen == ["300-n1", "200-n1", "100-n1"]
