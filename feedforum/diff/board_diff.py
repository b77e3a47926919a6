"""What a page of a board changes: threads new and changed, threads missing, and whether to read on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import category

from feedforum.diff.deletions import is_withheld
from feedforum.diff.row_signatures import (
    board_signature,
    earliest_last_post,
    replies_of,
    same,
    thread_signature,
)
from feedforum.diff.thread_order import pages_of
from feedforum.records import BoardPage, BoardRow, BoardState, Id, ThreadRow, ThreadState

# What looks like a blank though it is none: fillers of Hangul, and the empty pattern of Braille.
_BLANK = frozenset(" \u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class ListingChange:
    """What a page of a board changes.

    `threads` are the states to store. `read_on` says that the next page may list more news.
    `new_threads`, `new_posts` are how many the page lists that were not known, for comparing with
    the board's counts. `bottom` is the oldest last post on the page among the threads in their normal
    order, None if there are none.
    """

    threads: tuple[ThreadState, ...]
    read_on: bool
    new_threads: int
    new_posts: int
    bottom: datetime | None


def read_listing(
    board: BoardState, known: Mapping[Id, ThreadState], page: BoardPage, now: datetime
) -> ListingChange:
    """What `page` changes; `known` are the states of the threads it lists, as far as there are any."""
    rows = [row for row in page.threads if not row.moved]
    states = tuple(_listed(board, known.get(row.id), row, now) for row in rows)
    normal = [row for row in rows if not (row.important or row.announcement)]
    lasts = {state.id: state.last_post_at for state in states}
    moments = [moment for row in normal if (moment := lasts[row.id])]
    own = [row for row in rows if _is_new_here(board, known.get(row.id), row)]
    return ListingChange(
        threads=tuple(state for state in states if state != known.get(state.id)),
        read_on=_read_on(board, known, rows, normal) and page.page < page.pages,
        new_threads=len(own),
        new_posts=sum(_growth(known.get(row.id), row) for row in rows if not row.announcement),
        bottom=min(moments, default=None),
    )


def _listed(board: BoardState, known: ThreadState | None, row: ThreadRow, now: datetime) -> ThreadState:
    signature = thread_signature(row)
    state = known or _first_seen(board, row, signature, now)
    if same(state.listed_signature, signature):
        signature = state.listed_signature or signature
    changed = known is None or signature != state.listed_signature
    withheld = is_withheld(state)
    if withheld and (changed or state.missing or state.board_id != board.id):
        state = replace(state, tail_signature=None, read_signature=None, suspect=False)
    topic = shown_topic(row.topic, row.id)
    return replace(
        state,
        board_id=_board_of(board, known, row),
        topic=topic if known is None or not known.first_key else _uncut(known.topic, topic),
        prefix=row.prefix,
        starter=row.starter,
        closed=row.closed,
        important=row.important,
        announcement=row.announcement,
        total=_total(known, row),
        pages=_pages(board, known, row),
        last_post_at=earliest_last_post(row) if changed else state.last_post_at,
        listed_signature=signature,
        missing=0,
        missing_at=None,
        suspect=withheld and state.suspect,
        gone_at=state.gone_at if withheld else None,
        refused_at=None if changed and not withheld else state.refused_at,
    )


def _total(known: ThreadState | None, row: ThreadRow) -> int | None:
    """How many posts a thread has: as many as when it was last read, and by how many its row grew since.

    What a row counts may be wrong for ever; what the thread's last page showed is not.
    """
    if row.replies is None:
        return None
    read = replies_of(known.read_signature) if known else None
    if known is None or known.never_read or known.settled_total is None or read is None:
        return row.replies + 1
    return max(1, known.settled_total + row.replies - read)


def _pages(board: BoardState, known: ThreadState | None, row: ThreadRow) -> int:
    """How many pages a thread has by its row, unless the row counts posts that its pages do not show."""
    total = _total(known, row)
    if total is None or row.replies is None or total > row.replies or board.posts_per_page is None:
        return row.pages
    return min(row.pages, pages_of(total, board.posts_per_page))


def shown_topic(topic: str, thread_id: Id) -> str:
    """A thread's topic, or, where that shows nothing, a name for the thread."""
    shows = any(char.isprintable() and char not in _BLANK and category(char) != "Cf" for char in topic)
    return topic if shows else f"Thread {thread_id}"


def _uncut(known: str, listed: str) -> str:
    """The topic as a thread's own page spells it, if the listing has the same but for a blank put in."""
    return known if known.replace(" ", "") == listed.replace(" ", "") else listed


def _first_seen(board: BoardState, row: ThreadRow, signature: str, now: datetime) -> ThreadState:
    """A thread seen for the first time: news if it was written in since its board was last listed.

    In a board that was never listed nothing is news: the first poll is a baseline.
    """
    fresh = board.listed_at is not None and (
        row.last_post_at is None or row.last_post_at >= _minute(board.listed_at)
    )
    return ThreadState(
        id=row.id,
        board_id=board.id,
        topic=shown_topic(row.topic, row.id),
        read_signature=None if fresh else signature,
        news_since=_minute(board.listed_at) if fresh and board.listed_at else earliest_last_post(row),
        settled_total=None if fresh or row.replies is None else row.replies + 1,
        first_seen_at=now,
    )


