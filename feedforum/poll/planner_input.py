"""What the next step is decided from, as the store has it: first what is urgent, then what is left."""

from dataclasses import replace

from feedforum.diff.deletions import MISSES_UNTIL_GONE
from feedforum.diff.gaps import FEW
from feedforum.diff.planner import COUNT_PAUSE, LISTING_PAUSE, next_step
from feedforum.diff.reread_schedule import LAST_AGE, most_worth_first
from feedforum.diff.steps import PlannerInput, PollProgress, Step
from feedforum.records import Backfill, BoardState
from feedforum.store import Candidates

AT_A_TIME = 20


def step_after(
    candidates: Candidates, progress: PollProgress, *, reread: bool
) -> tuple[Step | None, PlannerInput]:
    """The next step, and what it was decided from.

    Backfill and re-reading are looked for only where nothing urgent is left, since that costs more.
    """
    with candidates.in_one_transaction() as now:
        boards = now.boards()
        urgent = _urgent(now, boards, progress)
        step = next_step(urgent)
        if step is not None:
            return step, urgent
        later = _later(now, now.backfill(boards), urgent, reread=reread)
    return next_step(later), later


def _urgent(candidates: Candidates, boards: tuple[BoardState, ...], progress: PollProgress) -> PlannerInput:
    limit = AT_A_TIME + len(progress.requested)
    now = candidates.now
    news = candidates.news(limit, MISSES_UNTIL_GONE)
    suspects = candidates.suspects(limit, now - COUNT_PAUSE, now - LAST_AGE)
    suspects += candidates.lost(now - LISTING_PAUSE)
    return PlannerInput(
        boards=boards,
        progress=progress,
        now=now,
        threads={thread.id: thread for thread in (*suspects, *news)},
        thread_gaps=candidates.gaps([thread.id for thread in news]) if news else {},
        news=news,
        suspects=suspects,
        complete=False,
    )


def _later(candidates: Candidates, backfill: Backfill, urgent: PlannerInput, *, reread: bool) -> PlannerInput:
    progress = urgent.progress
    limit = AT_A_TIME + len(progress.requested)
    boards = backfill.boards
    unread = {board.id: candidates.unread(board, limit) for board in boards if board.id in backfill.unread}
    firsts = {board.id: candidates.first_wanted(board) for board in boards if board.id in backfill.firsts}
    old_gaps = {board.id: candidates.old_gaps(board, limit) for board in boards if board.id in backfill.gaps}
    due = candidates.rereads(limit) if reread and progress.may_reread else []
    rereads = [(post.thread_id, post.position) for post in most_worth_first(due, candidates.now)]
    single = candidates.watch.threads
    slipped = [
        (join.thread_id, join.position)
        for join in progress.uncertain_joins
        if 0 < candidates.unknown_numbers(join.after, join.before) <= FEW
    ]
    found = {thread.id: thread for group in (*unread.values(), *firsts.values()) for thread in group}
    threads = {**urgent.threads, **found}
    by_gap = {gap.thread_id for gaps in old_gaps.values() for gap in gaps}
    looked_at = {thread_id for thread_id, _ in (*rereads, *slipped)}
    others = (by_gap | looked_at | set(single)) - set(threads)
    return replace(
        urgent,
        boards=boards,
        threads={**threads, **candidates.threads(others)},
        thread_gaps={**urgent.thread_gaps, **(candidates.gaps(single) if single else {})},
        slipped=slipped,
        unread=unread,
        old_gaps=old_gaps,
        first_posts=firsts,
        single=single,
        rereads=rereads,
        complete=True,
    )
