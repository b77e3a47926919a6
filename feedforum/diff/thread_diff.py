"""What a page of a thread changes: posts new, edited, missing and back; and how far the thread is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from feedforum.diff.board_diff import shown_topic
from feedforum.diff.deletions import missed_post
from feedforum.diff.edits import Comparison, compared
from feedforum.diff.gaps import PageGaps, UncertainJoin, gaps_left, holds_news
from feedforum.diff.merge_posts import MergedPost, merge, with_known
from feedforum.diff.page_placement import PageRead, PlacedPage, place_posts
from feedforum.diff.reread_schedule import FIRST
from feedforum.diff.row_signatures import replies_of
from feedforum.diff.thread_order import (
    Neighbours,
    PostLocation,
    PostOrder,
    full_page,
    has_room,
    location_of,
    neighbours,
    pages_of,
    position_below,
)
from feedforum.records import Gap, Id, PageContext, PostState, PostText, ThreadPage, ThreadState


@dataclass(frozen=True, slots=True)
class SeenInPoll:
    """What a poll has seen before it reads a page.

    `locations` are where the posts of the page's thread stood, by key; `ended` says that the page after
    this one was asked for, and has no posts. `comparison` is of all posts of the forum that the poll
    has read, and `storm_at` when most of them last looked different at once.
    """

    locations: Mapping[str, PostLocation] = field(default_factory=dict)
    ended: bool = False
    comparison: Comparison = field(default_factory=Comparison)
    storm_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageChange:
    """What a page of a thread changes. A post comes with its text if that is new or edited.

    `posts_per_page` is the board's after the page, and `votes` are what the page has to say of its order (see
    `thread_order.board_order`); `newest_first` is the page's own order, None if that is uncertain.
    `page_before_gap` is the page beside this one, by the key of the post here that has a gap before it.
    `seen` is what this poll has seen by now. `dated` are those of the new posts whose date could be read,
    `undated` counts the others; `uncertain_join` is that posts may have slipped onto the page before.
    `unsettled` says that the page has to be read once more even if it does not change: for what it lacks, or
    for an edit that waits to be announced.
    """

    thread: ThreadState
    posts: tuple[tuple[PostState, PostText | None], ...]
    posts_per_page: int | None
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
    read: PageRead, known: PageContext, seen: SeenInPoll | None = None, watched: frozenset[Id] | None = None
) -> PageChange:
    """What a page of a thread changes; `watched` are the ids of the boards that are watched, None for all."""
    seen = seen or SeenInPoll()
    page, placed = read.page, place_posts(read)
    elsewhere = {key for key, location in seen.locations.items() if location.page != page.page}
    posts = with_known(placed.posts, known, printed=page.printed, elsewhere=elsewhere)
    comparison = compared(seen.comparison, ((each.post, each.text, each.before) for each in posts))
    storm_at = read.now if comparison.storm else seen.storm_at
    merged = merge(read, posts, known, storm_at)
    gaps = _gaps(placed, merged, known, seen)
    merged = gaps.with_gap()
    locations = {**seen.locations, **{each.state.key: location_of(each.state, page.page) for each in merged}}
    counted = _counted_beyond(placed, ended=seen.ended)
    others = {state.key: state for state in gaps.beyond()}
    join = gaps.uncertain_join(read.now + FIRST)
    if join:
        others[join.key] = replace(others.get(join.key, join), reread_at=join.reread_at)
    missing = _missing(placed, known, locations, counted or placed.total)
    others |= {
        state.key: replace(state, gap_before=others[state.key].gap_before) if state.key in others else state
        for state in missing
    }
    open_gaps = gaps_left(read.thread.id, known, [*(each.state for each in merged), *others.values()])
    after = _settled(_thread_after(placed, merged, watched), open_gaps)
    if counted:
        after = _with_pages_to_come(after, read.thread, page)
    new = [each.state for each in merged if each.before is None]
    waiting = any(each.state.edit_waits for each in merged)
    changed = [(each.state, each.text) for each in merged if each.text or each.state != each.before]
    return PageChange(
        thread=after,
        posts=(*changed, *((state, None) for state in others.values())),
        # Only full pages tell it: what others imply may be out of date.
        posts_per_page=full_page(page) or read.habits.posts_per_page,
        votes=read.habits.order.votes(page.posts),
        newest_first=placed.newest_first if placed.certain and page.pages > 1 else None,
        page_before_gap={each.state.key: gaps.older_page for each in merged[:1] if each.state.gap_before}
        if gaps.older_page
        else {},
        seen=SeenInPoll(locations, seen.ended, comparison, storm_at),
        new_posts=len(new),
        edits=sum(bool(each.before and each.state.edited_at != each.before.edited_at) for each in merged),
        undated=sum(each.before is None and each.post.posted_at is None for each in posts),
        open_gaps=len(open_gaps),
        dated=tuple(state for state in new if state.dated),
        uncertain_join=UncertainJoin(read.thread.id, join.position, join.number, merged[0].state.number)
        if join
        else None,
        unsettled=waiting or any(not state.gone_at for state in missing),
    )


def _gaps(placed: PlacedPage, merged: Sequence[MergedPost], known: PageContext, seen: SeenInPoll) -> PageGaps:
    page, habits = placed.read.page, placed.read.habits
    on_page = {each.state.key for each in merged}
    before = page.page - 1 or None
    after = page.page + 1 if page.page < page.pages else None
    others = (state for state in known.posts if state.key not in on_page)
    ends = [location_of(each.state) for each in merged]
    return PageGaps(
        merged,
        neighbours(ends[0], ends[-1], others, habits.order) if ends else Neighbours(),
        seen.locations,
        older_page=after if placed.newest_first else before,
        newer_page=before if placed.newest_first else after,
        closes=placed.read.closes,
        same_size=habits.posts_per_page in (None, placed.posts_per_page),
    )


def _missing(
    placed: PlacedPage, known: PageContext, locations: Mapping[str, PostLocation], total: int
) -> list[PostState]:
    """The known posts that should have stood on the pages that this poll has seen, and did not."""
    read = placed.read
    without_id = any(post.id is None for post in read.page.posts)
    lacks_ids = without_id and any(post.id is not None for post in known.posts)
    uncertain = lacks_ids or _lacks_counted(read.thread, read.page, placed.posts_per_page)
    on_pages = tuple(locations.values())
    return [
        missed_post(
            _where_it_should_be(post, on_pages, total, read.habits.order), read.poll_at, uncertain=uncertain
        )
        for post in known.posts
        if post.gone_at is None
        and post.key not in locations
        and not has_room(location_of(post), on_pages, total, read.habits.order)
    ]


def _where_it_should_be(
    post: PostState, seen: Sequence[PostLocation], total: int, order: PostOrder
) -> PostState:
    """A missing post at its position; what was known may have been counted with another size of pages.

    A position above all posts is none: then those that were seen were counted from the wrong end.
    """
    position = position_below(location_of(post), seen, order) + 1
    misplaced = abs(position - post.position) > 1 and position <= total
    return replace(post, position=position) if misplaced else post


def _lacks_counted(thread: ThreadState, page: ThreadPage, per_page: int) -> bool:
    """Whether a page has fewer posts than the listing counts for it: what it lacks may have been damaged.

    A forum that deletes a post counts it no longer. Where an old board does, it only takes longer to tell.
    """
    replies = replies_of(thread.listed_signature)
    if replies is None or page.printed:
        return False
    return len(page.posts) < min(per_page, replies + 1 - (page.page - 1) * per_page)


def _thread_after(
    placed: PlacedPage, merged: Sequence[MergedPost], watched: frozenset[Id] | None
) -> ThreadState:
    """The thread after a page; it is not settled yet."""
    thread, page = placed.read.thread, placed.read.page
    first = next((each.state for each in merged if each.state.first), None)
    newest, last_post_at = merged[-1].state if merged else None, thread.last_post_at
    at_tail = (
        newest is not None
        and newest.position >= placed.total
        and (placed.certain or last_post_at is None or newest.posted_at >= last_post_at)
    )
    if at_tail and newest and newest.dated:
        last_post_at = max(last_post_at or newest.posted_at, newest.posted_at)
    return replace(
        thread,
        board_id=_board_after(thread, page, watched),
        topic=shown_topic(page.topic or thread.topic, thread.id),
        prefix=thread.prefix if page.printed else page.prefix or thread.prefix,
        starter=first.author if first and not thread.starter.name else thread.starter,
        total=placed.total,
        pages=thread.pages if page.printed else page.pages,
        last_post_at=last_post_at,
        tail_signature=thread.listed_signature if at_tail else thread.tail_signature,
        never_read=thread.never_read and not at_tail,
        first_key=first.key if first else thread.first_key,
        missing=0,
        missing_at=None,
        suspect=False,
        gone_at=None,
    )


def _counted_beyond(placed: PlacedPage, *, ended: bool) -> int | None:
    """How many posts the listing counts, if they would fill more pages than there are to be had.

    Boards that lost posts count them for ever. But pages that were not to be had may also have been
    damaged, and nothing is gone on the strength of that. What a pager itself says is certain.
    """
    page, replies = placed.read.page, replies_of(placed.read.thread.listed_signature)
    if replies is None or page.page < page.pages or not (ended or page.printed):
        return None
    return replies + 1 if pages_of(replies + 1, placed.posts_per_page) > page.pages else None


def _with_pages_to_come(after: ThreadState, before: ThreadState, page: ThreadPage) -> ThreadState:
    """A thread whose listing counts more pages than were to be had: the next one is asked for another day."""
    return replace(
        after,
        pages=page.pages + 1,
        tail_signature=None,
        news_since=before.news_since,
        settled_total=before.settled_total,
    )


def _board_after(thread: ThreadState, page: ThreadPage, watched: frozenset[Id] | None) -> Id | None:
    """The board that the page names; none if it is not watched, unless an announcement stands elsewhere.

    An announcement that is missing there stands there no more.
    """
    if not page.path:
        return thread.board_id
    home = page.path[-1].id
    if watched is None or home in watched:
        return home
    return thread.board_id if thread.announcement and not thread.missing else None


def _settled(thread: ThreadState, gaps: Sequence[Gap]) -> ThreadState:
    """The thread, read to its end if its tail is read and no gap holds news."""
    if thread.tail_signature != thread.listed_signature or any(holds_news(thread, gap) for gap in gaps):
        return thread
    return replace(
        thread,
        read_signature=thread.listed_signature,
        news_since=thread.last_post_at or thread.news_since,
        settled_total=thread.total,
    )
