"""Threads whose ids grow with their moves are known again, and no others are taken for them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedforum.diff.moved_threads import MOST_MOVES, is_after_moves, renumbered
from feedforum.records import Author, Id, ThreadRow, ThreadState

AT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
BEFORE = 1772000000
ROW = ThreadRow(BEFORE + 1, "Kette", "", Author("Anna"), 9, AT, Author("Bert"))
KNOWN: dict[Id, ThreadState] = {BEFORE: ThreadState(BEFORE, 2, "Kette", starter=Author("Anna"))}


@pytest.mark.parametrize(
    "row",
    [ROW, replace(ROW, id=BEFORE + MOST_MOVES), replace(ROW, starter=Author(""), replies=None, moved=True)],
)
def test_a_thread_is_known_again_by_topic_and_starter_and_by_its_marker(row: ThreadRow) -> None:
    assert renumbered([row], KNOWN, {row.id}) == {BEFORE: row.id}


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        (replace(ROW, topic="Feder"), set()),
        (replace(ROW, starter=Author("Bert")), set()),
        (replace(ROW, id=BEFORE + MOST_MOVES + 1), set()),
        (replace(ROW, id=BEFORE - 1), set()),
        (replace(ROW, id="kette"), set()),
        (ROW, {BEFORE}),
    ],
)
def test_another_thread_is_not_taken_for_it(row: ThreadRow, listed: set[Id]) -> None:
    assert renumbered([row], KNOWN, listed) == {}


def test_a_thread_has_one_id_and_an_id_one_thread() -> None:
    twins = KNOWN | {BEFORE + 1: replace(KNOWN[BEFORE], id=BEFORE + 1)}
    rows = [replace(ROW, id=BEFORE + 3), replace(ROW, id=BEFORE + 3, moved=True), replace(ROW, id=BEFORE + 4)]
    assert renumbered(rows, twins, set()) == {BEFORE + 1: BEFORE + 3, BEFORE: BEFORE + 4}


def test_ids_are_later_ones_within_bounds() -> None:
    assert is_after_moves(7, 8)
    assert not is_after_moves(7, 7)
    assert not is_after_moves(7, None)
    assert not is_after_moves(7, "8a")
    assert not is_after_moves(7, 8 + MOST_MOVES)
