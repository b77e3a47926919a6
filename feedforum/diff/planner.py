"""Which page to ask for next, and when to stop."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from feedforum.diff import gaps
from feedforum.diff.disappearance import MISSES_UNTIL_GONE
from feedforum.diff.positions import DEFAULT_POSTS_PER_PAGE, page_of, tail_of
from feedforum.diff.row_signatures import board_signature, only_lost, same
from feedforum.records import REFUSED_PAUSE, BoardRow, BoardState, Gap, Id, ThreadState

LISTING_PAUSE = timedelta(days=4)
"""How long a board's listing may go unread where nothing tells of a change."""


class Reason(IntEnum):
    """Why a page is asked for, the most urgent first."""

    INDEX = 0
    LISTING = 1
    NEWS = 2
    SUSPECT = 3
    BACKFILL = 4
    REREAD = 5

    @property
    def tells_of_news(self) -> bool:
        """Whether such a page is asked for to learn of posts, and not of what became of those known."""
        return self not in (Reason.SUSPECT, Reason.REREAD)


@dataclass(frozen=True, slots=True)
class Step:
    """The next page to ask for: of a board if `thread_id` is None, of the index if both ids are.

    `closes` is the key of the post whose gap this page fills.
    """

    reason: Reason
    board_id: Id | None = None
    thread_id: Id | None = None
    page: int = 1
    closes: str | None = None


