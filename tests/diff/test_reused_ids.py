"""Pages of a thread: which posts are the same, whatever thread and id they come with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.post_matching import fingerprint_of
from feedforum.diff.thread_diff import read_page
from feedforum.records import (
    Author,
    PageContext,
    PostText,
)
from tests.diff.read_pages import HOUR, NOW, THREAD, page, read, shown, states


def test_a_post_that_was_known_in_another_thread_is_the_same_post() -> None:
    known = states(read(page(*shown(5))))["5"]
    change = read(page(*shown(5)), PageContext(elsewhere=(known,)), replace(THREAD, id=9))
    assert change.new_posts == 0


@pytest.mark.parametrize(
    ("author", "minutes", "words", "new"),
    [
        ("Bert", 127, "Neu", True),
        ("Bert", 127, "", True),
        ("Bert", 120, "Neu", True),
        ("Bert", 120, "", False),
        ("Anna", 120, "Neu", False),
        ("Anna", 127, "Neu", True),
        ("Anna", 127, "", False),
        ("Anna", -127, "Neu", False),
        ("Anna", 0, "Neu", False),
        ("Bert", 60 * 24 * 9, "Neu", True),
    ],
    ids=[
        "all another",
        "the same text",
        "hours later",
        "as time zones differ",
        "an edit, as zones differ",
        "the same author, later",
        "the same author and text",
        "the same author, earlier",
        "an edit",
        "days later",
    ],
)
def test_another_author_moment_and_text_under_an_old_id_is_another_post(
    author: str, minutes: int, words: str, new: bool
) -> None:
    known = PageContext(tuple(states(read(page(*shown(5)))).values()))
    moment = NOW - timedelta(hours=10) + timedelta(minutes=minutes)
    post = replace(shown(5)[0], author=Author(author), posted_at=moment)
    change = read(page(post), known, now=NOW + timedelta(days=20), words=words)
    assert bool(change.new_posts) is new
    assert ("5-2" in states(change)) is new


@pytest.mark.parametrize(
    ("beside", "minutes", "seconds", "new"),
    [
        (0, 120, 0, True),
        (0, 45, 30, True),
        (0, 60, 0, False),
        (0, 0, 45, False),
        (0, 127, 0, True),
        (120, 120, 0, False),
        (None, 120, 0, False),
    ],
    ids=[
        "the zone is as it was",
        "with seconds",
        "summer time may have begun",
        "seconds are shown now",
        "clearly apart",
        "all of the page is in another zone",
        "nothing tells the zone",
    ],
)
def test_an_edit_changes_no_moment_so_another_text_with_another_is_another_post(
    beside: int | None, minutes: int, seconds: int, new: bool
) -> None:
    first = shown(5)[0] if beside is not None else None
    known = PageContext(tuple(states(read(page(*((first,) if first else ()), *shown(6)))).values()))
    if first and first.posted_at and beside is not None:
        first = replace(first, posted_at=first.posted_at + timedelta(minutes=beside))
    moment = NOW - timedelta(hours=10) + timedelta(minutes=minutes, seconds=seconds)
    post = replace(shown(6)[0], posted_at=moment)
    posts = (first, post) if first else (post,)
    texts = [PostText("", "", fingerprint_of(f"{each.id}{'Neu' * (each.id == 6)}", [])) for each in posts]
    change = read_page(PageRead(THREAD, page(*posts), texts, NOW, NOW, BoardHabits(2, False)), known)
    assert [state.key for state, _ in change.posts if state.first_seen_at == NOW and "-" in state.key] == [
        "6-2"
    ] * new


def test_both_posts_that_had_an_id_are_known_again_whichever_is_shown() -> None:
    one = shown(5)[0]
    other = replace(one, posted_at=NOW - timedelta(minutes=7))
    first = states(read(page(one)))
    second = states(read(page(other), PageContext(tuple(first.values())), now=NOW + HOUR, words="Neu"))
    known = PageContext((*(second | first).values(),))
    assert {state.key for state in known.posts} == {"5", "5-2"}
    for post, words in ((one, ""), (other, "Neu"), (one, "bearbeitet"), (other, "bearbeitet")):
        change = read(page(post), known, now=NOW + 2 * HOUR, words=words)
        assert change.new_posts == 0
        assert list(change.seen.locations) == ["5" if post is one else "5-2"]
