"""What a forum's own feed tells of threads that are watched by themselves: which of them have news.

The index tells of boards alone. Where threads of several boards are watched, each changed board takes a
request to see whether the news is in its watched thread, and a thread whose board the index does not show
takes one at every poll. A feed of the newest posts of all these threads takes one for all of them. It is
never the only source: threads are read again as ever, and what a feed does not prove is asked for as ever.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from feedforum.records import FeedItem, Id

MOST_THREADS = 100
"""How many threads an address may name."""

FEWEST_REQUESTS = 2
"""How many requests a feed must be able to save to be asked for."""


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
