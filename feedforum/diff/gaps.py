"""Gaps: places in a thread where posts are known to be unread, and which of them hold new posts."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedforum.diff.merge_posts import Seen
from feedforum.records import Gap, Id, PageContext, PostState, ThreadState

FEW = 3
"""Where no more of a forum's numbers are unknown, all of it is read, and a post is likely to have them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """That a thread's new page joins up with what is known may be by chance: see `doubtful`.

    Posts between the numbers `after` and `before` may stand at `position` and before it, unread.
    """

    thread_id: Id
    position: int
    after: int
    before: int


def holds_news(thread: ThreadState, gap: Gap) -> bool:
    """Whether a gap can hold posts that were written since the thread was last read to the end.

    Two signs say no: there were as many posts before it already then; or the post after it is
    older than that. Either is enough, since posts stand in the order of their moments.
    """
    if not thread.news:
        return False
    if thread.settled_total is not None and gap.position - 1 <= thread.settled_total:
        return False
    return thread.news_since is None or gap.posted_at >= thread.news_since


def newest_first(gaps: Sequence[Gap]) -> list[Gap]:
    """Gaps in the order to read them: the newest posts first."""
    return sorted(gaps, key=lambda gap: gap.position, reverse=True)


def with_gap(seen: Sequence[Seen], before: PostState | None, known: PageContext) -> list[Seen]:
    """The posts of a page with the gap there may be before the oldest of them, known as `before`.

    Nothing lies before a thread's first post; what was no gap is none; and a known post at the
    position before leaves no room for one.
    """
    if not seen:
        return []
    (oldest, text), *rest = seen
    below = _below(seen, known)
    closed = before is not None and not before.gap_before
    joined = below is not None and below.position == oldest.position - 1
    gap = oldest.position > 1 and not closed and not joined
    return [(replace(oldest, gap_before=gap), text), *((replace(s, gap_before=False), t) for s, t in rest)]


def doubtful(
    seen: Sequence[Seen],
    before: PostState | None,
    known: PageContext,
    seen_before: Container[str],
    due_at: datetime,
) -> PostState | None:
    """The post that a new page joins up with by its place in an earlier poll, to be read again at `due_at`.

    If older posts went meanwhile, as many new ones may stand before this page without a trace.
    `before` is what was known of the page's oldest post.
    """
    below = _below(seen, known)
    if before is not None or below is None or below.key in seen_before:
        return None
    if below.position != seen[0][0].position - 1:
        return None
    return replace(below, reread_at=min(below.reread_at or due_at, due_at))


def closed_beyond(seen: Sequence[Seen], known: PageContext, closes: str | None) -> list[PostState]:
    """The posts after a page whose gap it fills: the one it was asked for, and one it joins up with."""
    others = _others(seen, known)
    beyond = [post for post in others if not seen or post.number > seen[-1][0].number]
    nearest = min(beyond, key=_number, default=None)
    end = seen[-1][0].position if seen else None
    return [
        replace(post, gap_before=False)
        for post in beyond
        if post.gap_before
        and (post.key == closes or (post is nearest and end is not None and post.position == end + 1))
    ]


def left(
    thread_id: Id, known: PageContext, seen: Sequence[Seen], beyond: Sequence[PostState], closes: str | None
) -> list[Gap]:
    """The gaps that a thread has after a page was read."""
    dealt_with = {state.key for state, _ in seen} | {post.key for post in beyond} | {closes}
    return [
        *(gap for gap in known.gaps if gap.key not in dealt_with),
        *(
            Gap(thread_id, state.key, state.position, state.posted_at, state.number)
            for state, _ in seen
            if state.gap_before
        ),
    ]


def _below(seen: Sequence[Seen], known: PageContext) -> PostState | None:
    """The nearest known post that is older than all of a page."""
    if not seen:
        return None
    older = [post for post in _others(seen, known) if post.number < seen[0][0].number]
    return max(older, key=_number, default=None)


def _others(seen: Sequence[Seen], known: PageContext) -> list[PostState]:
    on_page = {state.key for state, _ in seen}
    return [post for post in known.posts if post.key not in on_page and post.gone_at is None]


def _number(post: PostState) -> int:
    return post.number
