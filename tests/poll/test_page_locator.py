"""Which page is asked for, where URLs have numbers, offsets, or nothing but what pagers link to."""

from dataclasses import replace
from typing import cast

import pytest

from feedforum.engines.base import PageAt, PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.fetch import ForumClient
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.page_locator import PageLocator
from feedforum.records import Answer, BoardPage, Fetched, Paging, ThreadPage, Traits
from tests.poll.world import settings_for

THREAD, OTHER, BOARD = (PageKind.THREAD, 7), (PageKind.THREAD, 8), (PageKind.BOARD, 2)
PAGE = ThreadPage(7, "T", "", (), 1, 5, ())


def locator(paging: Paging, repeats_pages: bool = False) -> PageLocator:
    return PageLocator(Traits(paging=paging, repeats_pages=repeats_pages))


def test_a_page_by_its_number_is_where_it_is() -> None:
    found = locator(Paging.NUMBER)
    assert found.locate(THREAD, 3, None) == PageAt(3)
    assert found.locate(THREAD, 3, 20) == PageAt(3, 20)


def test_without_a_size_the_first_page_tells_it() -> None:
    found = locator(Paging.OFFSET)
    assert found.locate(THREAD, 3, None) == PageAt()
    found.learn(THREAD, replace(PAGE, page_size=15))
    at = found.locate(THREAD, 3, None)
    assert at == PageAt(3, 15)
    assert at is not None
    assert at.offset == 30
    # Other threads most likely have the same size, and boards another one.
    assert found.locate(OTHER, 2, None) == PageAt(2, 15)
    assert found.locate(BOARD, 2, None) == PageAt()


def test_a_page_s_own_size_counts_more_than_what_is_known_of_the_board() -> None:
    found = locator(Paging.OFFSET)
    assert found.locate(THREAD, 2, 20) == PageAt(2, 20)
    found.learn(THREAD, replace(PAGE, page_size=15))
    assert found.locate(THREAD, 3, 20) == PageAt(3, 15)
    assert found.locate(OTHER, 3, 20) == PageAt(3, 20)


def test_a_first_page_that_does_not_tell_the_size_is_not_asked_for_again_and_again() -> None:
    found = locator(Paging.OFFSET)
    assert found.locate(THREAD, 3, None) == PageAt()
    found.learn(THREAD, PAGE)
    assert found.locate(THREAD, 3, None) is None
    assert found.locate(THREAD, 1, None) == PageAt()


def test_links_are_followed_from_the_nearest_page_that_is_known() -> None:
    found = locator(Paging.LINKS)
    assert found.locate(THREAD, 9, None) == PageAt()
    found.learn(THREAD, replace(PAGE, page_links=((2, "http://x/2"), (5, "http://x/5"), (20, "http://x/20"))))
    assert found.locate(THREAD, 9, None) == PageAt(5, None, "http://x/5")
    found.learn(THREAD, replace(PAGE, page_links=((4, "http://x/4"), (8, "http://x/8"))))
    assert found.locate(THREAD, 9, None) == PageAt(8, None, "http://x/8")
    found.learn(THREAD, replace(PAGE, page_links=((9, "http://x/9"),)))
    assert found.locate(THREAD, 9, None) == PageAt(9, None, "http://x/9")
    assert found.locate(THREAD, 1, None) == PageAt()


def test_links_that_lead_nowhere_end_the_way() -> None:
    found = locator(Paging.LINKS)
    assert found.locate(THREAD, 9, None) == PageAt()
    found.learn(THREAD, replace(PAGE, page_links=((2, "http://x/2"),)))
    assert found.locate(THREAD, 9, None) == PageAt(2, None, "http://x/2")
    found.learn(THREAD, replace(PAGE, page_links=((1, "http://x/1"), (3, ""))[:1]))
    assert found.locate(THREAD, 9, None) is None


@pytest.mark.parametrize(
    ("repeats", "asked", "shown", "pages", "past"),
    [
        (False, 3, 3, 5, False),
        (False, 6, 6, 5, False),
        (False, 6, 1, 5, True),
        (True, 6, 5, 5, True),
        (True, 5, 5, 5, False),
        (True, 2, 2, 1, True),
        (True, 2, 1, 1, True),
    ],
)
def test_a_page_shown_once_more_is_past_the_end(
    repeats: bool, asked: int, shown: int, pages: int, past: bool
) -> None:
    """A forum that shows nothing there tells so by itself, and its pager may count one page too few."""
    found = locator(Paging.NUMBER, repeats)
    assert found.is_past_the_end(replace(PAGE, page=shown, pages=pages), PageAt(asked)) is past
    board = BoardPage(2, "B", (), shown, pages, (), ())
    assert found.is_past_the_end(board, PageAt(asked)) is past


class _Deaf:
    """A client that gets no page."""

    def get(self, url: str) -> Fetched:
        return Fetched(Answer.BROKEN, url)


class _OfLinks(Wbb2):
    def traits(self, version: str) -> Traits:
        return replace(super().traits(version), paging=Paging.LINKS)


def test_a_page_that_nothing_leads_to_is_not_taken_for_the_last_one_asked_for() -> None:
    loader = PageLoader(settings_for("http://forum.example/", [2]), cast("ForumClient", _Deaf()), _OfLinks())
    for thread_id, page, asked in ((7, 3, 1), (8, 1, 1), (7, 3, 3)):
        loader.thread(thread_id, page)
        assert loader.page == asked
    for board_id, page, asked in ((2, 3, 1), (3, 1, 1), (2, 3, 3)):
        loader.board(board_id, page)
        assert loader.page == asked
