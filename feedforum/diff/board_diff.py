"""What a page of a board changes: threads new and changed, threads missing, and whether to read on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from feedforum.diff.disappearance import unlisted_thread
from feedforum.diff.row_signatures import board_signature, replies_of, same, thread_signature
from feedforum.records import BoardPage, BoardRow, BoardState, Id, ThreadRow, ThreadState


@dataclass(frozen=True, slots=True)
class ListingChange:
    """What a page of a board changes.

    `threads` are the states to store. `walk_on` says that the next page may tell of more news.
    `new_threads`, `new_posts` are how many the page told of that were not known, for holding
    against the board's counts. `bottom` is the oldest last post on the page among the threads in
    their normal order, None if there are none.
    """

    threads: tuple[ThreadState, ...]
    walk_on: bool
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
        walk_on=_walk_on(board, known, rows, normal) and page.page < page.pages,
        new_threads=len(own),
        new_posts=sum(_growth(known.get(row.id), row) for row in rows if not row.announcement),
        bottom=min(moments, default=None),
    )


def _listed(board: BoardState, known: ThreadState | None, row: ThreadRow, now: datetime) -> ThreadState:
    mark = thread_signature(row)
    state = known or _first_seen(board, row, mark, now)
    if same(state.listed_signature, mark):
        mark = state.listed_signature or mark
    return replace(
        state,
        board_id=_board_of(board, known, row),
        topic=row.topic if known is None or not known.first_key else _uncut(known.topic, row.topic),
        prefix=row.prefix,
        starter=row.starter,
        closed=row.closed,
        important=row.important,
        announcement=row.announcement,
        total=None if row.replies is None else row.replies + 1,
        pages=row.pages,
        last_post_at=row.last_post_at
        if mark != state.listed_signature or known is None
        else state.last_post_at,
        listed_signature=mark,
        missing=0,
        missing_at=None,
        suspect=False,
        gone_at=None,
        refused_at=state.refused_at if mark == state.listed_signature else None,
    )


def _uncut(known: str, listed: str) -> str:
    """The topic as a thread's own page spells it, if the listing has the same but for a blank put in."""
    return known if known.replace(" ", "") == listed.replace(" ", "") else listed


def _first_seen(board: BoardState, row: ThreadRow, mark: str, now: datetime) -> ThreadState:
    """A thread seen for the first time: news if it was written in since its board was last listed.

    In a board that was never listed nothing is news: the first poll is a baseline.
    """
    fresh = board.listed_at is not None and (
        row.last_post_at is None or row.last_post_at >= _minute(board.listed_at)
    )
    return ThreadState(
        id=row.id,
        board_id=board.id,
        topic=row.topic,
        read_signature=None if fresh else mark,
        news_since=_minute(board.listed_at) if fresh and board.listed_at else row.last_post_at,
        settled_total=None if fresh or row.replies is None else row.replies + 1,
        first_seen_at=now,
    )


def _board_of(board: BoardState, known: ThreadState | None, row: ThreadRow) -> Id | None:
    """An announcement stands on many boards: it stays where it was first seen, or its page says."""
    if known is None or not row.announcement:
        return board.id
    return known.board_id


def _is_new_here(board: BoardState, known: ThreadState | None, row: ThreadRow) -> bool:
    return not row.announcement and (known is None or known.board_id != board.id or known.gone_at is not None)


def _growth(known: ThreadState | None, row: ThreadRow) -> int:
    """By how many posts a row grew since it was listed: by its own count, which may be wrong for ever."""
    before = replies_of(known.listed_signature) if known else None
    return _posts(row.replies) - _posts(before)


def _posts(replies: int | None) -> int:
    return 0 if replies is None else replies + 1


