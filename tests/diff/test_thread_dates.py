"""Pages of a thread: the moments of its entries, exact or rough, read or not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feedforum.records import (
    Edit,
    PageContext,
)
from tests.diff.read_pages import HOUR, NOW, THREAD, page, read, shown, states


def test_no_entry_is_dated_after_it_was_first_seen_and_none_without_a_date_is_new_twice() -> None:
    future = replace(shown(5)[0], posted_at=NOW + timedelta(days=400))
    dateless = replace(shown(6)[0], posted_at=None, date_text="neulich")
    first = read(page(future, dateless))
    assert [state.posted_at for state, _ in first.posts] == [NOW, NOW]
    assert [state.dated for state, _ in first.posts] == [True, False]
    assert first.undated == 1
    known = PageContext(tuple(state for state, _ in first.posts))
    assert read(page(future, dateless), known, first.thread, NOW + timedelta(hours=1)).posts == ()


OLD, OLDER = NOW - timedelta(days=300), NOW - timedelta(days=301)


@pytest.mark.parametrize(
    ("moments", "listed", "elsewhere", "expected"),
    [
        ([OLDER, None, OLD], None, None, [OLDER, OLDER, OLD]),
        ([OLDER, None, None], None, None, [OLDER, OLDER, OLDER]),
        ([None, None, OLD], None, OLDER, [OLDER, OLDER, OLD]),
        ([None, None, OLD], None, NOW, [OLD, OLD, OLD]),
        ([None, None], OLD, OLDER, [OLD, OLD]),
        ([None], None, OLD, [OLD]),
        ([None], None, None, [NOW]),
    ],
    ids=[
        "between",
        "at the end",
        "at the beginning",
        "before what the page shows",
        "as the listing says",
        "as the forum's other posts",
        "not one date of the forum known, so the moment it was first seen orders posts",
    ],
)
def test_a_date_that_cannot_be_read_follows_its_neighbours(
    moments: list[datetime | None],
    listed: datetime | None,
    elsewhere: datetime | None,
    expected: list[datetime],
) -> None:
    ids = range(5, 5 + len(moments))
    posts = [replace(post, posted_at=moment) for post, moment in zip(shown(*ids), moments, strict=True)]
    known = PageContext(undated_at=elsewhere)
    change = read(page(*posts), known, thread=replace(THREAD, last_post_at=listed))
    assert [state.posted_at for state, _ in change.posts] == expected
    assert change.undated == moments.count(None)


def test_a_date_that_cannot_be_read_follows_the_page_before() -> None:
    first = read(page(*shown(5, 6, hours=900), pages=2))
    known = PageContext(tuple(state for state, _ in first.posts))
    (dateless,) = (replace(post, posted_at=None) for post in shown(7))
    change = read(page(dateless, number=2, pages=2), known, first.thread)
    assert states(change)["7"].posted_at == NOW - timedelta(hours=900)


@pytest.mark.parametrize(
    ("noted", "seen"),
    [
        (NOW - timedelta(hours=1), NOW - timedelta(hours=1)),
        (NOW - timedelta(days=2), NOW),
        (NOW + timedelta(days=2), NOW),
        (None, NOW),
    ],
    ids=["as noted", "older than the post", "in the future", "no note"],
)
def test_an_edit_is_dated_as_its_note_says_where_that_can_be(noted: datetime | None, seen: datetime) -> None:
    first = read(page(*shown(5)), now=NOW - timedelta(hours=2))
    known = PageContext(tuple(state for state, _ in first.posts))
    edited = page(*shown(5, edit=Edit(1, noted)))
    change = read(edited, known, first.thread, words="changed")
    assert change.edits == 1
    assert change.posts[0][0].edited_at == seen
    assert change.posts[0][1] is not None


def test_a_rough_date_is_settled_by_an_exact_one_and_is_no_edit() -> None:
    earlier = replace(shown(5)[0], posted_at=NOW - timedelta(minutes=3))
    rough = replace(shown(6)[0], posted_at=NOW, uncertainty=timedelta(minutes=10))
    first = read(page(earlier, rough))
    assert first.undated == 0
    assert [(state.posted_at, state.dated) for state, _ in first.posts] == [
        (NOW - timedelta(minutes=3), True),
        (NOW, False),
    ]
    known = PageContext(tuple(state for state, _ in first.posts))
    later = replace(rough, posted_at=NOW + HOUR, uncertainty=HOUR)
    again = states(read(page(earlier, later), known, first.thread, NOW + HOUR)).get("6")
    assert again is None or (again.posted_at, again.edited_at) == (NOW, None)
    exact = replace(rough, posted_at=NOW - timedelta(minutes=2), uncertainty=timedelta())
    change = read(page(earlier, exact), known, first.thread, NOW + 2 * HOUR)
    assert change.edits == 0
    assert states(change)["6"].posted_at == NOW - timedelta(minutes=2)
    assert states(change)["6"].dated


def test_a_rough_date_is_no_earlier_than_the_post_before_it_and_no_later_than_the_one_after() -> None:
    one = replace(shown(5)[0], posted_at=NOW - timedelta(minutes=3))
    early = replace(shown(6)[0], posted_at=NOW - HOUR, uncertainty=HOUR)
    late = replace(shown(7)[0], posted_at=NOW, uncertainty=HOUR)
    last = replace(shown(8)[0], posted_at=NOW - timedelta(minutes=1))
    found = states(read(page(one, early, late, last)))
    assert found["6"].posted_at == one.posted_at
    assert found["7"].posted_at == last.posted_at
