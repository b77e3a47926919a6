"""What a feed of the forum's own proves of threads that are watched by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.feed_news import may_save_requests, threads_with_news
from feedforum.records import FeedItem

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def item(thread: int | None, post: int | None, minutes_ago: int) -> FeedItem:
    return FeedItem(thread, post, NOON - timedelta(minutes=minutes_ago))


OLD = item(1, 10, 60)


@pytest.mark.parametrize(
    ("items", "news"),
    [
        ([OLD], set()),
        ([OLD, item(2, 9, 70)], set()),
        ([item(2, 11, 5), OLD], {2}),
        ([item(2, 12, 5), item(1, 11, 5), OLD], {1, 2}),
        ([OLD, item(2, 11, 60)], {2}),  # of the same second
        ([OLD, item(2, 8, 90), item(2, 7, 95)], set()),  # older posts that were never read
        ([], None),
        ([item(2, 11, 5)], None),  # it does not reach back to what is known
        ([item(None, 11, 5), OLD], None),
        ([item(3, 11, 5), OLD], None),  # of a thread that was not asked for
        ([item(1, None, 5), OLD], None),
        ([FeedItem(1, 11, None), OLD], None),
        ([OLD, item(1, 11, 5)], None),  # the oldest first
    ],
)
def test_which_threads_have_news(items: list[FeedItem], news: set[int] | None) -> None:
    assert threads_with_news({1, 2}, items, {9, 10}) == news


@pytest.mark.parametrize(
    ("threads", "requests", "worth"),
    [(1, 1, False), (5, 1, False), (2, 2, True), (100, 3, True), (101, 3, False)],
)
def test_a_feed_is_asked_for_where_it_may_save_requests(threads: int, requests: int, worth: bool) -> None:
    assert may_save_requests(threads, requests) is worth
