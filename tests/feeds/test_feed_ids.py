"""Addresses and ids of feeds: promises to users."""

import pytest

from feedforum.feeds.ids import FeedKind, FeedName, entry_tag


@pytest.mark.parametrize(
    ("name", "path", "tag"),
    [
        (FeedName("sat"), "/feeds/sat/posts.atom", "sat/feed/posts"),
        (FeedName("sat", FeedKind.THREADS), "/feeds/sat/threads.atom", "sat/feed/threads"),
        (
            FeedName("sat", FeedKind.POSTS, board_id=2),
            "/feeds/sat/boards/2/posts.atom",
            "sat/feed/boards/2/posts",
        ),
        (
            FeedName("sat", FeedKind.THREADS, board_id=2),
            "/feeds/sat/boards/2/threads.atom",
            "sat/feed/boards/2/threads",
        ),
        (FeedName("sat", thread_id=3), "/feeds/sat/threads/3.atom", "sat/feed/threads/3"),
    ],
)
def test_feeds(name: FeedName, path: str, tag: str) -> None:
    assert name.path("atom") == path
    assert name.tag("a.example") == f"tag:a.example,2025:{tag}"


def test_entries() -> None:
    assert entry_tag("a.example", "sat", "7-n1") == "tag:a.example,2025:sat/post/7-n1"
