"""What a page of a thread changes: posts new, edited, missing and back; and how far the thread is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from feedforum.diff.disappearance import Place, has_room, missed_post
from feedforum.diff.edits import NOTHING_COMPARED, Comparison, compared
from feedforum.diff.gaps import Doubt, closed_beyond, doubtful, holds_news, left, with_gap
from feedforum.diff.merge_posts import Seen, known_before, sightings
from feedforum.diff.positions import pages_of, positions, posts_per_page, total_of
from feedforum.diff.reread_schedule import FIRST
from feedforum.diff.row_signatures import replies_of
from feedforum.records import Gap, Id, PageContext, PostState, PostText, ThreadPage, ThreadState


@dataclass(frozen=True, slots=True)
class BoardHabits:
    """How a board shows its threads, as far as it is known."""

    posts_per_page: int | None = None
    newest_first: bool | None = None


@dataclass(frozen=True, slots=True)
class PageChange:
    """What a page of a thread changes. A post comes with its text if that is new or edited.

    `places` are where all posts of the thread stood that this poll has seen so far, by key;
    `comparison` is of all posts of the forum that it has. `storm_at` is when most of the forum's posts
    last looked different at once. `seen` are those of the new posts whose date could be
    read; `doubt` is that posts may have slipped onto the page before. `unsettled` says that the page has to
    be read once more even if it does not change: for what it lacks, or for an edit that waits to be
    announced.
    """

    thread: ThreadState
    posts: tuple[tuple[PostState, PostText | None], ...]
    habits: BoardHabits
    places: Mapping[str, Place]
    new_posts: int
    edits: int
    comparison: Comparison
    storm_at: datetime | None
    undated: int
    open_gaps: int
    seen: tuple[PostState, ...] = ()
    doubt: Doubt | None = None
    unsettled: bool = False


def read_page(
    thread: ThreadState,
    known: PageContext,
    page: ThreadPage,
    texts: Sequence[PostText],
    habits: BoardHabits,
    *,
    now: datetime,
    poll_at: datetime,
    watched: frozenset[Id] | None,
    seen_before: Mapping[str, Place] = MappingProxyType({}),
    closes: str | None = None,
    comparison: Comparison = NOTHING_COMPARED,
    storm_at: datetime | None = None,
    ended: bool = False,
) -> PageChange:
    """What `page` of `thread` changes, `texts` being its posts' contents in the same order.

    `now` is the moment of the fetch, `poll_at` that of the poll. `watched` are the ids of the
    boards that are watched, None for all. `seen_before` are the `places` of the thread's pages read
    earlier in this poll. `closes` is the key of the post whose gap the page was
    asked for: it counts as closed whatever the page shows, so that no walk goes round in circles.
    `comparison` and `storm_at` are those of the page before. `ended` says that the page after this
    one was asked for in this poll, and has no posts.
    """
    order = page.newest_first if page.newest_first is not None else habits.newest_first
    per_page = posts_per_page(page, thread.total, habits.posts_per_page)
    total = total_of(page, thread.total, per_page)
    places = positions(page, total, per_page, order or (order is None and _ends_elsewhere(page, thread)))
    shown = sorted(zip(places, page.posts, texts, strict=True), key=lambda item: item[0])
    previous = known_before(shown, known, printed=page.printed)
    pairs = [(post, text, state) for (_, post, text), state in zip(shown, previous, strict=True)]
    comparison = compared(comparison, pairs)
    storm_at = now if comparison.storm else storm_at
    counted = _counted_beyond(thread, page, per_page, ended=ended)
    found = sightings(thread.id, shown, previous, known, now, storm_at)
    before = {seen[0].key: state for seen, state in found}
    posts = with_gap([seen for seen, _ in found], found[0][1] if found else None, known)
    seen_places = {**seen_before, **{state.key: Place(state.number, state.position) for state, _ in posts}}
    doubted = _lacks_counted(thread, page, per_page) or _lacks_ids(page, known)
    missing = [
        missed_post(post, poll_at, doubted=doubted)
        for post in known.posts
        if post.key not in before
        and post.gone_at is None
        and post.key not in seen_places
        and not has_room(post, seen_places.values(), counted or total)
    ]
    beyond = closed_beyond(posts, known, closes)
    joined = doubtful(posts, found[0][1] if found else None, known, seen_before, now + FIRST)
    changed = [(state, text) for state, text in posts if text or state != before[state.key]]
    gaps = left(thread.id, known, posts, beyond, closes)
    certain = order is not None or page.pages == 1
    after = _settled(_thread_after(thread, page, posts, total, watched, certain=certain), gaps)
    if counted:
        after = replace(
            after,
            pages=page.pages + 1,
            tail_signature=None,
            news_since=thread.news_since,
            settled_total=thread.settled_total,
        )
    return PageChange(
        thread=after,
        posts=(*changed, *((post, None) for post in (*missing, *beyond, *([joined] if joined else ())))),
        habits=BoardHabits(per_page if page.pages > 1 else habits.posts_per_page, order),
        places=seen_places,
        new_posts=sum(state is None for state in before.values()),
        edits=sum(_is_edited(state, before[state.key]) for state, _ in posts),
        comparison=comparison,
        storm_at=storm_at,
        undated=sum(not state.dated and before[state.key] is None for state, _ in posts),
        open_gaps=len(gaps),
        seen=tuple(state for state, _ in posts if state.dated and before[state.key] is None),
        doubt=Doubt(thread.id, joined.position, joined.number, posts[0][0].number) if joined else None,
        unsettled=any(not post.gone_at for post in missing) or any(state.edit_waits for state, _ in posts),
    )


def _counted_beyond(thread: ThreadState, page: ThreadPage, per_page: int, *, ended: bool) -> int | None:
    """How many posts the listing counts, if they would fill more pages than there are to be had.

    Boards that lost posts count them for ever. But pages that were not to be had may also have been
    damaged, and nothing is gone on the strength of that. What a pager itself tells needs no doubt.
    """
    replies = replies_of(thread.listed_signature)
    if replies is None or page.page < page.pages or not (ended or page.printed):
        return None
    return replies + 1 if pages_of(replies + 1, per_page) > page.pages else None


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


def _thread_after(
    thread: ThreadState,
    page: ThreadPage,
    states: Sequence[Seen],
    total: int,
    watched: frozenset[Id] | None,
    *,
    certain: bool,
) -> ThreadState:
    """The thread after a page; `certain` is whether the order of its posts is."""
    first = next((state for state, _ in states if state.first), None)
    newest = states[-1][0] if states else None
    at_tail = newest is not None and newest.position >= total and (certain or _is_last(thread, newest))
    return replace(
        thread,
        board_id=_board_after(thread, page, watched),
        topic=page.topic or thread.topic,
        prefix=thread.prefix if page.printed else page.prefix or thread.prefix,
        starter=first.author if first and not thread.starter.name else thread.starter,
        total=total,
        pages=thread.pages if page.printed else page.pages,
        last_post_at=_last_post_at(thread, newest) if at_tail else thread.last_post_at,
        tail_signature=thread.listed_signature if at_tail else thread.tail_signature,
        never_read=thread.never_read and not at_tail,
        first_key=first.key if first else thread.first_key,
        missing=0,
        missing_at=None,
        suspect=False,
        gone_at=None,
    )


def _is_edited(state: PostState, before: PostState | None) -> bool:
    return before is not None and state.edited_at != before.edited_at


def _ends_elsewhere(page: ThreadPage, thread: ThreadState) -> bool:
    """Whether the last page is older than the thread's last post: then the newest posts come first.

    That tells the order of a board of which no page with two posts was seen yet.
    """
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if page.page == 1 or page.page < page.pages or thread.last_post_at is None or not moments:
        return False
    return max(moments) < thread.last_post_at


def _is_last(thread: ThreadState, newest: PostState) -> bool:
    """Whether a post is the last one that the listing told of."""
    return thread.last_post_at is None or newest.posted_at >= thread.last_post_at


def _last_post_at(thread: ThreadState, newest: PostState | None) -> datetime | None:
    if newest is None or not newest.dated:
        return thread.last_post_at
    return max(thread.last_post_at or newest.posted_at, newest.posted_at)


def _board_after(thread: ThreadState, page: ThreadPage, watched: frozenset[Id] | None) -> Id | None:
    """The board that the page names; none if it is not watched, unless an announcement stands elsewhere."""
    if not page.path:
        return thread.board_id
    home = page.path[-1].id
    if watched is None or home in watched:
        return home
    return thread.board_id if thread.announcement else None


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
