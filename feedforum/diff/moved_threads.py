"""Threads that were moved: away from their board, with or without a marker there, or to another id."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from feedforum.diff.board_diff import ListingProgress
from feedforum.diff.deletions import MISSES_UNTIL_GONE, missed_thread
from feedforum.records import Id, ThreadRow, ThreadState

MOST_MOVES = 10
"""By how much the id of a thread grows at most, where it grows with each move."""


def missing_threads(
    stored: Iterable[ThreadState], listing: ListingProgress, moved: frozenset[Id], poll_at: datetime
) -> tuple[ThreadState, ...]:
    """The threads of a board that have `moved`, or should have stood on the pages read, and did not.

    Each becomes a suspect: it is looked at by itself, since it may stand elsewhere, and is gone only by its
    own page. An announcement stands on the first page.
    """
    bottom = listing.bottom
    return tuple(
        thread
        if thread.suspect and thread.missing >= MISSES_UNTIL_GONE - 1
        else missed_thread(thread, poll_at)
        for thread in stored
        if thread.id not in listing.ids
        and thread.gone_at is None
        and (
            listing.to_the_end
            or thread.id in moved
            or thread.announcement
            or (bottom is not None and (thread.last_post_at or bottom) > bottom)
        )
    )


def ids_before_moves(ids: Iterable[Id]) -> set[Id]:
    """The ids that threads may have had before they were moved, where that makes ids grow."""
    return {number - step for number in ids if isinstance(number, int) for step in range(1, MOST_MOVES + 1)}


def is_after_moves(before: Id, after: Id | None) -> bool:
    """Whether an id is one that a thread may have since it was moved, where that makes ids grow."""
    return after is not None and before in ids_before_moves([after])


def renumbered(
    rows: Iterable[ThreadRow], known: Mapping[Id, ThreadState], listed: Collection[Id]
) -> dict[Id, Id]:
    """The known threads that rows show under a later id, since they were moved: that id by the one before.

    It is the thread with the same topic, by the same person, whose own id is not `listed` any more. The
    marker that a thread leaves behind names no person.
    """
    found: dict[Id, Id] = {}
    for row in rows:
        for before in sorted(ids_before_moves([row.id]) if row.id not in known else (), reverse=True):
            thread = known.get(before)
            if thread is None or before in listed or before in found or row.id in found.values():
                continue
            if thread.topic == row.topic and (row.moved or thread.starter.name == row.starter.name):
                found[before] = row.id
    return found
