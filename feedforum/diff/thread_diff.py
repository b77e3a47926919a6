"""What a page of a thread changes: posts new, edited, missing and back; and how far the thread is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedforum.diff.disappearance import missed_post
from feedforum.diff.edits import NOTHING_COMPARED, Comparison, compared
from feedforum.diff.gaps import PageGaps, UncertainJoin, gaps_left, neighbours
from feedforum.diff.merge_posts import MergedPost, PlacedPost, merge, with_known
from feedforum.diff.post_matching import keys_of
from feedforum.diff.reread_schedule import FIRST
from feedforum.diff.row_signatures import replies_of
from feedforum.diff.thread_order import (
    PostLocation,
    PostOrder,
    full_page,
    has_room,
    is_newest_first,
    location_of,
    positions,
    posts_per_page,
    total_of,
)
from feedforum.diff.thread_progress import (
    PlacedPage,
    counted_beyond,
    settled,
    thread_after,
    with_pages_to_come,
)
from feedforum.records import (
    Id,
    NewestEntries,
    PageBounds,
    PageContext,
    PostState,
    PostText,
    ThreadPage,
    ThreadState,
)


@dataclass(frozen=True, slots=True)
class BoardHabits:
    """How a board shows its threads, as far as it is known, and what its software orders posts by."""

    posts_per_page: int | None = None
    newest_first: bool | None = None
    order: PostOrder = field(default_factory=PostOrder)


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page that was read at `now` in the poll that began at `poll_at`, with `texts`, its posts' contents.

    `closes` is the key of the post whose gap the page was asked for; `newest` says what feeds show first.
    """

    page: ThreadPage
    texts: Sequence[PostText]
    now: datetime
    poll_at: datetime
    closes: str | None = None
    newest: NewestEntries | None = None


@dataclass(frozen=True, slots=True)
class SeenInPoll:
    """What a poll has seen before it reads a page.

    `locations` are where the posts of the page's thread stood, by key; `ended` says that the page after
    this one was asked for, and has no posts. `comparison` is of all posts of the forum that the poll
    has read, and `storm_at` when most of them last looked different at once.
    """

    locations: Mapping[str, PostLocation] = field(default_factory=dict)
    ended: bool = False
    comparison: Comparison = NOTHING_COMPARED
    storm_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageChange:
    """What a page of a thread changes. A post comes with its text if that is new or edited.

    `habits` are the board's after the page, but for its order, for which the page only has `votes` (see
    `thread_order.board_order`); `newest_first` is the page's own order, None if that is uncertain.
    `page_before_gap` is the page beside this one, by the key of the post here that has a gap before it.
    `seen` is what this poll has seen by now. `dated` are those of the new posts whose date could be read,
    `undated` counts the others; `uncertain_join` is that posts may have slipped onto the page before.
    `unsettled` says that the page has to be read once more even if it does not change: for what it lacks, or
    for an edit that waits to be announced.
    """

    thread: ThreadState
    posts: tuple[tuple[PostState, PostText | None], ...]
    habits: BoardHabits
    votes: int
    newest_first: bool | None
    page_before_gap: Mapping[str, int]
    seen: SeenInPoll
    new_posts: int
    edits: int
    undated: int
    open_gaps: int
    dated: tuple[PostState, ...] = ()
    uncertain_join: UncertainJoin | None = None
    unsettled: bool = False


def read_page(
    thread: ThreadState,
    known: PageContext,
    read: PageRead,
    habits: BoardHabits,
    seen: SeenInPoll | None = None,
    watched: frozenset[Id] | None = None,
) -> PageChange:
    """What a page of `thread` changes; `watched` are the ids of the boards that are watched, None for all."""
    seen = seen or SeenInPoll()
    page = read.page
    placed = place_posts(thread, read, habits)
    elsewhere = {key for key, location in seen.locations.items() if location.page != page.page}
    posts = with_known(placed.posts, known, printed=page.printed, elsewhere=elsewhere)
    comparison = compared(seen.comparison, ((each.post, each.text, each.before) for each in posts))
    storm_at = read.now if comparison.storm else seen.storm_at
    merged = merge(thread, posts, known, habits.order, read.now, storm_at, read.newest)
    gaps = _gaps(merged, known, read, placed, habits, seen)
    merged = gaps.with_gap()
    locations = {
        **seen.locations,
        **{each.state.key: location_of(each.state, page.page) for each in merged},
    }
    counted = counted_beyond(thread, page, placed.posts_per_page, ended=seen.ended)
    join = gaps.uncertain_join(read.now + FIRST)
    others = {state.key: state for state in (*gaps.beyond(), *((join,) if join else ()))}
    missing = _missing(thread, known, read, placed, habits.order, locations, counted or placed.total)
    others |= {
        state.key: replace(state, gap_before=others[state.key].gap_before) if state.key in others else state
        for state in missing
    }
    open_gaps = gaps_left(thread.id, known, [*(each.state for each in merged), *others.values()])
    after = settled(thread_after(thread, page, merged, placed, watched), open_gaps)
    if counted:
        after = with_pages_to_come(after, thread, page)
    new = [each.state for each in merged if each.before is None]
    waiting = any(each.state.edit_waits for each in merged)
    changed = [(each.state, each.text) for each in merged if each.text or each.state != each.before]
    return PageChange(
        thread=after,
        posts=(*changed, *((state, None) for state in others.values())),
        habits=replace(habits, posts_per_page=_learnt_size(page, habits)),
        votes=habits.order.votes(page.posts),
        newest_first=placed.newest_first if placed.certain and page.pages > 1 else None,
        page_before_gap={each.state.key: gaps.older_page for each in merged[:1] if each.state.gap_before}
        if gaps.older_page
        else {},
        seen=SeenInPoll(locations, seen.ended, comparison, storm_at),
        new_posts=len(new),
        edits=sum(each.before is not None and _is_edited(each.state, each.before) for each in merged),
        undated=sum(each.before is None and each.post.posted_at is None for each in posts),
        open_gaps=len(open_gaps),
        dated=tuple(state for state in new if state.dated),
        uncertain_join=UncertainJoin(thread.id, join.position, join.number, merged[0].state.number)
        if join
        else None,
        unsettled=waiting or any(not state.gone_at for state in missing),
    )