def _walk_on(
    board: BoardState, known: Mapping[Id, ThreadState], rows: list[ThreadRow], normal: list[ThreadRow]
) -> bool:
    """Whether all threads in normal order on a page were written in since the last listing.

    The order is by last post, so the first older one ends the walk; important ones stand outside
    of that order and end nothing, even if they fill a page. A moment that cannot be read counts by
    whether its mark changed.
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


def missing_threads(
    stored: Iterable[ThreadState],
    listed: frozenset[Id],
    bottom: datetime | None,
    to_the_end: bool,
    poll_at: datetime,
) -> tuple[ThreadState, ...]:
    """The threads of a board that should have stood on the pages read, and did not.

    `listed` are the ids on all pages read in this poll, from the first on, `bottom` the oldest last
    post on them; `to_the_end` says that the last page was among them. A thread that is missing
    becomes a suspect: it is looked at by itself, since it may have moved.
    """
    return tuple(
        unlisted_thread(thread, poll_at)
        for thread in stored
        if thread.id not in listed
        and thread.gone_at is None
        and not thread.announcement
        and (to_the_end or (bottom is not None and (thread.last_post_at or bottom) > bottom))
    )


def _minute(moment: datetime) -> datetime:
    """Boards show no seconds."""
    return moment.replace(second=0, microsecond=0)


def own_counts(row: BoardRow | None, below: Iterable[BoardRow]) -> tuple[int, int] | None:
    """A board's posts and threads without its sub-boards, from its row and their rows; None if not told."""
    if row is None or row.posts is None or row.threads is None:
        return None
    rows = tuple(below)
    if {board.id for board in row.subboards} - {board.id for board in rows}:
        return None
    return row.posts - sum(sub.posts or 0 for sub in rows), row.threads - sum(
        sub.threads or 0 for sub in rows
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """A board's listing as far as it was read in this poll, from its first page on."""

    began_at: datetime
    pages: int = 0
    ids: frozenset[Id] = frozenset()
    bottom: datetime | None = None
    new_threads: int = 0
    new_posts: int = 0
    counts: tuple[int, int] | None = None
    to_the_end: bool = False


def walked(walk: Walk, page: BoardPage, change: ListingChange, row: BoardRow | None) -> Walk:
    """The walk with one more page."""
    bottoms = [moment for moment in (walk.bottom, change.bottom) if moment]
    return replace(
        walk,
        pages=page.page,
        ids=walk.ids | {thread.id for thread in page.threads if not thread.moved},
        bottom=min(bottoms, default=None),
        new_threads=walk.new_threads + change.new_threads,
        new_posts=walk.new_posts + change.new_posts,
        counts=own_counts(row, page.boards) if page.page == 1 else walk.counts,
        to_the_end=page.page >= page.pages,
    )


def board_after(
    board: BoardState,
    walk: Walk,
    missing: int,
    covering: BoardRow | None,
    row: BoardRow | None,
    *,
    cut_off: bool = False,
) -> BoardState:
    """A board whose listing was read to the end of what is new.

    If its counts grew by something else than the pages told of, the rest of it may hold that:
    an older thread that was moved here, or let through by a moderator. Then, as after the first
    listing, whatever lies below the last page read is unlisted; and so it is if the walk was `cut_off`.
    """
    posts, threads = walk.counts or (None, None)
    frontier = (board.unlisted_below, board.unlisted_page)
    if walk.to_the_end:
        frontier = (None, None)
    elif board.listed_at is None or cut_off or not _explained(board, walk, missing):
        frontier = (walk.bottom, walk.pages + 1)
    return replace(
        board,
        index_signature=board_signature(covering) if covering else None,
        row_signature=board_signature(row) if row else board.row_signature,
        listed_at=walk.began_at,
        unlisted_below=frontier[0],
        unlisted_page=frontier[1],
        own_posts=posts,
        own_threads=threads,
        refused_at=None,
        refused_as=None,
    )


def _explained(board: BoardState, walk: Walk, missing: int) -> bool:
    if walk.counts is None or board.own_posts is None or board.own_threads is None:
        return True
    posts, threads = walk.counts
    return threads - board.own_threads == walk.new_threads - missing and (
        missing > 0 or posts - board.own_posts == walk.new_posts
    )
