"""From the store to the view that the next step is decided from: first what is urgent, then what is left."""

from dataclasses import replace

from feedforum.diff.gaps import FEW
from feedforum.diff.steps import LISTING_PAUSE, Sights, Step, View, next_step
from feedforum.records import Backfill, BoardState, ThreadState
from feedforum.store import Outlook

AT_A_TIME = 20


def step_after(outlook: Outlook, sights: Sights, *, reread: bool) -> tuple[Step | None, View]:
    """The next step, and the view that it was decided from.

    Backfill and re-reading are looked for only where nothing urgent is left, since that costs more.
    """
    with outlook.at_once() as now:
        boards = now.boards()
        urgent = _urgent(now, boards, sights)
        step = next_step(urgent)
        if step is not None:
            return step, urgent
        later = _later(now, now.backfill(boards), urgent, reread=reread)
    return next_step(later), later


def _urgent(outlook: Outlook, boards: tuple[BoardState, ...], sights: Sights) -> View:
    limit = AT_A_TIME + len(sights.asked)
    news = outlook.news(limit)
    suspects = [*outlook.suspects(limit), *outlook.lost(outlook.now - LISTING_PAUSE)]
    return View(
        boards=boards,
        sights=sights,
        now=outlook.now,
        threads={thread.id: thread for thread in (*suspects, *news)},
        thread_gaps=outlook.gaps([thread.id for thread in news]) if news else {},
        news=[thread.id for thread in news],
        suspects=[thread.id for thread in suspects],
        posts_per_page=_posts_per_page(boards),
        newest_first=_newest_first(boards),
        whole=False,
    )


def _later(outlook: Outlook, backfill: Backfill, urgent: View, *, reread: bool) -> View:
    sights = urgent.sights
    limit = AT_A_TIME + len(sights.asked)
    boards = backfill.boards
    unread = {board.id: outlook.unread(board, limit) for board in boards if board.id in backfill.unread}
    firsts = {board.id: outlook.first_wanted(board) for board in boards if board.id in backfill.firsts}
    old_gaps = {board.id: outlook.old_gaps(board, limit) for board in boards if board.id in backfill.gaps}
    rereads = outlook.rereads(limit) if reread and sights.rereads else []
    single = outlook.single()
    slipped = [
        (doubt.thread_id, doubt.position)
        for doubt in sights.doubts
        if 0 < outlook.unknown_numbers(doubt.after, doubt.before) <= FEW
    ]
    found = {thread.id: thread for group in (*unread.values(), *firsts.values()) for thread in group}
    threads = {**urgent.threads, **found}
    by_gap = {gap.thread_id for gaps in old_gaps.values() for gap in gaps}
    looked_at = {thread_id for thread_id, _ in (*rereads, *slipped)}
    others = (by_gap | looked_at | set(single)) - set(threads)
    return replace(
        urgent,
        boards=boards,
        threads={**threads, **outlook.threads(others)},
        thread_gaps={**urgent.thread_gaps, **(outlook.gaps(single) if single else {})},
        slipped=slipped,
        unread=_ids(unread),
        old_gaps=old_gaps,
        first_wanted=_ids(firsts),
        single=single,
        rereads=rereads,
        whole=True,
    )


def _ids(threads: dict[int, list[ThreadState]]) -> dict[int, list[int]]:
    return {board_id: [thread.id for thread in group] for board_id, group in threads.items()}


def _posts_per_page(boards: tuple[BoardState, ...]) -> dict[int, int]:
    return {board.id: board.posts_per_page for board in boards if board.posts_per_page}


def _newest_first(boards: tuple[BoardState, ...]) -> dict[int, bool]:
    return {board.id: board.newest_first for board in boards if board.newest_first is not None}