def place_posts(thread: ThreadState, read: PageRead, habits: BoardHabits) -> PlacedPage:
    """The posts of a page at their positions, which its number, its size and the order of posts tell."""
    page = read.page
    votes = habits.order.votes(page.posts)
    order = is_newest_first(votes, habits.newest_first, whole_thread=page.pages == 1)
    if order is None and votes:
        order = _confirmed(votes < 0, page, thread)
    newest_first = order or (order is None and _ends_elsewhere(page, thread))
    per_page = posts_per_page(page, thread.total, habits.posts_per_page)
    total = total_of(page, thread.total, per_page)
    placed = map(PlacedPost, positions(page, total, per_page, newest_first), page.posts, read.texts)
    return PlacedPage(
        sorted(placed, key=lambda each: each.position),
        total,
        per_page,
        newest_first,
        certain=order is not None or page.pages == 1,
    )


def bounds_of(thread: ThreadState, read: PageRead, habits: BoardHabits) -> PageBounds:
    """What a page spans, for asking what is known around it."""
    page, order = read.page, habits.newest_first
    spans = [each.position for each in place_posts(thread, read, habits).posts]
    numbers = [post.id for post in page.posts if isinstance(post.id, int)]
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if any(post.id is None for post in page.posts):
        numbers, moments = [], []
    keys = [key for post in page.posts if post.id is not None for key in keys_of(post.id)]
    first_page, last_page = page.page == 1, page.page == page.pages
    return PageBounds(
        keys=(*keys, *((read.closes,) if read.closes else ())),
        positions=(min(spans) - 1, max(spans) + 1),
        numbers=(min(numbers), max(numbers)) if numbers else None,
        moments=(min(moments), max(moments)) if moments else None,
        to_first=(first_page and not order) or (last_page and order is not False),
        to_last=(first_page and order is not False) or (last_page and not order),
    )


def _learnt_size(page: ThreadPage, habits: BoardHabits) -> int | None:
    """The board's page size, which only full pages tell: what others imply may be out of date."""
    return full_page(page) or habits.posts_per_page


def _gaps(
    merged: Sequence[MergedPost],
    known: PageContext,
    read: PageRead,
    placed: PlacedPage,
    habits: BoardHabits,
    seen: SeenInPoll,
) -> PageGaps:
    page = read.page
    before = page.page - 1 or None
    after = page.page + 1 if page.page < page.pages else None
    return PageGaps(
        merged,
        neighbours(merged, known, habits.order),
        seen.locations,
        older_page=after if placed.newest_first else before,
        newer_page=before if placed.newest_first else after,
        closes=read.closes,
        same_size=habits.posts_per_page in (None, placed.posts_per_page),
    )


def _missing(
    thread: ThreadState,
    known: PageContext,
    read: PageRead,
    placed: PlacedPage,
    order: PostOrder,
    locations: Mapping[str, PostLocation],
    total: int,
) -> list[PostState]:
    """The known posts that should have stood on the pages that this poll has seen, and did not."""
    uncertain = _lacks_counted(thread, read.page, placed.posts_per_page) or _lacks_ids(read.page, known)
    on_pages = tuple(locations.values())
    return [
        missed_post(post, read.poll_at, uncertain=uncertain)
        for post in known.posts
        if post.gone_at is None
        and post.key not in locations
        and not has_room(location_of(post), on_pages, total, order)
    ]


def _lacks_counted(thread: ThreadState, page: ThreadPage, per_page: int) -> bool:
    """Whether a page has fewer posts than the listing counts for it: what it lacks may have been damaged.

    A forum that deletes a post counts it no longer. Where an old board does, it only takes longer to tell.
    """
    replies = replies_of(thread.listed_signature)
    if replies is None or page.printed:
        return False
    return len(page.posts) < min(per_page, replies + 1 - (page.page - 1) * per_page)


def _lacks_ids(page: ThreadPage, known: PageContext) -> bool:
    """Whether posts have no id on a page of a thread whose posts have some."""
    return any(post.id is None for post in page.posts) and any(post.id is not None for post in known.posts)


def _ends_elsewhere(page: ThreadPage, thread: ThreadState) -> bool:
    """Whether the last page is older than the thread's last post: then the newest posts come first.

    That shows the order of a board of which no page with two posts was seen yet.
    """
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if page.page == 1 or page.page < page.pages or thread.last_post_at is None or not moments:
        return False
    return max(moments) < thread.last_post_at


def _confirmed(newest_first: bool, page: ThreadPage, thread: ThreadState) -> bool | None:
    """An order that few posts tell, if the thread's last post stands on the first or last page accordingly.

    None if it does not, or if this page is neither.
    """
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if thread.last_post_at is None or not moments or page.page not in (1, page.pages):
        return None
    shows_last = max(moments) >= thread.last_post_at
    return newest_first if shows_last is (newest_first is (page.page == 1)) else None


def _is_edited(state: PostState, before: PostState) -> bool:
    return state.edited_at != before.edited_at