@dataclass(frozen=True, slots=True)
class PollProgress:
    """What was seen in this poll so far.

    `covering` is, for each watched board, the index's row that covers it, its own or that of the
    board above; `rows` the boards' own rows, from the index or from the page of the board above.
    `asked` are the steps done, as (board id, thread id, page); `listed` the boards whose listing
    was read to the end of what is new; `walking` the next page of those whose listing goes on.
    `visitor` is the name that we are logged in by, empty for a guest. `rereads` says whether anything
    may be read again (see `diff.reread_schedule`). `listings` counts the pages of
    boards asked for, and `listings_first` is how many of them may come before anything else. `doubts`
    are of the pages that were read, and `unchanged` the pages of threads that tell what they told before.
    """

    covering: Mapping[Id, BoardRow] = field(default_factory=dict)
    rows: Mapping[Id, BoardRow] = field(default_factory=dict)
    asked: frozenset[tuple[Id | None, Id | None, int]] = frozenset()
    listed: frozenset[Id] = frozenset()
    walking: Mapping[Id, int] = field(default_factory=dict)
    visitor: str = ""
    rereads: bool = True
    listings: int = 0
    listings_first: int = 1_000_000
    doubts: tuple[gaps.Doubt, ...] = ()
    unchanged: frozenset[tuple[Id, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannerInput:
    """What the next step is decided from.

    `news` are threads with unread new posts, the newest first, with all their gaps in `thread_gaps`;
    `suspects` threads to be looked at by themselves; `slipped` threads and positions where posts that no
    page showed are likely to stand; `unread` threads of which nothing was read,
    and `old_gaps` gaps, by board, with the latest moments first; `first_wanted` the newest threads
    by board whose first post is not known; `single` the threads that are watched by themselves,
    with how many of their newest posts are wanted (None for all); `rereads` the threads and
    positions of posts due to be read again, the most worth it first. `posts_per_page` and
    `newest_first` are the boards' habits, where they are known. `whole` says that all of this was
    looked for, and not only what is urgent.
    """

    boards: tuple[BoardState, ...]
    progress: PollProgress
    now: datetime
    threads: Mapping[Id, ThreadState] = field(default_factory=dict)
    thread_gaps: Mapping[Id, Sequence[Gap]] = field(default_factory=dict)
    news: Sequence[Id] = ()
    suspects: Sequence[Id] = ()
    slipped: Sequence[tuple[Id, int]] = ()
    unread: Mapping[Id, Sequence[Id]] = field(default_factory=dict)
    old_gaps: Mapping[Id, Sequence[Gap]] = field(default_factory=dict)
    first_wanted: Mapping[Id, Sequence[Id]] = field(default_factory=dict)
    single: Mapping[Id, int | None] = field(default_factory=dict)
    rereads: Sequence[tuple[Id, int]] = ()
    posts_per_page: Mapping[Id, int] = field(default_factory=dict)
    newest_first: Mapping[Id, bool] = field(default_factory=dict)
    whole: bool = True


def next_step(view: PlannerInput) -> Step | None:
    """The most useful page not yet asked for in this poll, or None when nothing would tell more.

    Listings come first, but not for all of a poll's budget: what they told of has to be read too.
    """
    listings_first = view.progress.listings < view.progress.listings_first
    order: tuple[Callable[[PlannerInput], Iterator[Step]], ...] = (
        *((_listings,) if listings_first else ()),
        *(_news, _suspects, _slipped, _backfill),
        *((_listings,) if view.whole else ()),
        *((_losses, _rereads) if view.progress.rereads else ()),
    )
    for steps in order:
        for step in steps(view):
            if (step.board_id, step.thread_id, step.page) not in view.progress.asked:
                return step
    return None


def is_due(board: BoardState, progress: PollProgress, now: datetime) -> bool:
    """Whether a board may have something new, from all that was seen in this poll.

    A board that no row covers has to be asked itself.
    """
    if board.id in progress.listed:
        return False
    if _is_shut(board, progress, now):
        return False
    covering, row = progress.covering.get(board.id), progress.rows.get(board.id)
    if covering is None:
        return True
    if same(board.index_signature, board_signature(covering)):
        return False
    own_row_tells = row is not None and row.id != covering.id and board.listed_at is not None
    return not (own_row_tells and row is not None and same(board.row_signature, board_signature(row)))


def _is_shut(board: BoardState, progress: PollProgress, now: datetime) -> bool:
    """Whether a board did not let this very visitor in not long ago."""
    if board.refused_at is None or board.refused_as != progress.visitor:
        return False
    return now - board.refused_at < REFUSED_PAUSE


def _listings(view: PlannerInput) -> Iterator[Step]:
    """Boards with something new: those with a row on the index first, since their pages tell of others.

    What was listed longest ago comes before the rest, so that each has its turn.
    """
    due = [board for board in view.boards if is_due(board, view.progress, view.now)]
    due.sort(key=lambda board: board.listed_at or datetime.min.replace(tzinfo=view.now.tzinfo))
    own = [board for board in due if (row := view.progress.covering.get(board.id)) and row.id == board.id]
    for board in (*own, *(board for board in due if board not in own)):
        yield Step(Reason.LISTING, board_id=board.id)
        if board.id in view.progress.walking:
            yield Step(Reason.LISTING, board_id=board.id, page=view.progress.walking[board.id])


def _news(view: PlannerInput) -> Iterator[Step]:
    for thread_id in view.news:
        thread = view.threads[thread_id]
        if thread.tail_signature != thread.listed_signature and not _has_only_lost(thread):
            yield from _tail(view, thread, Reason.NEWS)
        for gap in gaps.newest_first(view.thread_gaps.get(thread_id, ())):
            if gaps.holds_news(thread, gap):
                yield _below(view, thread, gap, Reason.NEWS)


def _suspects(view: PlannerInput) -> Iterator[Step]:
    """Threads that a listing lacks for the first time, since they may have moved; and those all but gone."""
    for thread_id in view.suspects:
        thread = view.threads[thread_id]
        missed_now, nearly_gone = thread.missing_at == view.now, thread.missing == MISSES_UNTIL_GONE - 1
        if missed_now is not nearly_gone and thread.gone_at is None:
            yield from _tail(view, thread, Reason.SUSPECT)


def _losses(view: PlannerInput) -> Iterator[Step]:
    """Threads that were missing before; then those that have fewer posts than before, and no newer one.

    What a listing lacked in this very poll counts as missing without being asked for by itself.
    """
    for thread_id in view.suspects:
        thread = view.threads[thread_id]
        if thread.missing_at != view.now:
            yield from _tail(view, thread, Reason.SUSPECT)
    for thread_id in view.news:
        thread = view.threads[thread_id]
        if thread.tail_signature != thread.listed_signature and _has_only_lost(thread):
            yield from _tail(view, thread, Reason.SUSPECT)


def _has_only_lost(thread: ThreadState) -> bool:
    return only_lost(thread.read_signature, thread.listed_signature)


def _slipped(view: PlannerInput) -> Iterator[Step]:
    for thread_id, position in view.slipped:
        page = _page_of(view, view.threads[thread_id], position)
        yield Step(Reason.SUSPECT, thread_id=thread_id, page=page)


def _backfill(view: PlannerInput) -> Iterator[Step]:
    """What would put older posts into a feed that is not full: the newest of them first."""
    wanted: list[tuple[datetime, Step]] = []
    for board in view.boards:
        wanted.extend(_backfill_of(view, board))
    wanted.extend(_backfill_of_single(view))
    for _, step in sorted(wanted, key=lambda item: item[0], reverse=True):
        yield step


def _backfill_of(view: PlannerInput, board: BoardState) -> Iterator[tuple[datetime, Step]]:
    oldest = datetime.min.replace(tzinfo=view.now.tzinfo)
    limit = (board.newest_at or oldest, board.newest_number)
    for thread_id in view.unread.get(board.id, ()):
        thread = view.threads[thread_id]
        if (thread.last_post_at or view.now) >= limit[0]:
            for step in _tail(view, thread, Reason.BACKFILL):
                yield thread.last_post_at or oldest, step
    for gap in view.old_gaps.get(board.id, ()):
        if (gap.posted_at, gap.number) > limit and _is_to_be_had(view, gap.thread_id):
            yield gap.posted_at, _below(view, view.threads[gap.thread_id], gap, Reason.BACKFILL)
    for thread_id in view.first_wanted.get(board.id, ()):
        thread = view.threads[thread_id]
        yield thread.last_post_at or oldest, _first(view, thread)
    if board.unlisted_page is not None and board.unlisted_below is not None and _list_on(board):
        yield board.unlisted_below, Step(Reason.BACKFILL, board_id=board.id, page=board.unlisted_page)


def _list_on(board: BoardState) -> bool:
    """Whether threads further down a board may be among its newest, by their last or their first post."""
    if board.backfill is None:
        return True
    if board.backfill == 0 or board.unlisted_below is None:
        return False
    return (
        not board.enough_threads
        or board.newest_at is None
        or board.unlisted_below >= board.newest_at
        or (board.started_at is not None and board.unlisted_below >= board.started_at)
    )


def _backfill_of_single(view: PlannerInput) -> Iterator[tuple[datetime, Step]]:
    oldest = datetime.min.replace(tzinfo=view.now.tzinfo)
    for thread_id, wanted in view.single.items():
        thread = view.threads.get(thread_id)
        if thread is None or thread.gone_at is not None or not _is_to_be_had(view, thread_id):
            continue
        if thread.never_read:
            for step in _tail(view, thread, Reason.BACKFILL):
                yield thread.last_post_at or oldest, step
        for gap in gaps.newest_first(view.thread_gaps.get(thread_id, ())):
            if wanted is None or gap.position - 1 > (thread.total or 0) - wanted:
                yield gap.posted_at, _below(view, thread, gap, Reason.BACKFILL)
        if thread.first_key is None and not thread.never_read:
            yield oldest, _first(view, thread)


def _is_to_be_had(view: PlannerInput, thread_id: Id) -> bool:
    """Whether a thread's pages were not refused to us not long ago."""
    thread = view.threads.get(thread_id)
    if thread is None:
        return False
    return thread.refused_at is None or view.now - thread.refused_at >= REFUSED_PAUSE


def _rereads(view: PlannerInput) -> Iterator[Step]:
    """Boards that were not listed for long, since no count tells of a new topic; then posts that are due.

    A post that is not on its page may stand next to it: posts before it went, or came.
    """
    for board in view.boards:
        if board.listed_at is not None and view.now - board.listed_at >= LISTING_PAUSE:
            yield Step(Reason.REREAD, board_id=board.id)
    for thread_id, position in view.rereads:
        thread = view.threads[thread_id]
        pages = [_page_of(view, thread, max(near, 1)) for near in (position, position - 1, position + 1)]
        if (thread_id, pages[0]) not in view.progress.unchanged:
            yield from (Step(Reason.REREAD, thread_id=thread_id, page=page) for page in pages)


def _tail(view: PlannerInput, thread: ThreadState, reason: Reason) -> Iterator[Step]:
    """The page with a thread's newest posts; either end, as long as its board's order is not known."""
    yield Step(reason, thread_id=thread.id, page=tail_of(thread.pages, _is_newest_first(view, thread)))
    if thread.pages > 1 and thread.board_id not in view.newest_first:
        yield Step(reason, thread_id=thread.id, page=1)


def _first(view: PlannerInput, thread: ThreadState) -> Step:
    page = thread.pages if _is_newest_first(view, thread) else 1
    return Step(Reason.BACKFILL, thread_id=thread.id, page=page)


def _below(view: PlannerInput, thread: ThreadState, gap: Gap, reason: Reason) -> Step:
    page = _page_of(view, thread, gap.position - 1)
    return Step(reason, thread_id=thread.id, page=page, closes=gap.key)


def _page_of(view: PlannerInput, thread: ThreadState, position: int) -> int:
    per_page = view.posts_per_page.get(thread.board_id or 0, DEFAULT_POSTS_PER_PAGE)
    total = thread.total or position
    return min(page_of(position, total, per_page, _is_newest_first(view, thread)), max(thread.pages, 1))


def _is_newest_first(view: PlannerInput, thread: ThreadState) -> bool:
    return view.newest_first.get(thread.board_id or 0, False)
