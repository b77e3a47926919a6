"""Which page to ask for next, and when to stop."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from feedforum.diff import gaps
from feedforum.diff.backfill import backfill
from feedforum.diff.disappearance import MISSES_UNTIL_GONE
from feedforum.diff.row_signatures import board_signature, counts_posts, only_lost, same
from feedforum.diff.steps import PlannerInput, PollProgress, Reason, Step
from feedforum.records import REFUSED_PAUSE, BoardState, Id, ThreadState

LISTING_PAUSE = timedelta(days=4)
"""How long a board's listing may go unread where nothing shows a change."""

COUNT_PAUSE = timedelta(days=1)
"""How long where the last listing did not add up to what the index counts, or a thread to its listing."""

MOVE_PAUSE = timedelta(hours=6)
"""How long where one row of the index is for a board and those below it: no move between them changes it."""

_FindSteps = Callable[[PlannerInput], Iterator[Step]]


def next_step(planner_input: PlannerInput) -> Step | None:
    """The most useful page not yet asked for in this poll, or None when no page would tell us more.

    Listings come first, but not for all of a poll's budget: the news that they list has to be read too.
    """
    progress = planner_input.progress
    order: tuple[_FindSteps, ...] = (
        *((_listings,) if progress.listing_pages < progress.listings_first else ()),
        *(_news, _suspects, _slipped, backfill),
        *((_listings,) if planner_input.complete else ()),
        *((_losses, _rereads) if progress.may_reread else ()),
    )
    for find in order:
        for step in find(planner_input):
            if (step.board_id, step.thread_id, step.page) not in progress.requested:
                return step
    return None


def is_due(board: BoardState, progress: PollProgress, now: datetime) -> bool:
    """Whether a board may have something new, from all that was seen in this poll.

    A board that no row covers has to be asked itself. Its own row tells more than one that covers others.
    """
    if board.id in progress.listed:
        return False
    if _refused_lately(board, progress, now):
        return False
    covering, row = progress.covering.get(board.id), progress.rows.get(board.id)
    if covering is None:
        return True
    if row is not None and row.id != covering.id and board.listed_at is not None:
        return not same(board.row_signature, board_signature(row))
    return not same(board.index_signature, board_signature(covering))


def _refused_lately(board: BoardState, progress: PollProgress, now: datetime) -> bool:
    """Whether a board did not let this very visitor in not long ago."""
    if board.refused_at is None or board.refused_as != progress.visitor:
        return False
    return now - board.refused_at < REFUSED_PAUSE


def _listings(planner_input: PlannerInput) -> Iterator[Step]:
    """Boards with something new: those with a row on the index first, since their pages tell of others.

    Among these a board comes before those below it. What was listed longest ago comes before the rest, so
    that each has its turn.
    """
    progress, now = planner_input.progress, planner_input.now
    due = [board for board in planner_input.boards if is_due(board, progress, now)]
    due.sort(key=lambda board: board.listed_at or datetime.min.replace(tzinfo=now.tzinfo))
    own = [board for board in due if (row := progress.covering.get(board.id)) and row.id == board.id]
    own.sort(key=lambda board: progress.covering[board.id].parent_id is not None)
    for board in (*own, *(board for board in due if board not in own)):
        yield Step(Reason.LISTING, board_id=board.id)
        if board.id in progress.next_pages:
            yield Step(Reason.LISTING, board_id=board.id, page=progress.next_pages[board.id])


def _news(planner_input: PlannerInput) -> Iterator[Step]:
    for thread_id in planner_input.news:
        thread = planner_input.threads[thread_id]
        if thread.tail_signature != thread.listed_signature and not _has_only_lost(thread):
            yield from planner_input.newest_page(thread, Reason.NEWS)
        for gap in gaps.newest_first(planner_input.thread_gaps.get(thread_id, ())):
            if gaps.holds_news(thread, gap):
                yield planner_input.page_before(gap, Reason.NEWS)


def _suspects(planner_input: PlannerInput) -> Iterator[Step]:
    """Threads that a listing lacks for the first time, since they may have moved; and those all but gone."""
    for thread_id in planner_input.suspects:
        thread = planner_input.threads[thread_id]
        missed_now = thread.missing_at == planner_input.now
        nearly_gone = thread.missing == MISSES_UNTIL_GONE - 1
        if missed_now is not nearly_gone and thread.gone_at is None:
            yield from planner_input.newest_page(thread, Reason.SUSPECT)


def _losses(planner_input: PlannerInput) -> Iterator[Step]:
    """Threads that were missing before; then those that have fewer posts than before, and no newer one.

    What a listing lacked in this very poll counts as missing without being asked for by itself.
    """
    for thread_id in planner_input.suspects:
        thread = planner_input.threads[thread_id]
        if thread.missing_at != planner_input.now:
            yield from planner_input.newest_page(thread, Reason.SUSPECT)
    for thread_id in planner_input.news:
        thread = planner_input.threads[thread_id]
        if thread.tail_signature != thread.listed_signature and _has_only_lost(thread):
            yield from planner_input.newest_page(thread, Reason.SUSPECT)


def _has_only_lost(thread: ThreadState) -> bool:
    return only_lost(thread.read_signature, thread.listed_signature)


def _slipped(planner_input: PlannerInput) -> Iterator[Step]:
    for thread_id, position in planner_input.slipped:
        page = planner_input.page_of(planner_input.threads[thread_id], position)
        yield Step(Reason.SUSPECT, thread_id=thread_id, page=page)


def _rereads(planner_input: PlannerInput) -> Iterator[Step]:
    """Boards that were not listed for long, since no count shows another topic; then posts that are due.

    A post that is not on its page may stand next to it: posts before it went, or came.
    """
    progress, now = planner_input.progress, planner_input.now
    covering_others = _covering_others(planner_input.boards, progress)
    for board in planner_input.boards:
        pause = LISTING_PAUSE
        if board.id in covering_others:
            pause = MOVE_PAUSE * max(1, len(covering_others) / 3)
        if board.own_threads is None and counts_posts(board):
            pause = min(pause, COUNT_PAUSE)
        if board.listed_at is not None and now - board.listed_at >= pause:
            yield Step(Reason.REREAD, board_id=board.id)
    for thread_id, position in planner_input.rereads:
        thread = planner_input.threads[thread_id]
        nearby = (position, position - 1, position + 1)
        pages = [planner_input.page_of(thread, max(near, 1)) for near in nearby]
        if (thread_id, pages[0]) not in progress.unchanged:
            yield from (Step(Reason.REREAD, thread_id=thread_id, page=page) for page in pages)


def _covering_others(boards: Sequence[BoardState], progress: PollProgress) -> frozenset[Id]:
    """Boards whose listing shows what moved between them and a board below or above, where no row does.

    Those are the boards whose row covers others below; or else, if they are not watched, those below.
    """
    watched = {board.id for board in boards}
    covered = [(board_id, row.id) for board_id, row in progress.covering.items() if row.id != board_id]
    return frozenset(above if above in watched else board_id for board_id, above in covered) & watched
