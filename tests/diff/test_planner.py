"""Which page is asked for next where threads are missing, or have lost posts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.planner import next_step
from feedforum.diff.row_signatures import board_signature, thread_signature
from feedforum.diff.steps import PlannerInput, PollProgress, Reason
from feedforum.records import Author, BoardRow, BoardState, Gap, Id, ThreadRow, ThreadState

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROW = ThreadRow(7, "Kette", "", Author("Anna"), 9, NOW - HOUR, Author("Bert"))
READ = thread_signature(ROW)
LOST = thread_signature(replace(ROW, replies=8))
ROOM, NO_ROOM = PollProgress(may_reread=True), PollProgress(may_reread=False)

THREAD = ThreadState(
    7,
    2,
    "Kette",
    total=9,
    listed_signature=READ,
    tail_signature=READ,
    read_signature=READ,
    never_read=False,
    first_key="1",
)


def reason(thread: ThreadState, progress: PollProgress, gaps: tuple[Gap, ...] = ()) -> Reason | None:
    """Why the thread is asked for next, if it is."""
    planner_input = PlannerInput(
        boards=(BoardState(2, posts_per_page=4),),
        progress=replace(progress, listed=frozenset({2})),
        now=NOW,
        threads={7: thread},
        thread_gaps={7: gaps},
        news=[thread] if thread.news else [],
        suspects=[thread] if thread.suspect else [],
    )
    step = next_step(planner_input)
    return step.reason if step else None


def test_a_thread_that_has_only_lost_posts_waits_for_room() -> None:
    thread = replace(THREAD, listed_signature=LOST)
    assert reason(thread, ROOM) is Reason.SUSPECT
    assert reason(thread, NO_ROOM) is None
    assert (
        reason(replace(thread, listed_signature=thread_signature(replace(ROW, replies=10))), NO_ROOM)
        is Reason.NEWS
    )


def test_what_was_new_before_posts_were_lost_is_read_all_the_same() -> None:
    gap = Gap(7, "6", 6, NOW - 2 * HOUR, 6)
    for tail in (LOST, READ):
        thread = replace(THREAD, listed_signature=LOST, tail_signature=tail, news_since=NOW - 3 * HOUR)
        assert reason(thread, NO_ROOM, (gap,)) is Reason.NEWS


@pytest.mark.parametrize(
    ("missing", "missed_now", "asked", "asked_with_room"),
    [
        (1, True, True, True),
        (1, False, False, True),
        (2, True, False, False),
        (2, False, True, True),
    ],
)
def test_a_missing_thread_is_asked_for_at_first_and_at_last(
    missing: int, missed_now: bool, asked: bool, asked_with_room: bool
) -> None:
    at = NOW if missed_now else NOW - HOUR
    thread = replace(THREAD, missing=missing, missing_at=at, suspect=True)
    assert (reason(thread, NO_ROOM) is Reason.SUSPECT) is asked
    assert (reason(thread, ROOM) is Reason.SUSPECT) is asked_with_room


def test_a_thread_that_is_gone_is_looked_for_where_there_is_room() -> None:
    thread = replace(THREAD, missing=3, missing_at=NOW - 48 * HOUR, gone_at=NOW - 48 * HOUR, suspect=True)
    assert reason(thread, NO_ROOM) is None
    assert reason(thread, ROOM) is Reason.SUSPECT


@pytest.mark.parametrize(("boards", "hours"), [(1, 6), (3, 6), (4, 8), (6, 12), (12, 24)])
def test_moves_below_a_row_of_the_index_are_looked_for_in_at_most_twelve_pages_a_day(
    boards: int, hours: int
) -> None:
    above, below = range(1, boards + 1), range(101, boards + 101)
    rows = {upper: BoardRow(upper, "Räder") for upper in above}
    covering: dict[Id, BoardRow] = {
        each: rows[upper] for upper, lower in zip(above, below, strict=True) for each in (upper, lower)
    }
    for age in (hours - 1, hours):
        planner_input = PlannerInput(
            boards=tuple(
                BoardState(each, board_signature(covering[each]), listed_at=NOW - age * HOUR)
                for each in (*above, *below)
            ),
            progress=PollProgress(covering=covering),
            now=NOW,
        )
        asked = set()
        while step := next_step(planner_input):
            asked.add(step.board_id)
            progress = planner_input.progress
            requested = progress.requested | {(step.board_id, step.thread_id, step.page)}
            planner_input = replace(planner_input, progress=replace(progress, requested=requested))
        assert asked == (set(above) if age == hours else set())
