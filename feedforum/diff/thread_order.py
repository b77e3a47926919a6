"""The order of a thread's posts: which comes before which, at which position, and on which page that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from feedforum.records import Id, Post, PostState, ThreadOrder, ThreadPage

DEFAULT_POSTS_PER_PAGE = 20

_SHIFT = timedelta(hours=1)

_CLEAR = 2
"""By how many pairs of posts a page has to contradict what is known of its board's order."""


@dataclass(frozen=True, slots=True)
class PostLocation:
    """Where a post stands: its number and moment, as far as they are known, its position, its page.

    `moment` is None where the date could not be read exactly, and `number` where the forum gives none.
    """

    number: int | None
    moment: datetime | None
    position: int
    page: int = 0


def location_of(post: PostState, page: int = 0) -> PostLocation:
    """Where a known post stands."""
    return PostLocation(post.number, post.posted_at if post.dated else None, post.position, page)


def exact_moment(post: Post) -> datetime | None:
    """When a post was written, None where its date says only about when, such as "5 minutes ago"."""
    return None if post.uncertainty else post.posted_at


@dataclass(frozen=True, slots=True)
class PostOrder:
    """What a forum's software orders the posts of a thread by.

    With `clock_shifts` two moments that were read at different times of the year may
    each be an hour off, so within an hour the ids decide.
    """

    by: ThreadOrder = ThreadOrder.TIME
    clock_shifts: bool = False

    def before(self, one: PostLocation, other: PostLocation) -> bool:
        """Whether one post stands before another: moments decide before ids, unless ids are the order."""
        if self.by is not ThreadOrder.ID and one.moment and other.moment:
            apart = abs(one.moment - other.moment)
            if apart > (_SHIFT if self.clock_shifts else timedelta()):
                return one.moment < other.moment
        if one.number is not None and other.number is not None and one.number != other.number:
            return one.number < other.number
        return one.position < other.position

    def key(self, post: PostState) -> tuple[Any, ...]:
        """What known posts are sorted by, the oldest first."""
        return (post.number,) if self.by is ThreadOrder.ID else (post.posted_at, post.number)

    def votes(self, posts: Sequence[Post]) -> int:
        """How many pairs of neighbours on a page stand oldest first, less those that stand newest first.

        Ids count only where no two moments differ, or where posts are in the order of ids.
        """
        if self.by is not ThreadOrder.ID:
            moments = [moment for post in posts if (moment := exact_moment(post))]
            found = sum((one < other) - (one > other) for one, other in pairwise(moments))
            if len(set(moments)) > 1:
                return found
        ids = [post.id for post in posts if isinstance(post.id, int)]
        return sum((one < other) - (one > other) for one, other in pairwise(ids))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Known posts around a page, each in the order of the thread: `before` it, `inside` it, `after` it.

    `inside` are those that should stand between the page's posts and do not.
    """

    before: tuple[PostState, ...] = ()
    inside: tuple[PostState, ...] = ()
    after: tuple[PostState, ...] = ()


def neighbours(
    first: PostLocation, last: PostLocation, others: Iterable[PostState], order: PostOrder
) -> Neighbours:
    """The posts that are not on a page, from `first` to `last` on it, by where they stand beside it."""
    beside = sorted((state for state in others if state.gone_at is None), key=order.key)
    before = tuple(state for state in beside if order.before(location_of(state), first))
    after = tuple(state for state in beside if order.before(last, location_of(state)))
    outside = {state.key for state in (*before, *after)}
    return Neighbours(before, tuple(state for state in beside if state.key not in outside), after)


def is_newest_first(votes: int, believed: bool | None, *, whole_thread: bool = False) -> bool | None:
    """The order of one page, None if it is not known.

    It is what its board is known for, unless the page clearly contradicts. One pair of posts proves nothing
    but of a thread that is a single page.
    """
    clear = abs(votes) >= _CLEAR or (whole_thread and votes != 0 and believed is None)
    return votes < 0 if clear else believed


def board_order(believed: bool | None, votes: Mapping[Id, int]) -> bool | None:
    """Whether a board shows the newest posts first, from the `votes` of its threads that a poll has read.

    One pair of posts is no evidence: an imported post may have a lower id, or an older date, than the
    posts before it. It takes two threads that agree, or one with several pairs.
    """
    newest = sum(min(-vote, _CLEAR) for vote in votes.values() if vote < 0)
    oldest = sum(min(vote, _CLEAR) for vote in votes.values() if vote > 0)
    if abs(newest - oldest) < _CLEAR:
        return believed
    return newest > oldest


def page_of(position: int, total: int, posts_per_page: int, newest_first: bool) -> int:
    """The page that shows the post at `position` (1 is the oldest) of `total`."""
    before = total - position if newest_first else position - 1
    return max(before, 0) // posts_per_page + 1


def pages_of(total: int, posts_per_page: int) -> int:
    """How many pages a thread of `total` posts has."""
    return page_of(total, total, posts_per_page, newest_first=False)


def likely_posts_per_page(total: int | None, pages: int) -> int:
    """How many posts a page holds as long as no full page was seen: the most that a thread's counts allow.

    With less, the page before a gap might be the page that is known already, and nothing would tell more; a
    page too far towards the first post is a full one, which tells the size.
    """
    return max((total - 1) // (pages - 1), 1) if total and pages > 1 else DEFAULT_POSTS_PER_PAGE


def full_page(page: ThreadPage) -> int | None:
    """How many posts a full page holds, if this page shows it: by its pager, or as another page follows."""
    if page.page_size:
        return page.page_size
    return len(page.posts) if page.page < page.pages and page.posts else None


def posts_per_page(page: ThreadPage, total: int | None, known: int | None) -> int:
    """How many posts a page of this thread holds: as a full page shows, as known, or as counts imply.

    `total` is what a listing said earlier, so it never overrules what is known: posts may have been
    written since.
    """
    full = full_page(page)
    if full:
        return full
    if known and known >= len(page.posts):
        return known
    before = (total or 0) - len(page.posts)
    if page.page > 1 and before > 0 and before % (page.page - 1) == 0:
        return max(before // (page.page - 1), len(page.posts))
    return max(known or DEFAULT_POSTS_PER_PAGE, len(page.posts))


def total_of(page: ThreadPage, listed: int | None, per_page: int) -> int:
    """How many posts the thread has: what the last page shows wins over what a listing said."""
    if page.page == page.pages:
        return (page.page - 1) * per_page + len(page.posts)
    least = (page.pages - 1) * per_page + 1
    most = page.pages * per_page
    return min(max(listed or most, least), most)


def positions(page: ThreadPage, total: int, per_page: int, newest_first: bool) -> tuple[int, ...]:
    """The position of each post of a page, in the order shown."""
    shown_before = (page.page - 1) * per_page
    if newest_first:
        return tuple(total - shown_before - index for index in range(len(page.posts)))
    return tuple(shown_before + index + 1 for index in range(len(page.posts)))


def position_below(post: PostLocation, seen: Iterable[PostLocation], order: PostOrder) -> int:
    """The position of the last of the posts `seen` that is surely before a post; 0 if none is."""
    return max((each.position for each in seen if order.before(each, post)), default=0)


def has_room(post: PostLocation, seen: Iterable[PostLocation], total: int, order: PostOrder) -> bool:
    """Whether a post may still stand somewhere among the posts `seen` in this poll, out of `total`.

    It may not where every position between the last post that is surely before it and the first that
    is after it was seen with another post.
    """
    locations = tuple(seen)
    below = position_below(post, locations, order)
    above = min((each.position for each in locations if not order.before(each, post)), default=total + 1)
    low, high = min(below, above), max(below, above)
    taken = {each.position for each in locations if low < each.position < high}
    return high - low - 1 > len(taken)
