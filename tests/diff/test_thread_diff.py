"""Pages of a thread, one after the other: gaps, edits, and what changes nothing."""

from dataclasses import replace
from datetime import timedelta

from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.post_matching import fingerprint_of
from feedforum.diff.thread_diff import read_page
from feedforum.records import (
    BoardRef,
    Edit,
    Gap,
    PageContext,
    PostState,
    PostText,
)
from tests.diff.read_pages import ANNA, HOUR, NOW, THREAD, page, read, shown, states


def test_a_page_seen_again_changes_nothing() -> None:
    first = read(page(*shown(5, 6)))
    known = PageContext(tuple(state for state, _ in first.posts))
    again = read(page(*shown(5, 6)), known, first.thread)
    assert again.posts == ()
    assert again.thread == first.thread
    assert (again.new_posts, again.edits) == (0, 0)


def test_a_new_note_on_unchanged_words_is_no_edit() -> None:
    first = read(page(*shown(5)))
    known = PageContext(tuple(state for state, _ in first.posts))
    change = read(page(*shown(5, edit=Edit(1, NOW))), known, first.thread)
    assert change.edits == 0
    assert [(state.edits, state.edited_at, text) for state, text in change.posts] == [(1, None, None)]


def test_a_gap_is_left_below_a_page_that_nothing_known_stands_before() -> None:
    change = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8))
    assert [(state.position, state.gap_before) for state in states(change).values()] == [
        (7, True),
        (8, False),
    ]
    assert change.thread.news, "there may be new posts in the gap"


def test_the_page_before_closes_the_gap_and_settles_the_thread() -> None:
    tail = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8, settled_total=5))
    gap = Gap(1, "7", 7, NOW - timedelta(hours=10))
    known = PageContext(tuple(state for state, _ in tail.posts), (gap,))
    change = read(page(*shown(5, 6), number=3, pages=4), known, tail.thread, closes="7")
    assert states(change)["7"].gap_before is False
    assert states(change)["5"].gap_before is True
    assert not change.thread.news, "what lies below was there when the thread was last read"


def test_a_gap_that_a_page_does_not_reach_stays_and_is_looked_for_after_that_page() -> None:
    tail = read(page(*shown(7, 8), number=4, pages=4), thread=replace(THREAD, total=8))
    known = PageContext(tuple(state for state, _ in tail.posts), (Gap(1, "7", 7, NOW - timedelta(hours=10)),))
    change = read(page(*shown(3, 4), number=2, pages=4), known, tail.thread, closes="7")
    assert states(change)["7"].gap_before
    assert states(change)["7"].position == 6, "a page after this one has the post before it"


def test_a_gap_that_is_nowhere_else_counts_as_closed() -> None:
    """So that no page is asked for again and again."""
    lost = PostState("7", 7, 7, 6, ANNA, "", NOW, True, NOW, fingerprint_of("7", []), gap_before=True)
    known = PageContext((lost,), (Gap(1, "7", 6, NOW),))
    change = read(page(*shown(3, 4), number=2, pages=4), known, replace(THREAD, total=8), closes="7")
    assert not states(change)["7"].gap_before


def test_the_order_is_told_by_the_listing_where_a_page_has_one_post_only() -> None:
    thread = replace(THREAD, total=3, last_post_at=NOW)
    texts = [PostText("x", "", fingerprint_of("x", []))]
    shown_page = page(*shown(5), number=2, pages=2)
    change = read_page(PageRead(thread, shown_page, texts, NOW, NOW, BoardHabits()), PageContext())
    assert change.posts[0][0].position == 1
    assert change.posts[0][0].first
    assert change.thread.tail_signature == "old", "the newest posts are on the other page"
    assert change.newest_first is None


def test_a_thread_whose_page_names_a_board_that_is_not_watched_leaves_its_feed() -> None:
    elsewhere = replace(page(*shown(5)), path=(BoardRef(9, "Anderswo"),))
    assert read(elsewhere).thread.board_id is None
    assert read(elsewhere, thread=replace(THREAD, announcement=True)).thread.board_id == 2


def test_posts_that_come_to_stand_before_known_ones_leave_a_gap() -> None:
    first = read(page(*shown(5, 6), number=2, pages=2), thread=replace(THREAD, total=4))
    before = states(read(page(*shown(3, 4), number=1, pages=2), thread=replace(THREAD, total=4)))
    known = PageContext((*before.values(), *(replace(s, gap_before=False) for s, _ in first.posts)))
    change = read(page(*shown(5, 6), number=4, pages=4), known, first.thread)
    assert states(change)["5"].gap_before
    same = read(page(*shown(5, 6), number=2, pages=2), known, first.thread)
    assert not any(state.gap_before for state in states(same).values())


def test_a_page_that_closes_a_gap_and_joins_by_chance_says_both_of_the_post_before_it() -> None:
    lost = PostState(
        "5", 5, 5, 2, ANNA, "", NOW - 11 * HOUR, True, NOW, fingerprint_of("5", []), gap_before=True
    )
    known = PageContext((lost,), (Gap(1, "5", 2, NOW - 11 * HOUR),))
    change = read(page(*shown(7, 8), number=2, pages=2), known, replace(THREAD, total=4), closes="5")
    assert change.uncertain_join
    assert not states(change)["5"].gap_before
    assert states(change)["5"].reread_at
