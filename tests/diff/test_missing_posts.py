"""A page of a thread that lacks posts which are known: which of them are missed, and when they are gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.post_matching import fingerprint_of
from feedforum.diff.thread_diff import read_page
from feedforum.records import (
    PageContext,
    Post,
    PostState,
    PostText,
    ThreadPage,
    ThreadState,
)
from tests.diff.read_pages import ANNA, HOUR, NOW, THREAD, page, read, shown, states


@pytest.mark.parametrize(
    ("number", "ids", "missed"),
    [(1, (1, 3), {"2"}), (2, (3, 4), set()), (3, (6,), set()), (3, (5,), {"6"})],
    ids=["in its midst", "somewhere else", "before the last page", "after the last"],
)
def test_a_post_is_missed_where_it_should_have_stood(
    number: int, ids: tuple[int, ...], missed: set[str]
) -> None:
    known = PageContext(
        tuple(
            PostState(str(i), i, i, i, ANNA, "", NOW, True, NOW, fingerprint_of(str(i), []), first=i == 1)
            for i in range(1, 7)
        )
    )
    change = read(page(*shown(*ids), number=number, pages=3), known, replace(THREAD, total=5))
    assert {key for key, state in states(change).items() if state.missing} == missed


def test_a_post_is_gone_the_third_time_and_once_a_poll_counts() -> None:
    lost = PostState("6", 6, 6, 2, ANNA, "", NOW, True, NOW, fingerprint_of("6", []))
    for times in (1, 2, 3):
        at = NOW + timedelta(minutes=times)
        change = read(page(*shown(5)), PageContext((lost,)), now=at)
        lost = states(change)["6"]
        assert (
            read(page(*shown(5)), PageContext((lost,)), now=at).posts[-1][0].missing == times or lost.gone_at
        )
        assert (lost.missing, lost.gone_at) == (times, at if times == 3 else None)
    back = read(page(*shown(5, 6)), PageContext((lost,)))
    assert states(back)["6"].gone_at is None


@pytest.mark.parametrize(
    ("mark", "shown_page", "at_once"),
    [
        ("0|Anna", page(*shown(5)), True),
        ("", page(*shown(5)), True),
        ("1|Anna", page(*shown(5)), False),
        ("1|Anna", replace(page(*shown(5)), printed=True), True),
        ("3|Anna", page(*shown(3), number=2, pages=2), False),
        ("1|Anna", page(*shown(5), Post(None, ANNA, "", NOW, "<p>6</p>")), False),
    ],
    ids=[
        "counted no longer",
        "not counted",
        "counted still",
        "print view",
        "on the last page",
        "without its id",
    ],
)
def test_where_a_page_contradicts_itself_a_post_is_missed_once_a_day(
    mark: str, shown_page: ThreadPage, at_once: bool
) -> None:
    lost = PostState("6", 6, 6, 2, ANNA, "", NOW - HOUR, True, NOW, fingerprint_of("6", []))
    thread = replace(THREAD, listed_signature=mark)
    for days, misses in enumerate((1, 2, 3)):
        for hours in range(0, 24, 7):
            if lost.gone_at is None:
                now = NOW + timedelta(days=days, hours=hours)
                change = read(shown_page, PageContext((lost,)), thread, now=now)
                lost = states(change).get("6", lost)
        if at_once:
            break
        assert lost.missing == misses
        assert lost.gone_at or (lost.reread_at and lost.missing_at == lost.reread_at - timedelta(days=1))
    assert lost.gone_at is not None


def test_a_post_between_two_pages_is_missed_once_both_were_seen() -> None:
    known = PageContext(
        tuple(
            PostState(str(i), i, i, i, ANNA, "", NOW, True, NOW, fingerprint_of(str(i), []))
            for i in (1, 2, 3, 4, 5)
        )
    )
    thread = replace(THREAD, total=4)
    first = read(page(*shown(1, 2), number=1, pages=2), known, thread)
    assert not [state for state in states(first).values() if state.missing]
    second = read(page(*shown(4, 5), number=2, pages=2), known, thread, seen_before=first.seen.locations)
    assert {key for key, state in states(second).items() if state.missing} == {"3"}


def test_posts_with_the_same_number_are_missed_each_for_itself() -> None:
    """A number is no identity: posts without ids are numbered by their place at first sight."""
    known = PageContext(
        tuple(
            PostState(key, None, number, number, ANNA, "", NOW, True, NOW, fingerprint_of(key, []))
            for key, number in (("1-n1", 1), ("1-n2", 2), ("1-n3", 2))
        )
    )
    posts = [Post(None, ANNA, "", NOW, key) for key in ("1-n1", "1-n2")]
    texts = [PostText(post.message_html, "", fingerprint_of(post.message_html, [])) for post in posts]
    printed = replace(page(*posts), printed=True)
    thread = replace(THREAD, total=2)
    change = read_page(PageRead(thread, printed, texts, NOW, NOW, BoardHabits(20, False)), known)
    assert {key for key, state in states(change).items() if state.missing} == {"1-n3"}


COUNTED = replace(THREAD, listed_signature="5|Anna|2026-03-04T12:30+00:00", total=6, pages=3)


@pytest.mark.parametrize(
    ("thread", "ended", "missed"),
    [
        (COUNTED, True, False),
        (COUNTED, False, True),
        (replace(COUNTED, listed_signature="1|Anna|2026-03-04T12:30+00:00"), True, True),
        (replace(COUNTED, listed_signature="|Anna|2026-03-04T12:30+00:00"), True, True),
    ],
    ids=["its listing counts them", "its pager tells", "its listing counts fewer", "its listing counts none"],
)
def test_posts_on_pages_that_are_not_to_be_had_are_not_missed_if_the_listing_counts_them(
    thread: ThreadState, ended: bool, missed: bool
) -> None:
    first = read(page(*shown(1, 2, 3), number=1, pages=1), thread=thread)
    known = PageContext(
        (*(state for state, _ in first.posts), *(state for state, _ in read(page(*shown(4))).posts))
    )
    change = read(page(*shown(1, 2, 3)[:2]), known, thread, ended=ended)
    assert any(state.missing for state in states(change).values()) is missed
    assert (change.thread.tail_signature is None) is not missed
    assert (change.thread.pages == 2) is not missed


@pytest.mark.parametrize("wrong", [1, 6])
def test_a_post_that_is_missing_is_looked_for_where_it_should_stand(wrong: int) -> None:
    """Pages may have had another size when its position was counted."""
    posts = [replace(shown(id_)[0], posted_at=NOW - (9 - id_) * HOUR) for id_ in (1, 2, 3)]
    known = states(read(page(*posts)))
    lost = replace(known["2"], position=wrong)
    context = PageContext((known["1"], lost, known["3"]))
    change = read(page(posts[0], posts[2]), context, replace(THREAD, total=2))
    assert (states(change)["2"].missing, states(change)["2"].position) == (1, 2 if wrong == 6 else 1)


def test_a_missing_post_keeps_its_position_where_the_page_was_counted_from_the_wrong_end() -> None:
    posts = [replace(shown(id_)[0], posted_at=NOW - (9 - id_) * HOUR) for id_ in (1, 2, 3)]
    known = states(read(page(*posts)))
    context = PageContext((known["2"], known["3"]))
    change = read(replace(page(posts[0]), page=3, pages=3), context, replace(THREAD, total=3))
    assert states(change)["2"].position == 2
