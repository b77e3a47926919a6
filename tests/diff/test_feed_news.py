"""What a feed of the forum's own proves of threads that are watched by themselves, and of boards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.feed_news import (
    boards_without_news,
    may_save_requests,
    threads_with_news,
    uncovered_boards,
)
from feedforum.diff.steps import PollProgress
from feedforum.records import BoardRow, BoardState, FeedItem, Id, ThreadState

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


# --- boards ---

THREADS: dict[Id, ThreadState] = {
    id_: ThreadState(id_, board, "x", total=total, last_post_at=NOON - timedelta(minutes=ago))
    for id_, board, total, ago in ((1, 7, 3, 10), (2, 8, 5, 20), (3, 7, 1, 30))
}
BY_LAST_POST = [
    FeedItem(1, None, NOON - timedelta(hours=9), 2),
    FeedItem(2, None, NOON - timedelta(hours=1), 4),
]
DATED_BY_LAST_POST = [
    replace(each, posted_at=NOON - timedelta(minutes=ago))
    for each, ago in zip(BY_LAST_POST, (10, 20), strict=True)
]


@pytest.mark.parametrize(
    ("items", "boards"),
    [
        (BY_LAST_POST, {7, 8}),
        (DATED_BY_LAST_POST, {7, 8}),
        (DATED_BY_LAST_POST[:1], {7}),
        (BY_LAST_POST[:1], set()),  # one alone is in no order
        (BY_LAST_POST[::-1], set()),  # by when they began
        ([FeedItem(3, None, NOON - timedelta(minutes=30), 0)], set()),  # without replies both are the same
        ([replace(BY_LAST_POST[0], replies=3), BY_LAST_POST[1]], set()),
        ([BY_LAST_POST[0], replace(BY_LAST_POST[1], replies=None)], set()),
        ([FeedItem(9, None, NOON, 0), *BY_LAST_POST], set()),  # a new thread
        ([], set()),
    ],
)
def test_which_boards_have_no_news(items: list[FeedItem], boards: set[int]) -> None:
    assert boards_without_news([7, 8], items, THREADS) == boards
    unread = {id_: replace(thread, listed_signature="2|x") for id_, thread in THREADS.items()}
    assert boards_without_news([7, 8], items, unread) == set()


def test_a_feed_is_asked_for_where_no_rows_cover_several_boards() -> None:
    boards = [BoardState(id_, listed_at=NOON) for id_ in (1, 2, 3, 4)]
    later = NOON + timedelta(minutes=15)
    assert uncovered_boards(boards, PollProgress(), later) == [1, 2, 3, 4]
    covered = PollProgress(covering={1: BoardRow(1, "x")})
    assert uncovered_boards(boards, covered, later) == [2, 3, 4]
    assert uncovered_boards(boards, replace(covered, listed=frozenset((2,))), later) == []
    assert uncovered_boards(boards, PollProgress(), NOON + timedelta(hours=6)) == []
    refused = [replace(board, refused_at=NOON) for board in boards]
    assert uncovered_boards(refused, PollProgress(), later) == []
    assert uncovered_boards([BoardState(id_) for id_ in (1, 2, 3)], PollProgress(), later) == []
