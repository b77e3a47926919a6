"""What a forum's own feeds tell: which of the threads watched alone have news, which boards have none.

The index tells of boards alone. Where threads of several boards are watched, each changed board takes a
request to see whether the news is in its watched thread, and a thread whose board the index does not show
takes one at every poll. A feed of the newest posts of all these threads takes one for all of them. So does a
feed of the boards that no row of the index covers, each of which takes a request at every poll, too.

Feeds are never the only source: threads and boards are read again as ever, and what a feed does not prove is
asked for as ever.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from feedforum.diff.planner import MOVE_PAUSE
from feedforum.diff.steps import PollProgress
from feedforum.records import BoardState, FeedItem, Id, ThreadState

MOST_THREADS = 100
"""How many threads an address may name."""

FEWEST_REQUESTS = 2
"""How many requests a feed of threads must be able to save to be asked for."""

FEWEST_BOARDS = 3
"""How many boards a feed must tell of to be asked for: it need not list threads by their last posts."""

_MINUTE = timedelta(minutes=1)


def may_save_requests(threads: int, requests: int) -> bool:
    """Whether a feed of some threads is worth a request, where they take so many by themselves."""
    return requests >= FEWEST_REQUESTS and threads <= MOST_THREADS


def threads_with_news(
    threads: Collection[Id], items: Sequence[FeedItem], known: Collection[Id]
) -> frozenset[Id] | None:
    """Which of some threads have posts that are not `known`, by a feed of them; None if that proves nothing.

    It does only if it lists the newest posts first, each under its id, and reaches back to one that is known:
    then all that came after that one is in it.
    """
    moments = [item.posted_at for item in items if item.posted_at is not None and item.post_id is not None]
    if len(moments) < len(items) or any(before < after for before, after in pairwise(moments)):
        return None
    newest = next((item.posted_at for item in items if item.post_id in known), None)
    if newest is None:
        return None
    news = [
        item for item, at in zip(items, moments, strict=True) if at >= newest and item.post_id not in known
    ]
    if any(item.thread_id not in threads for item in news):
        return None
    return frozenset(item.thread_id for item in news if item.thread_id is not None)


def uncovered_boards(boards: Sequence[BoardState], progress: PollProgress, now: datetime) -> list[Id]:
    """The boards that a feed may tell of: no row covers them, and each was listed not long ago.

    None if they are too few to ask for a feed.
    """
    found = [
        board.id
        for board in boards
        if board.id not in progress.covering
        and board.id not in progress.listed
        and board.refused_at is None
        and board.listed_at is not None
        and now - board.listed_at < MOVE_PAUSE
    ]
    return found if FEWEST_BOARDS <= len(found) <= MOST_THREADS else []


def boards_without_news(
    boards: Collection[Id], items: Sequence[FeedItem], threads: Mapping[Id, ThreadState]
) -> frozenset[Id]:
    """Which of some boards a feed of them proves to have no news, by the `threads` that it lists.

    It does if it tells nothing of any thread that is not known, and lists them by their last posts. What else
    it might list them by is when they began. That it is not that, their dates show: either they are those of
    the last posts, or they are in no order. Of a board without a thread in the feed it proves nothing.
    """
    found: list[tuple[datetime, datetime]] = []
    shown: set[Id] = set()
    for item in items:
        thread = threads.get(item.thread_id) if item.thread_id is not None else None
        if thread is None or thread.board_id not in boards or thread.news or thread.gone_at is not None:
            return frozenset()
        if thread.last_post_at is None or item.posted_at is None or item.replies is None:
            return frozenset()
        if item.replies + 1 != thread.total:
            return frozenset()
        found.append((item.posted_at, thread.last_post_at))
        shown |= {thread.board_id} if thread.board_id is not None else set()
    by_last_post = not any(one[1] < other[1] - _MINUTE for one, other in pairwise(found))
    of_last_posts = all(abs(date - last) <= _MINUTE for date, last in found) and any(i.replies for i in items)
    in_no_order = any(one[0] < other[0] - _MINUTE for one, other in pairwise(found))
    return frozenset(shown if by_last_post and (of_last_posts or in_no_order) else ())
