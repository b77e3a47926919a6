"""When an edit is announced, decision by decision."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.diff import edits
from feedforum.diff.edits import BETWEEN_EDITS, STORM_LASTS, STORM_LEAST, Comparison
from feedforum.diff.thread_diff import PageChange
from feedforum.records import Edit, PageContext, PostState
from tests.diff.read_pages import NOW, THREAD, page, read, shown, states

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def known(change: PageChange) -> PageContext:
    return PageContext(tuple(state for state, _ in change.posts))


def first_read(count: int) -> PageContext:
    return known(read(page(*shown(*range(1, count + 1)))))


@pytest.mark.parametrize(
    ("compared", "changed", "storm"),
    [
        (STORM_LEAST, STORM_LEAST, True),
        (STORM_LEAST, STORM_LEAST - 1, False),
        (2 * STORM_LEAST, STORM_LEAST, False),
        (2 * STORM_LEAST - 1, STORM_LEAST, True),
        (0, 0, False),
    ],
)
def test_a_storm_is_many_and_most(compared: int, changed: int, storm: bool) -> None:
    assert Comparison(compared, changed).storm is storm


def test_in_a_storm_texts_are_kept_and_nothing_is_announced() -> None:
    before = first_read(STORM_LEAST)
    change = read(page(*shown(*range(1, STORM_LEAST + 1))), before, words="neu", now=NOW + DAY)
    assert change.seen.storm_at == NOW + DAY
    assert change.edits == 0
    assert [text is not None for _, text in change.posts] == [True] * STORM_LEAST
    assert {state.edited_at for state in states(change).values()} == {None}
    assert not any(state.edit_waits for state in states(change).values())


def test_few_edits_at_once_are_announced() -> None:
    change = read(page(*shown(1, 2, 3)), first_read(3), words="neu", now=NOW + DAY)
    assert (change.edits, change.seen.storm_at) == (3, None)


def test_an_edit_with_a_new_note_is_announced_in_a_storm_too() -> None:
    count = 2 * STORM_LEAST
    posts = shown(*range(1, count + 1))
    edited = replace(posts[0], edit=Edit(1, NOW + 2 * MINUTE))
    change = read(page(edited, *posts[1:]), first_read(count), words="neu", now=NOW + DAY)
    assert change.edits == 1
    assert states(change)["1"].edited_at == NOW + 2 * MINUTE


@pytest.mark.parametrize(
    ("later", "seen_later", "announced"),
    [(DAY, False, False), (STORM_LASTS + 2 * MINUTE, False, True), (DAY, True, True)],
)
def test_what_was_read_before_a_storm_is_quiet_for_a_while(
    later: timedelta, seen_later: bool, announced: bool
) -> None:
    state = states(read(page(*shown(1))))["1"]
    if seen_later:
        state = replace(state, first_seen_at=NOW + 2 * MINUTE)
    assert edits.is_of_storm(shown(1)[0], state, NOW + MINUTE, NOW + later) is not announced


def edited_every(pause: timedelta, times: int) -> list[PostState]:
    """A post that is edited and read again each `pause`."""
    state, found = states(read(page(*shown(1))))["1"], []
    for number in range(1, times + 1):
        now = NOW + number * pause
        post = replace(shown(1)[0], edit=Edit(number, now - MINUTE))
        change = read(page(post), PageContext((state,)), replace(THREAD, total=1), now, words=f"{number}")
        state = states(change)["1"]
        found.append(state)
    return found


def test_who_never_stops_editing_is_announced_a_few_times_a_day() -> None:
    found = edited_every(10 * MINUTE, 144)
    assert len({state.fingerprint for state in found}) == 144, "each text is kept"
    assert len({state.edited_at for state in found}) == DAY // BETWEEN_EDITS
    assert all(state.reread_at is not None for state in found if state.edit_waits)


def test_the_last_edit_is_announced_in_the_end_once() -> None:
    state = edited_every(10 * MINUTE, 3)[-1]
    assert state.edit_waits
    assert state.reread_at is not None
    assert state.edited_at is not None
    due_at = max(state.reread_at, state.edited_at + BETWEEN_EDITS)
    post = replace(shown(1)[0], edit=Edit(3, NOW + 29 * MINUTE))
    thread = replace(THREAD, total=1)
    announced = states(read(page(post), PageContext((state,)), thread, due_at, words="3"))["1"]
    assert (announced.edited_at, announced.edit_waits) == (NOW + 29 * MINUTE, False)
    again = read(page(post), PageContext((announced,)), thread, due_at + DAY, words="3")
    assert again.edits == 0
