"""Which page to ask for next, and when to stop."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain

from feedforum.diff.deletions import MISSES_UNTIL_GONE
from feedforum.diff.gaps import holds_news
from feedforum.diff.row_signatures import board_signature, only_lost, same
from feedforum.diff.steps import PlannerInput, Reason, Step
from feedforum.records import BoardState, Id, ThreadState

LISTING_PAUSE = timedelta(days=4)
"""How long a board's listing may go unread where nothing shows a change."""

COUNT_PAUSE = timedelta(days=1)
"""How long where the last listing did not add up to what the index counts, or a thread to its listing."""

MOVE_PAUSE = timedelta(hours=6)
"""How long where one row of the index is for a board and those below it: no move between them changes it."""

MOVE_BOARDS = 3
"""Of so many boards; of more it is longer, so that at most twelve pages a day are asked for this.

Posts that feeds show are to be read again, too, and for both there are `QUIET_DAY` pages.
"""

_OLDEST = datetime.min.replace(tzinfo=UTC)


def next_step(planner_input: PlannerInput) -> Step | None:
    """The most useful page not yet asked for in this poll, or None when no page would tell us more.

    Listings come first, but not for all of a poll's budget: the news that they list has to be read too.
    """
    progress = planner_input.progress
    order: tuple[Callable[[PlannerInput], Iterator[Step]], ...] = (
        *((_listings,) if progress.listing_pages < progress.listings_first else ()),
        *(_news, _suspects, _slipped, _backfill),
        *((_listings,) if planner_input.complete else ()),
        *((_losses, _rereads) if progress.may_reread else ()),
    )
    for find in order:
        for step in find(planner_input):
            if (step.board_id, step.thread_id, step.page) not in progress.requested:
                return step
    return None


def _listings(planner_input: PlannerInput) -> Iterator[Step]:
    """Boards with something new: those with a row on the index first, since their pages tell of others.

    Among these a board comes before those below it. What was listed longest ago comes before the rest, so
    that each has its turn.
    """
    progress = planner_input.progress
    due = [board for board in planner_input.boards if _is_due(planner_input, board)]
    due.sort(key=lambda board: board.listed_at or _OLDEST)
    own = [board for board in due if (row := progress.covering.get(board.id)) and row.id == board.id]
    own.sort(key=lambda board: progress.covering[board.id].parent_id is not None)
    for board in (*own, *(board for board in due if board not in own)):
        yield Step(Reason.LISTING, board_id=board.id)
        if board.id in progress.next_pages:
            yield Step(Reason.LISTING, board_id=board.id, page=progress.next_pages[board.id])


def _is_due(planner_input: PlannerInput, board: BoardState) -> bool:
    """Whether a board may have something new, from all that was seen in this poll.

    One that did not let this very account in is left alone for a while, and one that no row covers has to be
    asked itself. A board's own row tells more than one that covers others.
    """
    progress = planner_input.progress
    refused = board.refused_as == progress.account and planner_input.was_refused_recently(board.refused_at)
    if board.id in progress.listed or refused:
        return False
    covering, row = progress.covering.get(board.id), progress.rows.get(board.id)
    if covering is None:
        return True
    if row is not None and row.id != covering.id and board.listed_at is not None:
        return not same(board.row_signature, board_signature(row))
    return not same(board.index_signature, board_signature(covering))


def _news(planner_input: PlannerInput) -> Iterator[Step]:
    for thread in planner_input.news:
        if thread.tail_signature != thread.listed_signature and not _has_only_lost(thread):
            yield from planner_input.newest_page(thread, Reason.NEWS)
        for gap in planner_input.gaps_of(thread):
            if holds_news(thread, gap):
                yield planner_input.page_before(gap, Reason.NEWS)


def _suspects(planner_input: PlannerInput) -> Iterator[Step]:
    """Threads that a listing lacks for the first time, since they may have moved; and those all but gone."""
    for thread in planner_input.suspects:
        missed_now = thread.missing_at == planner_input.now
        nearly_gone = thread.missing == MISSES_UNTIL_GONE - 1
        if missed_now is not nearly_gone and thread.gone_at is None:
            yield from planner_input.newest_page(thread, Reason.SUSPECT)


def _losses(planner_input: PlannerInput) -> Iterator[Step]:
    """Threads that were missing before; then those that have fewer posts than before, and no newer one.

    What a listing lacked in this very poll counts as missing without being asked for by itself.
    """
    for thread in planner_input.suspects:
        if thread.missing_at != planner_input.now:
            yield from planner_input.newest_page(thread, Reason.SUSPECT)
    for thread in planner_input.news:
        if thread.tail_signature != thread.listed_signature and _has_only_lost(thread):
            yield from planner_input.newest_page(thread, Reason.SUSPECT)


