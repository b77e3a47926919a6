"""Posts and threads that are not where they should be: missed once a poll, gone the third time.

A thread that the forum refuses to show is gone at once, as it is private from then on: it is *withheld*, and
comes back with all its posts as soon as it is shown again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from feedforum.records import Id, PostState, ThreadRow, ThreadState

MISSES_UNTIL_GONE = 3

MOST_MOVES = 10
"""By how much the id of a thread grows at most, where it grows with each move."""

UNCERTAIN_PAUSE = timedelta(days=1)
"""How long a miss that the listing contradicts stands for all others: a page may be damaged for hours."""


def missed_post(post: PostState, poll_at: datetime, *, uncertain: bool) -> PostState:
    """A post that is missing from where it should be once more; it is looked for again at the next poll.

    Where that is `uncertain`, since the listing counts it still, it is looked for once a day.
    """
    pause = UNCERTAIN_PAUSE if uncertain else timedelta()
    if post.missing_at is not None and poll_at - post.missing_at < max(pause, timedelta.resolution):
        return post
    misses = post.missing + 1
    gone = misses >= MISSES_UNTIL_GONE
    return replace(
        post,
        missing=misses,
        missing_at=poll_at,
        first=False,
        gone_at=poll_at if gone else None,
        reread_at=None if gone else poll_at + pause,
    )


def missed_thread(thread: ThreadState, poll_at: datetime) -> ThreadState:
    """A thread that is missing once more; it is a suspect, to be looked at by itself, until it is gone."""
    if thread.missing_at == poll_at:
        return replace(thread, suspect=thread.gone_at is None)
    misses = thread.missing + 1
    gone = misses >= MISSES_UNTIL_GONE
    return replace(
        thread,
        missing=misses,
        missing_at=poll_at,
        suspect=not gone,
        gone_at=(thread.gone_at or poll_at) if gone else None,
        read_signature=thread.listed_signature if gone else thread.read_signature,
    )


def is_withheld(thread: ThreadState) -> bool:
    """Whether a thread is gone only since the forum refuses to show it: it was not missed often enough."""
    return thread.gone_at is not None and thread.missing < MISSES_UNTIL_GONE


def withheld_thread(thread: ThreadState, poll_at: datetime, *, by_its_board: bool = False) -> ThreadState:
    """A thread that was refused; where that was `by_its_board`, it is not looked for by itself."""
    return replace(thread, gone_at=thread.gone_at or poll_at, refused_at=poll_at, suspect=not by_its_board)


def unlisted_thread(thread: ThreadState, poll_at: datetime) -> ThreadState:
    """A thread that a listing lacks, or marks as moved: missing once more, but gone only by its own page."""
    last_but_one = thread.missing >= MISSES_UNTIL_GONE - 1
    return thread if last_but_one and thread.suspect else missed_thread(thread, poll_at)


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
