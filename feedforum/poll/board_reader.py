"""Reading a page of a board: what it says is stored, with how far the board's listing is read."""

from dataclasses import replace
from datetime import datetime

from feedforum.diff import board_diff
from feedforum.diff.disappearance import (
    MISSES_UNTIL_GONE,
    ids_before_moves,
    renumbered,
    unlisted_thread,
    withheld_thread,
)
from feedforum.diff.page_identity import hides_its_threads, number_of
from feedforum.diff.row_signatures import board_signature, same, says_something
from feedforum.diff.steps import PlannerInput, PollProgress, Reason, Step
from feedforum.poll.answer_policy import KEEPS_US_OUT
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import Tally
from feedforum.records import (
    Answer,
    BoardPage,
    BoardRow,
    BoardState,
    Id,
    Reading,
    ThreadState,
    Traits,
    WatchList,
)
from feedforum.store import PollRepository

LISTING_PAGES = 20
"""How many pages of a board are read for news in one poll; what lies below counts as unlisted then."""


class BoardReader:
    """Reads the pages of boards in one poll."""

    def __init__(
        self,
        repository: PollRepository,
        tally: Tally,
        watch: WatchList,
        poll_at: datetime,
        most_pages: int,
        traits: Traits,
    ) -> None:
        self._repository = repository
        self._tally = tally
        self._watch = watch
        self._poll_at = poll_at
        self._most_pages = min(LISTING_PAGES, most_pages)
        self._traits = traits
        self._listings: dict[Id, board_diff.ListingProgress] = {}
        self._pages: dict[Id, dict[int, BoardPage]] = {}

    def read(
        self, step: Step, loader: PageLoader, planner_input: PlannerInput, progress: PollProgress
    ) -> tuple[Reading[BoardPage], PollProgress]:
        """Ask for a page of a board and store what it says; gives the answer and what is seen by now."""
        board = next(board for board in planner_input.boards if board.id == step.board_id)
        reading, document = loader.board(board.id, step.page)
        step = replace(step, page=loader.page)
        reading = _unless_threads_are_hidden(reading, progress.rows.get(board.id))
        requested = progress.requested | {(board.id, None, step.page)}
        progress = replace(progress, requested=requested, listing_pages=progress.listing_pages + 1)
        self._tally.answers[board.id] = (reading.answer, reading.detail)
        if reading.page is None or document is None:
            if document is not None and loader.refuses(reading, board.id):
                self._withhold(board)
            return reading, self._refused(board, reading, progress)
        if board.refused_at is not None:
            self._show_again(board)
        self._repository.save_board_answer(board.id, Answer.OK, "")
        page, shown_before = self._as_shown(board, step, reading.page)
        if step.page == 1:
            progress = self._board_itself(board, page, planner_input, progress)
        if step.reason is Reason.BACKFILL:
            self._list_on(board, step, page, document.made_at, shown_before=shown_before)
            return reading, progress
        return reading, self._list(board, page, document.made_at, progress, shown_before=shown_before)

    def _refused(
        self, board: BoardState, reading: Reading[BoardPage], progress: PollProgress
    ) -> PollProgress:
        """A board that does not let us in is left alone for a while; its other answers are tried again."""
        refusal = (board.refused_at, board.refused_as)
        if reading.answer in KEEPS_US_OUT:
            refusal = (self._poll_at, progress.visitor)
        self._repository.save_board_answer(board.id, reading.answer, reading.detail, *refusal)
        return replace(progress, listed=progress.listed | {board.id})

    def _withhold(self, board: BoardState) -> None:
        """What a board shows no more is private from now on; it is asked again, whatever its row says."""
        threads = self._repository.threads_since(board.id, None)
        self._repository.save_listing(
            replace(board, index_signature=None, row_signature=None),
            [withheld_thread(thread, self._poll_at, by_its_board=True) for thread in threads],
        )

    def _show_again(self, board: BoardState) -> None:
        """A board that refused us and does no more shows all its threads again."""
        threads = self._repository.withheld_threads(board.id, MISSES_UNTIL_GONE)
        self._repository.save_listing(
            None, [replace(thread, gone_at=None, refused_at=None) for thread in threads]
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
            self._repository.save_board_title(board.id, page.title)
        rows = {row.id: row for row in page.boards if not row.external}
        for below in planner_input.boards:
            row, covering = rows.get(below.id), progress.covering.get(below.id)
            if row and covering and below.listed_at and same(below.row_signature, board_signature(row)):
                self._repository.save_listing(replace(below, index_signature=board_signature(covering)), ())
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
            with_subboards = self._traits.counts_include_subboards
            counts = board_diff.own_counts(row, page.boards, with_subboards=with_subboards)
            listing = listing.with_page(page, change, counts)
        self._listings[board.id] = listing
        moved = self._moved_away(board, page, listing.ids)
        if change.read_on and listing.pages < self._most_pages and not shown_before:
            self._repository.save_listing(None, (*change.threads, *moved))
            return replace(progress, next_pages={**progress.next_pages, board.id: page.page + 1})
        bottom = None if listing.to_the_end else listing.bottom
        missing = board_diff.missing_threads(
            self._repository.threads_since(board.id, bottom),
            listing.ids | {thread.id for thread in moved},
            listing.bottom,
            listing.to_the_end,
            self._poll_at,
        )
        after = board_diff.board_after(
            board,
            listing,
            len(missing) + len(moved),
            progress.covering.get(board.id),
            row,
            cut_off=change.read_on and not shown_before,
        )
        self._repository.save_listing(after, (*change.threads, *moved, *missing))
        return replace(progress, listed=progress.listed | {board.id})

    def _list_on(
        self, board: BoardState, step: Step, page: BoardPage, made_at: datetime, *, shown_before: bool
    ) -> None:
        """A page further down, listed for backfill."""
        change = self._change(board, page, made_at)
        last = page.page >= page.pages or not page.threads or shown_before
        below = None if last else change.bottom or board.unlisted_below
        after = replace(board, unlisted_below=below, unlisted_page=None if last else step.page + 1)
        self._repository.save_listing(after, change.threads)

    def _change(
        self, board: BoardState, page: BoardPage, made_at: datetime, listed: frozenset[Id] = frozenset()
    ) -> board_diff.ListingChange:
        """What a page changes after those that `listed` these threads; it gives moved ones their new ids."""
        ids = {row.id for row in page.threads}
        known = self._repository.threads(ids)
        if self._traits.moves_change_ids and ids - known.keys():
            earlier = self._repository.threads(ids_before_moves(ids - known.keys()))
            listed |= {row.id for row in page.threads if not row.moved}
            self._repository.rename_threads(renumbered(page.threads, known | earlier, listed))
            known = self._repository.threads(ids)
        return board_diff.read_listing(board, known, page, made_at)

    def _moved_away(
        self, board: BoardState, page: BoardPage, listed: frozenset[Id]
    ) -> tuple[ThreadState, ...]:
        """Threads that left a marker behind when they were moved: where they are now, their page says.

        One that came back, and so is `listed` beside its marker, is where it was. A marker with an id of its
        own does not name the thread.
        """
        if self._traits.moved_markers_have_own_id:
            return ()
        moved = self._repository.threads(
            [row.id for row in page.threads if row.moved and row.id not in listed]
        )
        return tuple(
            unlisted_thread(thread, self._poll_at)
            for thread in moved.values()
            if thread.board_id == board.id and thread.gone_at is None
        )


def _unless_threads_are_hidden(reading: Reading[BoardPage], row: BoardRow | None) -> Reading[BoardPage]:
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


def progress_from_index(rows: tuple[BoardRow, ...], traits: Traits) -> PollProgress:
    """What the index's rows say: of each board its own row, and the row that covers it.

    A row covers the boards below its own only where its counts include them.
    """
    covering: dict[Id, BoardRow] = {}
    own: dict[Id, BoardRow] = {}
    for row in rows:
        if row.category or row.external:
            continue
        own[row.id] = row
        if not says_something(row):
            continue
        covering[row.id] = row
        for board in row.subboards if traits.counts_include_subboards else ():
            covering.setdefault(board.id, row)
    return PollProgress(covering=covering, rows=own)