def _has_only_lost(thread: ThreadState) -> bool:
    return only_lost(thread.read_signature, thread.listed_signature)


def _slipped(planner_input: PlannerInput) -> Iterator[Step]:
    for thread_id, position in planner_input.slipped:
        page = planner_input.page_of(planner_input.threads[thread_id], position)
        yield Step(Reason.SUSPECT, thread_id=thread_id, page=page)


def _backfill(planner_input: PlannerInput) -> Iterator[Step]:
    """What would put older posts into a feed that is not full, over all boards the newest of them first."""
    of_boards = (_wanted_of_board(planner_input, board) for board in planner_input.boards)
    wanted = chain(*of_boards, _wanted_of_threads(planner_input))
    for _, step in sorted(wanted, key=lambda item: item[0] or _OLDEST, reverse=True):
        yield step


def _wanted_of_board(
    planner_input: PlannerInput, board: BoardState
) -> Iterator[tuple[datetime | None, Step]]:
    limit = (board.newest_at or _OLDEST, board.newest_number)
    for thread in planner_input.unread.get(board.id, ()):
        if (thread.last_post_at or planner_input.now) >= limit[0]:
            for step in planner_input.newest_page(thread, Reason.BACKFILL):
                yield thread.last_post_at, step
    for gap in planner_input.old_gaps.get(board.id, ()):
        if (gap.posted_at, gap.number) > limit and planner_input.can_be_read(gap.thread_id):
            yield gap.posted_at, planner_input.page_before(gap, Reason.BACKFILL)
    for thread in planner_input.first_posts.get(board.id, ()):
        yield thread.last_post_at, planner_input.first_page(thread)
    if board.unlisted_page is not None and _may_list_wanted(board):
        yield board.unlisted_below, Step(Reason.BACKFILL, board_id=board.id, page=board.unlisted_page)


def _may_list_wanted(board: BoardState) -> bool:
    """Whether threads further down a board may be among its newest, by their last or their first post."""
    below = board.unlisted_below
    if below is None or board.backfill == 0:
        return False
    return (
        board.backfill is None
        or not board.enough_threads
        or board.newest_at is None
        or below >= board.newest_at
        or (board.started_at is not None and below >= board.started_at)
    )


def _wanted_of_threads(planner_input: PlannerInput) -> Iterator[tuple[datetime | None, Step]]:
    """What is wanted of the threads that are watched by themselves."""
    for thread_id, wanted in planner_input.single.items():
        thread = planner_input.threads.get(thread_id)
        if thread is None or thread.gone_at is not None or not planner_input.can_be_read(thread_id):
            continue
        if thread.never_read:
            for step in planner_input.newest_page(thread, Reason.BACKFILL):
                yield thread.last_post_at, step
        for gap in planner_input.gaps_of(thread):
            if wanted is None or gap.position - 1 > (thread.total or 0) - wanted:
                yield gap.posted_at, planner_input.page_before(gap, Reason.BACKFILL)
        if thread.first_key is None and not thread.never_read:
            yield None, planner_input.first_page(thread)


def _rereads(planner_input: PlannerInput) -> Iterator[Step]:
    """Boards that were not listed for long, since no count shows another topic; then posts that are due.

    A post that is not on its page may stand next to it: posts before it went, or came.
    """
    progress, now = planner_input.progress, planner_input.now
    covering_others = _covering_others(planner_input)
    for board in planner_input.boards:
        pause = LISTING_PAUSE
        if board.id in covering_others:
            pause = MOVE_PAUSE * max(1, len(covering_others) / MOVE_BOARDS)
        row_counts_posts = (board.row_signature or "")[:1].isdigit()
        if board.own_threads is None and row_counts_posts:
            pause = min(pause, COUNT_PAUSE)
        if board.listed_at is not None and now - board.listed_at >= pause:
            yield Step(Reason.REREAD, board_id=board.id)
    for thread_id, position in planner_input.rereads:
        thread = planner_input.threads[thread_id]
        nearby = (position, position - 1, position + 1)
        pages = [planner_input.page_of(thread, max(near, 1)) for near in nearby]
        if (thread_id, pages[0]) not in progress.unchanged:
            yield from (Step(Reason.REREAD, thread_id=thread_id, page=page) for page in pages)


def _covering_others(planner_input: PlannerInput) -> frozenset[Id]:
    """Boards whose listing shows what moved between them and a board below or above, where no row does.

    Those are the boards whose row covers others below; or else, if they are not watched, those below.
    """
    watched = {board.id for board in planner_input.boards}
    covering = planner_input.progress.covering.items()
    covered = [(board_id, row.id) for board_id, row in covering if row.id != board_id]
    return frozenset(above if above in watched else board_id for board_id, above in covered) & watched
