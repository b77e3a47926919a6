"""Where a post stands: page and position are each other's inverse, whatever the order and the page size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.diff.thread_order import page_of, positions, posts_per_page, total_of
from feedforum.records import Author, Post, ThreadPage


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
