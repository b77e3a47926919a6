"""What would put older posts into a feed that is not full: the newest of them first."""

from collections.abc import Iterator
from datetime import UTC, datetime

from feedforum.diff import gaps
from feedforum.diff.steps import PlannerInput, Reason, Step
from feedforum.records import BoardState

_OLDEST = datetime.min.replace(tzinfo=UTC)


def backfill(planner_input: PlannerInput) -> Iterator[Step]:
    """The steps that lead to older posts that are wanted, in the order of their moments over all boards."""
    wanted: list[tuple[datetime, Step]] = []
    for board in planner_input.boards:
        wanted.extend(_of_board(planner_input, board))
    wanted.extend(_of_single_threads(planner_input))
    for _, step in sorted(wanted, key=lambda item: item[0], reverse=True):
        yield step


def _of_board(planner_input: PlannerInput, board: BoardState) -> Iterator[tuple[datetime, Step]]:
    limit = (board.newest_at or _OLDEST, board.newest_number)
    for thread_id in planner_input.unread.get(board.id, ()):
        thread = planner_input.threads[thread_id]
        if (thread.last_post_at or planner_input.now) >= limit[0]:
            for step in planner_input.newest_page(thread, Reason.BACKFILL):
                yield thread.last_post_at or _OLDEST, step
    for gap in planner_input.old_gaps.get(board.id, ()):
        if (gap.posted_at, gap.number) > limit and planner_input.can_be_read(gap.thread_id):
            yield gap.posted_at, planner_input.page_before(gap, Reason.BACKFILL)
    for thread_id in planner_input.first_posts.get(board.id, ()):
        thread = planner_input.threads[thread_id]
        yield thread.last_post_at or _OLDEST, planner_input.first_page(thread)
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


def _of_single_threads(planner_input: PlannerInput) -> Iterator[tuple[datetime, Step]]:
    for thread_id, wanted in planner_input.single.items():
        thread = planner_input.threads.get(thread_id)
        if thread is None or thread.gone_at is not None or not planner_input.can_be_read(thread_id):
            continue
        if thread.never_read:
            for step in planner_input.newest_page(thread, Reason.BACKFILL):
                yield thread.last_post_at or _OLDEST, step
        for gap in gaps.newest_first(planner_input.thread_gaps.get(thread_id, ())):
            if wanted is None or gap.position - 1 > (thread.total or 0) - wanted:
                yield gap.posted_at, planner_input.page_before(gap, Reason.BACKFILL)
        if thread.first_key is None and not thread.never_read:
            yield _OLDEST, planner_input.first_page(thread)