def _board_of(board: BoardState, known: ThreadState | None, row: ThreadRow) -> Id | None:
    """An announcement stands on many boards: it stays where it was first seen, or its page says."""
    if known is None or not row.announcement or known.board_id is None:
        return board.id
    return known.board_id


def _is_new_here(board: BoardState, known: ThreadState | None, row: ThreadRow) -> bool:
    if row.announcement or known is None or known.board_id != board.id:
        return not row.announcement
    return known.gone_at is not None and not is_withheld(known)


def _growth(known: ThreadState | None, row: ThreadRow) -> int:
    """By how many posts a row grew since it was listed: by its own count, which may be wrong for ever."""
    before, now = replies_of(known.listed_signature) if known else None, row.replies
    return (0 if now is None else now + 1) - (0 if before is None else before + 1)


def _read_on(
    board: BoardState, known: Mapping[Id, ThreadState], rows: list[ThreadRow], normal: list[ThreadRow]
) -> bool:
    """Whether all threads in normal order on a page were written in since the last listing.

    The order is by last post, so nothing new stands below the first older one; important ones stand
    outside of that order and say nothing, even if they fill a page. Where a moment cannot be read, it
    counts whether the row changed.
    """
    if rows and not normal:
        return True
    if board.listed_at is None or not normal:
        return False
    since = _minute(board.listed_at)
    return all(
        row.last_post_at >= since
        if row.last_post_at
        else not (row.id in known and same(known[row.id].listed_signature, thread_signature(row)))
        for row in normal
    )


def _minute(moment: datetime) -> datetime:
    """Boards show no seconds."""
    return moment.replace(second=0, microsecond=0)


def own_counts(
    row: BoardRow | None, below: Iterable[BoardRow], *, with_subboards: bool = True
) -> tuple[int, int] | None:
    """A board's posts and threads without its sub-boards, from its row and their rows; None if unknown.

    `with_subboards` says that rows count the boards below them.
    """
    if row is None or row.posts is None or row.threads is None:
        return None
    if not with_subboards:
        return row.posts, row.threads
    rows = tuple(below)
    if {board.id for board in row.subboards} - {board.id for board in rows}:
        return None
    posts = row.posts - sum(sub.posts or 0 for sub in rows)
    return posts, row.threads - sum(sub.threads or 0 for sub in rows)


@dataclass(frozen=True, slots=True)
class ListingProgress:
    """A board's listing as far as it was read in this poll, from its first page on.

    `moved` are the ids of the markers that moved threads left behind, which the board's `counts` may count.
    `bottom` is the oldest last post on its pages; `to_the_end` says that the last page was among them.
    """

    began_at: datetime
    pages: int = 0
    ids: frozenset[Id] = frozenset()
    bottom: datetime | None = None
    new_threads: int = 0
    new_posts: int = 0
    moved: frozenset[Id] = frozenset()
    counts: tuple[int, int] | None = None
    to_the_end: bool = False

    def with_page(
        self, page: BoardPage, change: ListingChange, counts: tuple[int, int] | None
    ) -> "ListingProgress":
        """The same with one more page; `counts` are the board's own, as its first page shows them."""
        bottoms = [moment for moment in (self.bottom, change.bottom) if moment]
        return replace(
            self,
            pages=page.page,
            ids=self.ids | {thread.id for thread in page.threads if not thread.moved},
            bottom=min(bottoms, default=None),
            new_threads=self.new_threads + change.new_threads,
            new_posts=self.new_posts + change.new_posts,
            moved=self.moved | {thread.id for thread in page.threads if thread.moved},
            counts=counts if page.page == 1 else self.counts,
            to_the_end=page.page >= page.pages,
        )


def board_after(
    board: BoardState,
    listing: ListingProgress,
    missing: int,
    covering: BoardRow | None,
    row: BoardRow | None,
    *,
    cut_off: bool = False,
) -> BoardState:
    """A board whose listing was read to the end of what is new.

    If its counts grew by something else than its pages list, the rest of it may hold that:
    an older thread that was moved here, or let through by a moderator. Then, as after the first
    listing, whatever lies below the last page read is unlisted; and so it is if the listing was `cut_off`.
    And its counts stay unknown, until it was listed once more: rows may have been lost on the way.
    """
    explained = _explained(board, listing, missing)
    posts, threads = (listing.counts if explained else None) or (None, None)
    below, page = board.unlisted_below, board.unlisted_page
    if listing.to_the_end:
        below = page = None
    elif board.listed_at is None or cut_off or not explained:
        below, page = listing.bottom, listing.pages + 1
    return replace(
        board,
        index_signature=board_signature(covering) if covering else None,
        row_signature=board_signature(row) if row else board.row_signature,
        listed_at=listing.began_at,
        unlisted_below=below,
        unlisted_page=page,
        own_posts=posts,
        own_threads=threads,
        refused_at=None,
        refused_as=None,
    )


def _explained(board: BoardState, listing: ListingProgress, missing: int) -> bool:
    """Whether a board's counts changed by what its pages list; they may count moved markers."""
    if listing.to_the_end and listing.counts and listing.counts[1] > len(listing.ids) + len(listing.moved):
        return False
    if listing.counts is None or board.own_posts is None or board.own_threads is None:
        return True
    posts, threads = listing.counts
    more = threads - board.own_threads - (listing.new_threads - missing)
    return 0 <= more <= len(listing.moved) and (
        missing > 0 or posts - board.own_posts - listing.new_posts in (0, more)
    )
