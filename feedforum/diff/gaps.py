"""Gaps: places in a thread where posts are known to be unread, and which of them hold new posts.

A gap stands before the post that carries it. It closes only where known posts meet: where the post right
before it was read, and stands at the position before, or on the page before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedforum.diff.merge_posts import MergedPost
from feedforum.diff.thread_order import Neighbours, PostLocation
from feedforum.records import Gap, Id, PageContext, PostState, ThreadState

FEW = 3
"""Where no more of a forum's numbers are unknown, all of it is read, and a post is likely to have them."""


@dataclass(frozen=True, slots=True)
class UncertainJoin:
    """That a thread's new page joins up with what is known may be by chance: see `uncertain_join`.

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


@dataclass(frozen=True, slots=True)
class PageGaps:
    """Where a page stands, for the gaps on it and beside it.

    `seen` are the posts of the thread that this poll has seen on other pages; `older_page` and `newer_page`
    are the numbers of the pages beside it, None past either end; `closes` is the key of the post whose gap
    the page was asked for; `same_size` says that positions count as they did before.
    """

    merged: Sequence[MergedPost]
    beside: Neighbours
    seen: Mapping[str, PostLocation]
    older_page: int | None
    newer_page: int | None
    closes: str | None = None
    same_size: bool = True

    @property
    def below(self) -> PostState | None:
        """The nearest known post that is older than all of the page."""
        return self.beside.before[-1] if self.beside.before else None

    def with_gap(self) -> list[MergedPost]:
        """The posts of the page with the gap there may be before the oldest of them.

        Nothing lies before a thread's first post, and a known post that meets the page leaves no room
        for a gap. What was no gap becomes one only if more posts stand before it than did.
        """
        if not self.merged:
            return []
        oldest, *rest = self.merged
        before = None if oldest.arrived else oldest.before
        if oldest.state.position <= 1 or self.older_page is None or self._joins_below():
            gap = False
        elif before is None or before.gap_before:
            gap = True
        else:
            risen = oldest.state.position > before.position
            gap = risen and self.same_size and self.below is not None
        return [_with(oldest, gap=gap), *(_with(each, gap=False) for each in rest)]

    def _joins_below(self) -> bool:
        below = self.below
        if below is None:
            return False
        return below.position == self.merged[0].state.position - 1 or self._was_on(below, self.older_page)

    def _was_on(self, post: PostState, page: int | None) -> bool:
        return page is not None and post.key in self.seen and self.seen[post.key].page == page

    def beyond(self) -> list[PostState]:
        """The posts beside the page whose gap it closes, or of which it shows where else to look."""
        if not self.merged:
            return []
        oldest, newest = self.merged[0].state.position, self.merged[-1].state.position
        changed = [replace(post, gap_before=False) for post in self.beside.inside if post.gap_before]
        for index, post in enumerate(self.beside.after):
            meets = index == 0 and (post.position == newest + 1 or self._was_on(post, self.newer_page))
            if post.gap_before and (meets or self.newer_page is None):
                changed.append(replace(post, gap_before=False))
            elif post.gap_before and post.key == self.closes:
                changed.append(self._moved(post, newest + 2))
        changed += [
            self._moved(post, min(post.position, oldest - 1))
            for post in self.beside.before
            if post.gap_before and post.key == self.closes
        ]
        return changed

    def _moved(self, post: PostState, position: int) -> PostState:
        """A post whose gap the page did not reach: it stands elsewhere, or nothing is unread."""
        elsewhere = position != post.position or not self.same_size
        return replace(post, position=position, gap_before=elsewhere)

    def uncertain_join(self, due_at: datetime) -> PostState | None:
        """The post that a new page joins up with by its position in an earlier poll, to be read again.

        If older posts went meanwhile, as many new ones may stand before this page without a trace.
        """
        below = self.below
        if not self.merged or self.merged[0].before is not None or below is None or below.key in self.seen:
            return None
        if below.position != self.merged[0].state.position - 1:
            return None
        return replace(below, reread_at=min(below.reread_at or due_at, due_at))


def _with(merged: MergedPost, *, gap: bool) -> MergedPost:
    return replace(merged, state=replace(merged.state, gap_before=gap))


def gaps_left(thread_id: Id, known: PageContext, changed: Sequence[PostState]) -> list[Gap]:
    """The gaps that a thread has after posts of it changed."""
    gaps = {gap.key: gap for gap in known.gaps}
    for state in changed:
        gaps.pop(state.key, None)
        if state.gap_before and state.gone_at is None:
            gaps[state.key] = Gap(thread_id, state.key, state.position, state.posted_at, state.number)
    return list(gaps.values())
