"""Marks differ exactly when a row tells of something new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.row_signatures import board_signature, only_lost, same, thread_signature
from feedforum.records import Author, BoardRow, LastPost, ThreadRow

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
def test_board_marks(changed: dict[str, object], differs: bool) -> None:
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
def test_thread_marks(changed: dict[str, object], differs: bool) -> None:
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
