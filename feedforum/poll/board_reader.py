"""Reading a page of a board: what it says is stored, with how far the board's listing is read."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from feedforum.diff import board_diff
from feedforum.diff.deletions import MISSES_UNTIL_GONE, withheld_thread
from feedforum.diff.moved_threads import ids_before_moves, missing_threads, renumbered
from feedforum.diff.page_identity import hides_its_threads, number_of
from feedforum.diff.row_signatures import board_signature, same
from feedforum.diff.steps import PlannerInput, PollProgress, Reason, Step
from feedforum.poll.answer_policy import LASTING
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import Tally
from feedforum.records import Answer, BoardPage, BoardRow, BoardState, Id, Reading, ThreadState
from feedforum.store import PollRepository
from feedforum.translations import detail_text

LISTING_PAGES = 20
"""How many pages of a board are read for news in one poll; what lies below counts as unlisted then."""


@dataclass
class BoardReader:
    """Reads the pages of boards in the poll that began at `poll_at`, for news `most_pages` of each."""

    repository: PollRepository
    loader: PageLoader
    tally: Tally
    poll_at: datetime
    most_pages: int
    _listings: dict[Id, board_diff.ListingProgress] = field(default_factory=dict)
    _pages: dict[Id, dict[int, BoardPage]] = field(default_factory=dict)

    def read(
        self, step: Step, planner_input: PlannerInput, progress: PollProgress
    ) -> tuple[Reading[BoardPage], PollProgress]:
        """Ask for a page of a board and store what it says; gives the answer and what is seen by now.

        Raises KeyError for a board that is not watched.
        """
        board = planner_input.board(step.board_id)
        if board is None:
            raise KeyError(step.board_id)
        reading, document = self.loader.board(board.id, step.page)
        step = replace(step, page=self.loader.page)
        reading = _unless_threads_are_hidden(reading, progress.rows.get(board.id))
        requested = progress.requested | {(board.id, None, step.page)}
        progress = replace(progress, requested=requested, listing_pages=progress.listing_pages + 1)
        self.tally.answers[board.id] = (reading.answer, reading.detail)
        if reading.page is None or document is None:
            if document is not None and self.loader.refuses(reading, board.id):
                self._withhold(board)
            self._save_refusal(board, reading, progress.account)
            return reading, replace(progress, listed=progress.listed | {board.id})
        if board.refused_at is not None:
            # A board that refused us and does no more shows all its threads again.
            withheld = self.repository.withheld_threads(board.id, MISSES_UNTIL_GONE)
            self.repository.save_listing(
                None, [replace(each, gone_at=None, refused_at=None) for each in withheld]
            )
        self.repository.save_board_answer(board.id, Answer.OK, "")
        page, shown_before = self._as_shown(board, step, reading.page)
        if step.page == 1:
            progress = self._board_itself(board, page, planner_input, progress)
        if step.reason is Reason.BACKFILL:
            self._list_on(board, step, page, document.made_at, shown_before=shown_before)
            return reading, progress
        return reading, self._list(board, page, document.made_at, progress, shown_before=shown_before)

    def look_for_refusal(self, board: BoardState, account: str) -> Reading[BoardPage]:
        """Ask for a board that no index leads to; if it is refused, that is stored, and nothing else."""
        reading, document = self.loader.board(board.id, 1)
        if document is not None and self.loader.refuses(reading, board.id):
            self._withhold(board)
            self._save_refusal(board, reading, account)
        return reading

    def _save_refusal(self, board: BoardState, reading: Reading[BoardPage], account: str) -> None:
        """A board that does not let us in is left alone for a while; its other answers are tried again."""
        refusal = (board.refused_at, board.refused_as)
        if reading.answer in LASTING:
            refusal = (self.poll_at, account)
        self.repository.save_board_answer(board.id, reading.answer, reading.detail, *refusal)

    def _withhold(self, board: BoardState) -> None:
        """What a board shows no more is private from now on; it is asked again, whatever its row says."""
        threads = self.repository.threads_since(board.id, None)
        self.repository.save_listing(
            replace(board, index_signature=None, row_signature=None),
            [withheld_thread(thread, self.poll_at, by_its_board=True) for thread in threads],
        )

    def _as_shown(self, board: BoardState, step: Step, page: BoardPage) -> tuple[BoardPage, bool]:
        """The page under its own number, and whether another one was shown in place of what is not there.

        Past the end some software shows its first page or its last page again; then the listing has ended.
        """
        earlier = self._pages.setdefault(board.id, {})
        number = number_of(page, step.page, earlier)
        earlier[number] = page
        return replace(page, page=number, pages=max(number, page.pages)), number < step.page

    def _board_itself(
        self, board: BoardState, page: BoardPage, planner_input: PlannerInput, progress: PollProgress
    ) -> PollProgress:
        """What the page says of the board itself and of the boards below it.

        A board below whose own row shows nothing new needs no asking, though the index's row
        that covers it changed.
        """
        if board.id not in progress.rows and page.title:
            self.repository.save_board_title(board.id, page.title)
        rows = {row.id: row for row in page.boards if not row.external}
        for below in planner_input.boards:
            row, covering = rows.get(below.id), progress.covering.get(below.id)
            if row and covering and below.listed_at and same(below.row_signature, board_signature(row)):
                self.repository.save_listing(replace(below, index_signature=board_signature(covering)), ())
        return replace(progress, rows={**progress.rows, **rows})

    def _list(
        self,
        board: BoardState,
        page: BoardPage,
        made_at: datetime,
        progress: PollProgress,
        *,
        shown_before: bool,
    ) -> PollProgress:
        """A page of the part of a listing that may have news: store its threads, and read on or conclude."""
        row = progress.rows.get(board.id)
        listing = self._listings.get(board.id) or board_diff.ListingProgress(began_at=made_at)
        change = self._change(board, page, made_at, listing.ids)
        if shown_before:
            listing = replace(listing, to_the_end=True)
        else:
            with_subboards = self.loader.traits.counts_include_subboards
            counts = board_diff.own_counts(row, page.boards, with_subboards=with_subboards)
            listing = listing.with_page(page, change, counts)
        self._listings[board.id] = listing
        if change.read_on and listing.pages < min(LISTING_PAGES, self.most_pages) and not shown_before:
            self.repository.save_listing(None, change.threads)
            return replace(progress, next_pages={**progress.next_pages, board.id: page.page + 1})
        missing = self._missing(board, listing)
        after = board_diff.board_after(
            board,
            listing,
            len(missing),
            progress.covering.get(board.id),
            row,
            cut_off=change.read_on and not shown_before,
        )
        self.repository.save_listing(after, (*change.threads, *missing))
        return replace(progress, listed=progress.listed | {board.id})

    def _list_on(
        self, board: BoardState, step: Step, page: BoardPage, made_at: datetime, *, shown_before: bool
    ) -> None:
        """A page further down, listed for backfill."""
        change = self._change(board, page, made_at)
        last = page.page >= page.pages or not page.threads or shown_before
        below = None if last else change.bottom or board.unlisted_below
        after = replace(board, unlisted_below=below, unlisted_page=None if last else step.page + 1)
        self.repository.save_listing(after, change.threads)

    def _change(
        self, board: BoardState, page: BoardPage, made_at: datetime, listed: frozenset[Id] = frozenset()
    ) -> board_diff.ListingChange:
        """What a page changes after those that `listed` these threads; it gives moved ones their new ids."""
        ids = {row.id for row in page.threads}
        known = self.repository.threads(ids)
        if self.loader.traits.moves_change_ids and ids - known.keys():
            earlier = self.repository.threads(ids_before_moves(ids - known.keys()))
            listed |= {row.id for row in page.threads if not row.moved}
            self.repository.rename_threads(renumbered(page.threads, known | earlier, listed))
            known = self.repository.threads(ids)
        return board_diff.read_listing(board, known, page, made_at)

    def _missing(self, board: BoardState, listing: board_diff.ListingProgress) -> tuple[ThreadState, ...]:
        """Threads that a listing lacks, or that left a marker behind when they moved, wherever they stood.

        One that came back, and so is listed beside its marker, is where it was. A marker with an id of its
        own does not name the thread.
        """
        own_ids = self.loader.traits.moved_markers_have_own_id
        moved = frozenset() if own_ids else listing.moved - listing.ids
        stored = self.repository.threads_since(board.id, None if listing.to_the_end else listing.bottom)
        others = self.repository.threads(moved - {thread.id for thread in stored}).values()
        of_board = (*stored, *(thread for thread in others if thread.board_id == board.id))
        return missing_threads(of_board, listing, moved, self.poll_at)


def _unless_threads_are_hidden(reading: Reading[BoardPage], row: BoardRow | None) -> Reading[BoardPage]:
    """The reading, unless the board shows none of the threads that the index counts: that proves nothing."""
    page = reading.page
    if page is None or row is None or page.page > 1 or page.pages > 1:
        return reading
    if not hides_its_threads(len(page.threads), row.threads, len(row.subboards) + len(page.boards)):
        return reading
    detail = detail_text("threads_hidden", count=row.threads)
    return Reading(Answer.NOT_UNDERSTOOD, None, detail, reading.member)
