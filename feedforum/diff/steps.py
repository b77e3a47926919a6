"""What a poll may ask for next, and what that is decided from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from feedforum.diff.gaps import UncertainJoin
from feedforum.diff.thread_order import likely_posts_per_page, page_of
from feedforum.records import REFUSED_PAUSE, BoardRow, BoardState, Gap, Id, ThreadState


class Reason(IntEnum):
    """Why a page is asked for, the most urgent first."""

    LISTING = 1
    NEWS = 2
    SUSPECT = 3
    BACKFILL = 4
    REREAD = 5


@dataclass(frozen=True, slots=True)
class Step:
    """The next page to ask for: of a board if `thread_id` is None.

    `closes` is the key of the post whose gap this page fills.
    """

    reason: Reason
    board_id: Id | None = None
    thread_id: Id | None = None
    page: int = 1
    closes: str | None = None

    def __str__(self) -> str:
        what = f"thread {self.thread_id}" if self.thread_id is not None else f"board {self.board_id}"
        return f"{what} page {self.page} ({self.reason.name.lower()})"


@dataclass(frozen=True, slots=True)
class PollProgress:
    """What was seen in this poll so far.

    `covering` is, for each watched board, the index's row that covers it, its own or that of the
    board above; `rows` the boards' own rows, from the index or from the page of the board above.
    `requested` are the steps done, as (board id, thread id, page); `listed` the boards whose listing
    was read to the end of what is new; `next_pages` the next page of those whose listing goes on.
    `account` is the name that we are logged in by, empty for a guest. `may_reread` says whether anything
    may be read again (see `diff.reread_schedule`). `listing_pages` counts the pages of
    boards asked for, and `listings_first` is how many of them may come before anything else.
    `uncertain_joins` are of the pages that were read, and `unchanged` the pages of threads that say what they
    said before. `newest_first` is the order of posts in threads whose own pages showed it.
    `pages_before_gaps` are the pages beside those that showed the post after a gap, by that post's key.
    """

    covering: Mapping[Id, BoardRow] = field(default_factory=dict)
    rows: Mapping[Id, BoardRow] = field(default_factory=dict)
    requested: frozenset[tuple[Id | None, Id | None, int]] = frozenset()
    listed: frozenset[Id] = frozenset()
    next_pages: Mapping[Id, int] = field(default_factory=dict)
    account: str = ""
    may_reread: bool = True
    listing_pages: int = 0
    listings_first: int = 1_000_000
    uncertain_joins: tuple[UncertainJoin, ...] = ()
    unchanged: frozenset[tuple[Id, int]] = frozenset()
    newest_first: Mapping[Id, bool] = field(default_factory=dict)
    pages_before_gaps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannerInput:
    """What the next step is decided from.

    `news` are threads with unread new posts, the newest first, with all their gaps in `thread_gaps`;
    `suspects` threads to be looked at by themselves; `slipped` threads and positions where posts that no
    page showed are likely to stand; `unread` threads of which nothing was read,
    and `old_gaps` gaps, by board, with the latest moments first; `first_posts` the newest threads
    by board whose first post is not known; `single` the threads that are watched by themselves,
    with how many of their newest posts are wanted (None for all); `rereads` the threads and
    positions of posts due to be read again, the most worth it first. `threads` are all that this names.
    `complete` says that all of it was looked for, and not only what is urgent.
    """

    boards: tuple[BoardState, ...]
    progress: PollProgress
    now: datetime
    threads: Mapping[Id, ThreadState] = field(default_factory=dict)
    thread_gaps: Mapping[Id, Sequence[Gap]] = field(default_factory=dict)
    news: Sequence[ThreadState] = ()
    suspects: Sequence[ThreadState] = ()
    slipped: Sequence[tuple[Id, int]] = ()
    unread: Mapping[Id, Sequence[ThreadState]] = field(default_factory=dict)
    old_gaps: Mapping[Id, Sequence[Gap]] = field(default_factory=dict)
    first_posts: Mapping[Id, Sequence[ThreadState]] = field(default_factory=dict)
    single: Mapping[Id, int | None] = field(default_factory=dict)
    rereads: Sequence[tuple[Id, int]] = ()
    complete: bool = True

    def is_baseline(self, step: Step) -> bool:
        """Whether a step fills feeds with what was written before: a board's first listing, or backfill."""
        board = self.board(step.board_id)
        return step.reason is Reason.BACKFILL or (board is not None and board.listed_at is None)

    def thread_of(self, step: Step) -> ThreadState:
        """The thread whose page a step asks for. Raises KeyError for a step to a board."""
        return self.threads[step.thread_id if step.thread_id is not None else ""]

    def newest_page(self, thread: ThreadState, reason: Reason) -> Iterator[Step]:
        """The page with a thread's newest posts; either end, as long as the order of posts is not known."""
        order = self.is_newest_first(thread)
        yield Step(reason, thread_id=thread.id, page=1 if order else thread.pages)
        if order is None and thread.pages > 1:
            yield Step(reason, thread_id=thread.id, page=1)

    def first_page(self, thread: ThreadState) -> Step:
        """The page with a thread's first post."""
        page = thread.pages if self.is_newest_first(thread) else 1
        return Step(Reason.BACKFILL, thread_id=thread.id, page=page)

    def gaps_of(self, thread: ThreadState) -> list[Gap]:
        """The gaps of a thread in the order to read them: the newest posts first."""
        return sorted(self.thread_gaps.get(thread.id, ()), key=lambda gap: gap.position, reverse=True)

    def page_before(self, gap: Gap, reason: Reason) -> Step:
        """The page with the post before a gap: beside the one that showed the gap in this poll, if one did.

        A position tells it too, but only where the size of a page is known.
        """
        page = self.progress.pages_before_gaps.get(gap.key)
        if page is None:
            page = self.page_of(self.threads[gap.thread_id], gap.position - 1)
        return Step(reason, thread_id=gap.thread_id, page=page, closes=gap.key)

    def page_of(self, thread: ThreadState, position: int) -> int:
        """The page with a position in a thread."""
        board = self.board(thread.board_id)
        known = board.posts_per_page if board else None
        per_page = known or likely_posts_per_page(thread.total, thread.pages)
        total = thread.total or position
        page = page_of(position, total, per_page, self.is_newest_first(thread) or False)
        return min(page, max(thread.pages, 1))

    def can_be_read(self, thread_id: Id) -> bool:
        """Whether a thread's pages were not refused to us not long ago."""
        thread = self.threads.get(thread_id)
        return thread is not None and not self.was_refused_recently(thread.refused_at)

    def was_refused_recently(self, refused_at: datetime | None) -> bool:
        """Whether something was refused so recently that it is not asked for again."""
        return refused_at is not None and self.now - refused_at < REFUSED_PAUSE

    def is_newest_first(self, thread: ThreadState) -> bool | None:
        """Whether a thread's newest posts come first, None if that is not known."""
        found, board = self.progress.newest_first.get(thread.id), self.board(thread.board_id)
        return board.newest_first if found is None and board else found

    def board(self, board_id: Id | None) -> BoardState | None:
        """A board, if it is watched."""
        return next((board for board in self.boards if board.id == board_id), None)
