"""Deleted posts and threads: missing from where they should be, once a poll, and gone the third time.

A thread that the forum refuses to show is gone at once, as it is private from then on: it is *withheld*, and
comes back with all its posts as soon as it is shown again.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from feedforum.records import PostState, ThreadState

MISSES_UNTIL_GONE = 3

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
