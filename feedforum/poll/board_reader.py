"""Taking a page of a board: what it says is kept, and how far the board's listing is read is noted."""

from dataclasses import replace
from datetime import datetime

from feedforum.diff import board_diff
from feedforum.diff.disappearance import unlisted_thread
from feedforum.diff.page_identity import hides_its_threads
from feedforum.diff.planner import PlannerInput, PollProgress, Reason, Step
from feedforum.diff.row_signatures import board_signature, same, tells
from feedforum.poll.answer_policy import KEEPS_US_OUT
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import Tally
from feedforum.records import Answer, BoardPage, BoardRow, BoardState, Id, Reading, ThreadState, WatchList
from feedforum.store import PollRepository

WALK_PAGES = 20
"""How many pages of a board are walked for news in one poll; what lies below counts as unlisted then."""


class BoardReader:
    """Takes the pages of boards in one poll."""

    def __init__(
        self,
        poll_repository: PollRepository,
        tally: Tally,
        watch: WatchList,
        poll_at: datetime,
        most_pages: int,
    ) -> None:
        self._knowledge = poll_repository
        self._tally = tally
        self._watch = watch
        self._poll_at = poll_at
        self._most_pages = min(WALK_PAGES, most_pages)
        self._walks: dict[Id, board_diff.Walk] = {}
        self._shown: set[tuple[Id, tuple[Id, ...]]] = set()

    def take(
        self, step: Step, asking: PageLoader, view: PlannerInput, progress: PollProgress
    ) -> tuple[Reading[BoardPage], PollProgress]:
        """Ask for a page of a board and keep what it says; gives the answer and what is seen by now."""
        board = next(board for board in view.boards if board.id == step.board_id)
        reading, document = asking.board(board.id, step.page)
        reading = _proof(reading, progress.rows.get(board.id))
        asked = progress.asked | {(board.id, None, asking.page)}
        progress = replace(progress, asked=asked, listings=progress.listings + 1)
        self._tally.answers[board.id] = (reading.answer, reading.detail)
        if reading.page is None or document is None:
            return reading, self._refused(board, reading, progress)
        self._knowledge.save_board_answer(board.id, Answer.OK, "")
        if asking.page == 1:
            progress = self._meet(board, reading.page, view, progress)
        if step.reason is Reason.BACKFILL:
            self._list_on(board, step, reading.page, document.made_at)
            return reading, progress
        return reading, self._walk_on(board, reading.page, document.made_at, progress)

    def _refused(
        self, board: BoardState, reading: Reading[BoardPage], progress: PollProgress
    ) -> PollProgress:
        """A board that does not let us in is left alone for a while; its other answers are tried again."""
        refusal = (board.refused_at, board.refused_as)
        if reading.answer in KEEPS_US_OUT:
            refusal = (self._poll_at, progress.visitor)
        self._knowledge.save_board_answer(board.id, reading.answer, reading.detail, *refusal)
        return replace(progress, listed=progress.listed | {board.id})

    def _meet(
        self, board: BoardState, page: BoardPage, view: PlannerInput, progress: PollProgress
    ) -> PollProgress:
        """What the page says of the board itself and of the boards below it.

        A board below whose own row tells of nothing new needs no asking, though the index's row
        that covers it changed.
        """
        if board.id not in progress.rows and page.title:
            self._knowledge.save_board_title(board.id, page.title)
        rows = {row.id: row for row in page.boards if not row.external}
        for below in view.boards:
            row, covering = rows.get(below.id), progress.covering.get(below.id)
            if row and covering and below.listed_at and same(below.row_signature, board_signature(row)):
                self._knowledge.save_listing(replace(below, index_signature=board_signature(covering)), ())
        return replace(progress, rows={**progress.rows, **rows})

    def _walk_on(
        self, board: BoardState, page: BoardPage, made_at: datetime, progress: PollProgress
    ) -> PollProgress:
        row = progress.rows.get(board.id)
        change = self._change(board, page, made_at)
        walk = self._walks.get(board.id) or board_diff.Walk(began_at=made_at)
        walk = self._walks[board.id] = board_diff.walked(walk, page, change, row)
        moved = self._moved_away(board, page, walk.ids)
        turns_round = self._shown_before(board, page)
        if change.walk_on and walk.pages < self._most_pages and not turns_round:
            self._knowledge.save_listing(None, (*change.threads, *moved))
            return replace(progress, walking={**progress.walking, board.id: page.page + 1})
        stored = self._knowledge.threads_since(board.id, None if walk.to_the_end else walk.bottom)
        missing = board_diff.missing_threads(stored, walk.ids, walk.bottom, walk.to_the_end, self._poll_at)
        missing = tuple(thread for thread in missing if thread.id not in {gone.id for gone in moved})
        after = board_diff.board_after(
            board,
            walk,
            len(missing) + len(moved),
            progress.covering.get(board.id),
            row,
            cut_off=change.walk_on,
        )
        self._knowledge.save_listing(after, (*change.threads, *moved, *missing))
        return replace(progress, listed=progress.listed | {board.id})

    def _list_on(self, board: BoardState, step: Step, page: BoardPage, made_at: datetime) -> None:
        """A page further down, listed for backfill."""
        change = self._change(board, page, made_at)
        last = page.page >= page.pages or not page.threads or self._shown_before(board, page)
        below = None if last else change.bottom or board.unlisted_below
        after = replace(board, unlisted_below=below, unlisted_page=None if last else step.page + 1)
        self._knowledge.save_listing(after, change.threads)

    def _shown_before(self, board: BoardState, page: BoardPage) -> bool:
        """Whether another page in this poll had the very same threads: the pager leads in a circle."""
        seen = (board.id, tuple(thread.id for thread in page.threads))
        known = seen in self._shown
        self._shown.add(seen)
        return known

    def _change(self, board: BoardState, page: BoardPage, made_at: datetime) -> board_diff.ListingChange:
        known = self._knowledge.threads([row.id for row in page.threads])
        return board_diff.read_listing(board, known, page, made_at)

    def _moved_away(
        self, board: BoardState, page: BoardPage, listed: frozenset[Id]
    ) -> tuple[ThreadState, ...]:
        """Threads that left a mark behind when they were moved: where they are now, their page tells.

        One that came back, and so is `listed` beside its mark, is where it was.
        """
        moved = self._knowledge.threads(
            [row.id for row in page.threads if row.moved and row.id not in listed]
        )
        return tuple(
            unlisted_thread(thread, self._poll_at)
            for thread in moved.values()
            if thread.board_id == board.id and thread.gone_at is None
        )


def _proof(reading: Reading[BoardPage], row: BoardRow | None) -> Reading[BoardPage]:
    """The reading, unless the board shows none of the threads that the index counts: that proves nothing."""
    page = reading.page
    if page is None or row is None or page.page > 1 or page.pages > 1:
        return reading
    if not hides_its_threads(len(page.threads), row.threads, len(row.subboards) + len(page.boards)):
        return reading
    detail = (
        f"This board lists none of the {row.threads} threads that the index counts; see in a browser, "
        "logged out, whether guests may read it."
    )
    return Reading(Answer.NOT_UNDERSTOOD, None, detail, reading.member)


def covered(rows: tuple[BoardRow, ...]) -> PollProgress:
    """What the index's rows tell: of each board its own row, and the row that covers it."""
    covering: dict[Id, BoardRow] = {}
    own: dict[Id, BoardRow] = {}
    for row in rows:
        if row.category or row.external:
            continue
        own[row.id] = row
        for board_id in (row.id, *(board.id for board in row.subboards)) if tells(row) else ():
            covering[board_id] = row if board_id == row.id else covering.get(board_id, row)
    return PollProgress(covering=covering, rows=own)
