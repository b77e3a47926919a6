"""Posts and threads that are not where they should be: missed once a poll, gone the third time."""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from feedforum.records import PostState, ThreadState

MISSES_UNTIL_GONE = 3


def has_room(post: PostState, places: Mapping[int, int], total: int) -> bool:
    """Whether a post may still stand somewhere between the posts that were seen in this poll.

    `places` are those, number → position. Between two that stand next to each other, before the
    first and after the last of `total` there is no room.
    """
    numbers = sorted(places)
    at = bisect(numbers, post.number)
    below = places[numbers[at - 1]] if at > 0 else 0
    above = places[numbers[at]] if at < len(numbers) else total + 1
    return above - below > 1


def missed_post(post: PostState, poll_at: datetime) -> PostState:
    """A post that is missing from where it should be once more; it is looked for again at the next poll."""
    if post.missing_at == poll_at:
        return post
    misses = post.missing + 1
    gone = misses >= MISSES_UNTIL_GONE
    return replace(
        post,
        missing=misses,
        missing_at=poll_at,
        first=False,
        gone_at=poll_at if gone else None,
        reread_at=None if gone else poll_at,
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
        read_mark=thread.listed_mark if gone else thread.read_mark,
    )
