"""Signatures differ exactly when a row tells of something new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.dates import Calendar, PageDates
from feedforum.diff.row_signatures import (
    board_signature,
    earliest_last_post,
    moment_of,
    only_lost,
    same,
    shows_nothing_new,
    thread_signature,
    with_moment,
)
from feedforum.engines.kit.dated_rows import dated_threads
from feedforum.records import Author, BoardRow, LastPost, ThreadRow, ThreadState

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
BOARD = BoardRow(2, "Räder", posts=455, threads=45, last_post=LastPost(AT, Author("Anna", 1), 54))
THREAD = ThreadRow(7, "Kette", "[Tipp]", Author("Anna"), 3, AT, Author("Bert"))


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"posts": 456}, True),
        ({"threads": 46}, True),
        ({"last_post": LastPost(AT + timedelta(minutes=1), Author("Anna", 1), 54)}, True),
        ({"last_post": LastPost(AT, Author("Bert", 2), 54)}, True),
        ({"last_post": LastPost(AT, Author("Anna", 1), 55)}, True),
        ({"last_post": LastPost(AT + timedelta(hours=1), Author("Anna", 1), 54)}, False),
        ({"title": "Reifen", "description": "Neu"}, False),
    ],
)
def test_board_signatures(changed: dict[str, object], differs: bool) -> None:
    other = replace(BOARD, **changed)  # type: ignore[arg-type]
    assert same(board_signature(BOARD), board_signature(other)) is not differs


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"replies": 4}, True),
        ({"last_poster": Author("Cleo")}, True),
        ({"last_post_at": AT + timedelta(minutes=1)}, True),
        ({"last_post_at": AT - timedelta(hours=1)}, False),
        ({"replies": 4, "last_post_at": AT + timedelta(hours=1)}, True),
        ({"topic": "Anders", "important": True, "pages": 2, "closed": True}, False),
    ],
)
def test_thread_signatures(changed: dict[str, object], differs: bool) -> None:
    other = replace(THREAD, **changed)  # type: ignore[arg-type]
    assert same(thread_signature(THREAD), thread_signature(other)) is not differs


def test_names_with_bars_and_missing_parts_stay_apart() -> None:
    odd = replace(THREAD, last_poster=Author("a|b"), last_post_at=None)
    assert same(thread_signature(odd), thread_signature(odd))
    assert not same(thread_signature(odd), thread_signature(replace(odd, replies=None)))
    assert not same(None, thread_signature(odd))


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"replies": 2}, True),
        ({"replies": 2, "last_post_at": AT - timedelta(hours=2), "last_poster": Author("Cleo")}, True),
        ({"replies": 2, "last_poster": Author("Cleo")}, False),
        ({"replies": 2, "last_post_at": AT + timedelta(minutes=1)}, False),
        ({"replies": 2, "last_post_at": None}, False),
        ({"replies": 4}, False),
        ({"replies": None}, False),
        ({"last_post_at": AT - timedelta(hours=2)}, False),
        ({}, False),
    ],
)
def test_fewer_posts_and_none_that_is_newer_are_a_loss(changed: dict[str, object], lost: bool) -> None:
    other = replace(THREAD, **changed)  # type: ignore[arg-type]
    assert only_lost(thread_signature(THREAD), thread_signature(other)) is lost
    undated = replace(THREAD, last_post_at=None)
    assert not only_lost(thread_signature(undated), thread_signature(replace(undated, replies=2)))
    assert not only_lost(None, thread_signature(other))
    assert not only_lost(thread_signature(THREAD), None)


def as_shown(seconds_ago: int, words: str) -> ThreadRow:
    """The row as a page shows it that was made so long after the last post: by its age, or by the clock."""
    made_at = AT + timedelta(seconds=seconds_ago)
    minutes, hours = seconds_ago // 60, seconds_ago // 3600
    if words == "clock":
        text = AT.astimezone(BERLIN).strftime("%d.%m.%Y, %H:%M")
    elif words == "hours" and hours:
        text = f"{hours} hours ago"
    else:
        text = f"{minutes} minutes ago" if minutes else "less than a minute ago"
    dates = PageDates([text], Calendar(BERLIN), made_at)
    return dated_threads([(replace(THREAD, last_post_at=None), text)], dates)[0]


WORDS = st.sampled_from(["minutes", "hours", "clock"])


@given(st.integers(0, 80_000), WORDS, st.integers(0, 80_000), WORDS)
def test_a_moment_by_its_age_is_the_same_by_another_age_or_by_the_clock(
    one: int, words: str, other: int, other_words: str
) -> None:
    before, after = as_shown(one, words), as_shown(other, other_words)
    assert same(thread_signature(before), thread_signature(after))
    earliest = earliest_last_post(after)
    assert earliest is not None
    assert earliest <= AT
    known = ThreadState(7, 2, "Kette", total=4, last_post_at=AT)
    assert shows_nothing_new(known, after)


@given(st.integers(0, 80_000), WORDS, WORDS)
def test_another_post_is_another_signature_however_moments_are_told(
    seconds_ago: int, words: str, other_words: str
) -> None:
    before, after = as_shown(seconds_ago, words), replace(as_shown(0, other_words), replies=4)
    assert not same(thread_signature(before), thread_signature(after))
    assert not only_lost(thread_signature(before), thread_signature(after))
    assert only_lost(thread_signature(after), thread_signature(before))


def test_a_board_by_its_age_is_the_same_by_the_clock() -> None:
    at = LastPost(AT + timedelta(minutes=20), Author("Anna", 1), 54, uncertainty=timedelta(hours=1))
    rough = replace(BOARD, last_post=at)
    assert same(board_signature(rough), board_signature(BOARD))
    assert same(board_signature(BOARD), board_signature(rough))
    later = replace(BOARD, last_post=replace(at, at=AT + timedelta(minutes=90)))
    assert not same(board_signature(BOARD), board_signature(later))
    assert moment_of(board_signature(rough)) == AT - timedelta(minutes=40)


@pytest.mark.parametrize(
    ("signature", "corrected"),
    [
        ("3|Anna|2026-03-10T12:00+00:00", "3|Anna|2026-03-10T13:00+00:00"),
        ("3|4|17|An|na|2026-03-10T23:30+00:00", "3|4|17|An|na|2026-03-11T00:30+00:00"),
        ("3|Anna|2026-03-10T12:00+00:00~5", "3|Anna|2026-03-10T12:00+00:00~5"),
        ("3|Anna|", "3|Anna|"),
        ("", ""),
    ],
)
def test_a_moment_that_was_read_in_a_wrong_zone_is_corrected(signature: str, corrected: str) -> None:
    assert with_moment(signature, lambda moment: moment + timedelta(hours=1)) == corrected
