"""Where a post stands: page and position are each other's inverse, whatever the order and the page size."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedforum.diff.thread_order import (
    PostLocation,
    PostOrder,
    board_order,
    has_room,
    likely_posts_per_page,
    page_of,
    pages_of,
    positions,
    posts_per_page,
    total_of,
)
from feedforum.records import Author, Id, Post, ThreadOrder, ThreadPage


def thread_page(page: int, pages: int, posts: int) -> ThreadPage:
    shown = tuple(Post(number, Author("Anna"), "", None, "") for number in range(1, posts + 1))
    return ThreadPage(1, "Kette", "", (), page, pages, shown)


@given(total=st.integers(1, 400), per_page=st.integers(1, 50), newest_first=st.booleans(), data=st.data())
def test_each_position_is_on_the_page_that_page_of_names(
    total: int, per_page: int, newest_first: bool, data: st.DataObject
) -> None:
    pages = -(-total // per_page)
    page = data.draw(st.integers(1, pages))
    count = per_page if page < pages else total - (pages - 1) * per_page
    shown = thread_page(page, pages, count)
    found = posts_per_page(shown, total, None)
    if pages > 1:
        assert found == per_page
        assert total_of(shown, total, found) == total
    places = positions(shown, total, per_page, newest_first)
    assert len(set(places)) == count
    assert all(page_of(place, total, per_page, newest_first) == page for place in places)


@pytest.mark.parametrize(
    ("page", "listed", "per_page", "total"),
    [
        ((3, 3, 5), 45, 20, 45),
        ((3, 3, 5), 44, 20, 45),
        ((1, 3, 20), 60, 20, 60),
        ((1, 3, 20), 12, 20, 41),
        ((1, 3, 20), None, 20, 60),
        ((1, 1, 7), 9, 20, 7),
    ],
    ids=["agree", "listing is late", "middle", "listing is too low", "no listing", "one page"],
)
def test_the_last_page_knows_better_than_the_listing(
    page: tuple[int, int, int], listed: int | None, per_page: int, total: int
) -> None:
    assert total_of(thread_page(*page), listed, per_page) == total


HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TIME, SHIFTING, IDS = PostOrder(), PostOrder(clock_shifts=True), PostOrder(ThreadOrder.ID)


def at(number: int | None, hours: float | None, position: int = 1) -> PostLocation:
    return PostLocation(number, None if hours is None else NOON + hours * HOUR, position)


@pytest.mark.parametrize(
    ("order", "one", "other", "first"),
    [
        (TIME, at(9, 0), at(1, 1), True),
        (TIME, at(9, 0), at(1, 0), False),
        (TIME, at(None, 0, 1), at(None, 0, 2), True),
        (TIME, at(1, None), at(9, -5), True),
        (SHIFTING, at(1, 0.5), at(9, 0), True),
        (SHIFTING, at(1, 2), at(9, 0), False),
        (IDS, at(1, 5), at(9, 0), True),
    ],
    ids=[
        "moments before ids",
        "ids where moments are the same",
        "positions where there is nothing else",
        "ids where a date is not known",
        "ids within the hour that clocks may shift by",
        "moments beyond it",
        "ids where they are the order",
    ],
)
def test_which_post_comes_first(
    order: PostOrder, one: PostLocation, other: PostLocation, first: bool
) -> None:
    assert order.before(one, other) is first
    assert order.before(other, one) is not first


def posts(*ids_and_hours: tuple[int, float | None]) -> tuple[Post, ...]:
    return tuple(
        Post(id_, Author("Anna"), "", None if hours is None else NOON + hours * HOUR, "")
        for id_, hours in ids_and_hours
    )


@pytest.mark.parametrize(
    ("order", "shown", "votes"),
    [
        (TIME, posts((9, 0), (1, 1)), 1),
        (TIME, posts((1, 0), (2, 0), (3, 0)), 2),
        (TIME, posts((3, None), (2, None)), -1),
        (TIME, posts((1, 3), (2, 2), (3, 1), (4, 4)), -1),
        (IDS, posts((1, 3), (2, 2), (3, 1)), 2),
        (TIME, posts((1, 3)), 0),
    ],
)
def test_the_order_of_a_page_is_what_its_moments_say_and_else_its_ids(
    order: PostOrder, shown: tuple[Post, ...], votes: int
) -> None:
    assert order.votes(shown) == votes


@pytest.mark.parametrize("believed", [None, False, True])
@pytest.mark.parametrize(
    ("votes", "order"),
    [
        ({}, None),
        ({1: -1}, None),
        ({1: -1, 2: 1}, None),
        ({1: -1, 2: -1}, True),
        ({1: 19}, False),
        ({1: -1, 2: 19, 3: 1}, False),
        ({1: 19, 2: -19}, None),
    ],
)
def test_one_pair_of_posts_never_turns_a_board_round(
    believed: bool | None, votes: dict[Id, int], order: bool | None
) -> None:
    assert board_order(believed, votes) is (believed if order is None else order)


@given(
    total=st.integers(1, 60),
    seen=st.sets(st.integers(1, 60)),
    lost=st.integers(1, 60),
    ids=st.randoms(use_true_random=False),
)
def test_a_post_has_room_exactly_where_its_own_position_was_not_seen_with_another(
    total: int, seen: set[int], lost: int, ids: Random
) -> None:
    """Whatever its id: posts stand in the order of their moments."""
    lost = min(lost, total)
    places = [at(ids.randint(1, 1000), position, position) for position in seen if position <= total]
    gone = [place for place in places if place.position != lost]
    post = at(ids.randint(1, 1000), lost, lost)
    assert has_room(post, gone, total, TIME)
    closed = [replace(place, position=place.position - (place.position > lost)) for place in gone]
    whole = len(gone) == total - 1
    assert has_room(post, closed, total - 1, TIME) or {lost - 1, lost + 1} - {0, total + 1} <= seen
    assert not (whole and has_room(post, closed, total - 1, TIME))


@given(stale=st.integers(0, 3), known=st.integers(2, 30), last=st.integers(1, 30))
def test_a_count_that_is_out_of_date_changes_no_page_size(stale: int, known: int, last: int) -> None:
    shown = thread_page(2, 2, min(last, known))
    assert posts_per_page(shown, known + len(shown.posts) - stale, known) == known


@given(size=st.integers(1, 60), total=st.integers(1, 500))
def test_without_a_full_page_the_page_before_the_last_is_never_the_last(size: int, total: int) -> None:
    pages = pages_of(total, size)
    assume(pages > 1)
    likely = likely_posts_per_page(total, pages)
    first_of_last = (pages - 1) * size + 1
    assert pages_of(total, likely) <= pages
    assert page_of(first_of_last - 1, total, likely, newest_first=False) < pages
