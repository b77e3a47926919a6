"""Reading a page of a thread: its posts are stored in one transaction with how far the thread is read."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, partial

from feedforum.content import ForumSite
from feedforum.diff import thread_diff as diff
from feedforum.diff.deletions import missed_thread, withheld_thread
from feedforum.diff.edits import Comparison
from feedforum.diff.page_identity import page_by_posts, without_copies
from feedforum.diff.page_placement import BoardHabits, PageRead, bounds_of
from feedforum.diff.planner import COUNT_PAUSE
from feedforum.diff.reread_schedule import is_shown, reread_at
from feedforum.diff.row_signatures import board_signature
from feedforum.diff.steps import PlannerInput, PollProgress, Reason, Step
from feedforum.diff.thread_order import PostOrder, board_order
from feedforum.poll.answer_policy import LASTING, TRANSIENT
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import ChangedThread, Tally
from feedforum.poll.post_content import texts_of
from feedforum.poll.thread_pages import ThreadPages
from feedforum.records import (
    Answer,
    BoardState,
    Document,
    Id,
    NewestEntries,
    Reading,
    ThreadOrder,
    ThreadPage,
    ThreadState,
    WatchList,
)
from feedforum.store import PollRepository

PUT_OFF = timedelta(hours=6)
"""How long a post due for reading again is left alone if it was not found where it was looked for."""


@dataclass
class ThreadReader:
    """Reads the pages of threads in the poll that began at `poll_at`; `any_read`: whether one was read."""

    repository: PollRepository
    loader: PageLoader
    tally: Tally
    poll_at: datetime
    watch: WatchList
    site: ForumSite
    any_read: bool = False
    _comparison: Comparison = field(default_factory=Comparison)
    _votes: dict[Id, dict[Id, int]] = field(default_factory=dict)
    _pages: defaultdict[Id, ThreadPages] = field(default_factory=lambda: defaultdict(ThreadPages))
    _newest: dict[tuple[str, Id], NewestEntries] = field(default_factory=dict)
    _reread: set[Id] = field(default_factory=set)
    _unchanged: dict[Id, ThreadState] = field(default_factory=dict)
    _broken: list[ThreadState] = field(default_factory=list)
    _undated: bool = False

    def read(
        self, step: Step, planner_input: PlannerInput, progress: PollProgress
    ) -> tuple[Reading[ThreadPage], PollProgress]:
        """Ask for a page of a thread and store what it says; gives the answer and what is seen by now."""
        loader, thread = self.loader, planner_input.thread_of(step)
        board = planner_input.board(thread.board_id)
        size = board.posts_per_page if board else None
        reading, document = loader.thread(thread.id, step.page, size, thread.board_id)
        thread, reading = self._under_its_id(thread, reading)
        if loader.page != step.page:
            step = replace(step, page=loader.page, closes=None)
        if reading.page is not None and loader.unchanged(reading.page) and step.reason is Reason.REREAD:
            reading = Reading(Answer.UNCHANGED)
        if step.reason is Reason.REREAD:
            if reading.answer is Answer.UNCHANGED:
                self._unchanged[thread.id] = thread
            else:
                self._reread.add(thread.id)
        progress = replace(progress, requested=progress.requested | {(None, thread.id, step.page)})
        if reading.answer is Answer.UNCHANGED:
            progress = replace(progress, unchanged=progress.unchanged | {(thread.id, step.page)})
        if reading.page is None or document is None:
            by_the_forum = document is not None
            if by_the_forum and loader.refuses(reading):
                self.repository.save_page(withheld_thread(thread, self.poll_at), ())
            else:
                self._not_read(step, thread, reading.answer, by_the_forum=by_the_forum)
        elif not reading.page.posts:
            pages = self._pages[thread.id].past_the_end(reading.page)
            # Where not even the first page has a post, no other has: it is left alone for a while.
            refused_at = self.poll_at if step.page == 1 else thread.refused_at
            self.repository.save_page(replace(thread, pages=pages, refused_at=refused_at), ())
        else:
            self.any_read = True
            order = planner_input.is_newest_first(thread) or False
            by_moments = self._post_order.by is not ThreadOrder.ID
            thread, page = self._pages[thread.id].as_shown(
                thread, without_copies(reading.page), step.page, newest_first=order if by_moments else None
            )
            change = self._read(step, thread, page, document, planner_input, progress)
            if change.unsettled:
                loader.forget()
            progress = _with_page(progress, thread.id, page.page, change)
        return reading, progress

    def _under_its_id(
        self, thread: ThreadState, reading: Reading[ThreadPage]
    ) -> tuple[ThreadState, Reading[ThreadPage]]:
        """The thread under the id that its page has since it moved; if that is known, it is there twice.

        One that is watched by itself is called as its owner calls it; the forum leads on from there.
        """
        shown = reading.page.thread_id if reading.page else None
        if shown is None or shown == thread.id or thread.id in self.watch.threads:
            return thread, reading
        if self.repository.threads([shown]):
            return thread, Reading(Answer.NOT_FOUND)
        self.repository.rename_threads({thread.id: shown})
        return replace(thread, id=shown), reading

    def _not_read(self, step: Step, thread: ThreadState, answer: Answer, *, by_the_forum: bool) -> None:
        """Only a page that is there says anything of its thread; but none is asked for in vain for ever.

        That there is no such thread the forum's software says in a page of its own (`by_the_forum`), unless
        that may also be a refusal. A status 404 may be its server's, for all threads alike: it counts
        where the listing misses the thread too, or no listing is watched. What may also be a refusal, and is
        listed no more, is as private as if it were one.
        """
        listed = thread.board_id in self.watch.boards and thread.missing == 0
        certain = by_the_forum and not self.loader.traits.refusals_look_like_not_found
        if answer is Answer.NOT_FOUND and (certain or not listed):
            missed = missed_thread(thread, self.poll_at)
            if by_the_forum and not certain:
                missed = withheld_thread(missed, self.poll_at)
            self.repository.save_page(missed, ())
        elif answer in TRANSIENT and step.reason is Reason.NEWS:
            self._broken.append(thread)
        elif answer in LASTING | TRANSIENT and step.reason is not Reason.REREAD:
            self.repository.save_page(replace(thread, suspect=False, refused_at=self.poll_at), ())

    def _read(
        self,
        step: Step,
        thread: ThreadState,
        page: ThreadPage,
        document: Document,
        planner_input: PlannerInput,
        progress: PollProgress,
    ) -> diff.PageChange:
        board = planner_input.board(page.path[-1].id if page.path else thread.board_id)
        size = board.posts_per_page if board else None
        watched_board = thread.board_id in self.watch.boards
        page = self._pages[thread.id].with_pages(page, thread, size, length_known=watched_board)
        newest_first = board.newest_first if board else None
        if newest_first is None:
            newest_first = progress.newest_first.get(thread.id)
        habits = BoardHabits(size, newest_first, self._post_order)
        texts = texts_of(page, document.url, self.site)
        newest = self._newest_entries(thread)
        read = PageRead(thread, page, texts, document.made_at, self.poll_at, habits, step.closes, newest)
        watched = None if thread.id in self.watch.threads else frozenset(self.watch.boards)
        known = self.repository.page_context(thread.id, bounds_of(read))
        if size is not None:
            number = page_by_posts(page, thread, known, size, newest_first=newest_first or False)
            if number < page.page:
                self._pages[thread.id].ends_before(page.page)
                page = replace(page, page=number, pages=page.page - 1)
                read = replace(read, page=page)
                known = self.repository.page_context(thread.id, bounds_of(read))
        change = diff.read_page(read, known, self._seen_so_far(thread), watched)
        if change.seen.storm_at and change.seen.storm_at != self._storm_at:
            self._storm_at = change.seen.storm_at
            self.repository.save_storm(self._storm_at)
        after = self._listed_by_itself(change.thread, progress)
        self.repository.save_page(after, change.posts, self._with_habits(board, thread, change))
        self._undated |= bool(change.undated)
        if self._undated and change.dated:
            self.repository.place_undated()
            self._undated = False
        self._count(after, change)
        self._pages[thread.id].seen, self._comparison = change.seen, change.seen.comparison
        if not change.open_gaps:
            self._check_count(after, change)
        return change

    def _newest_entries(self, thread: ThreadState) -> NewestEntries:
        """What feeds show first of the thread's board, or of the thread itself; looked up once a poll."""
        place = ("thread", thread.id) if thread.board_id is None else ("board", thread.board_id)
        if place not in self._newest:
            self._newest[place] = self.repository.newest_entries(thread)
        return self._newest[place]

    def _seen_so_far(self, thread: ThreadState) -> diff.SeenInPoll:
        pages = self._pages[thread.id]
        ended = pages.last_page is not None
        return replace(pages.seen, ended=ended, comparison=self._comparison, storm_at=self._storm_at)

    @cached_property
    def _storm_at(self) -> datetime | None:
        """When most of the forum's posts were last seen to look different at once; None if never."""
        return self.repository.storm_at()

    @cached_property
    def _post_order(self) -> PostOrder:
        return PostOrder(self.loader.traits.thread_order, self.loader.traits.clock_shifts)

    def _with_habits(
        self, board: BoardState | None, thread: ThreadState, change: diff.PageChange
    ) -> BoardState | None:
        """The board, if more of its habits is known by now: the order of posts takes several threads."""
        if board is None:
            return None
        votes = self._votes.setdefault(board.id, {})
        votes[thread.id] = votes.get(thread.id, 0) + change.votes
        order = board_order(board.newest_first, votes)
        after = replace(board, posts_per_page=change.posts_per_page, newest_first=order)
        return after if after != board else None

    def _listed_by_itself(self, thread: ThreadState, progress: PollProgress) -> ThreadState:
        """A thread in no watched board has news when the row that covers its board changes."""
        row = progress.covering.get(thread.board_id) if thread.board_id is not None else None
        if thread.board_id in self.watch.boards or row is None:
            return thread
        new, old = board_signature(row), thread.listed_signature
        return replace(
            thread,
            listed_signature=new,
            tail_signature=new if thread.tail_signature == old else thread.tail_signature,
            read_signature=new if thread.read_signature == old else thread.read_signature,
        )

    def _count(self, thread: ThreadState, change: diff.PageChange) -> None:
        changed = ChangedThread(thread.id, thread.board_id)
        self.tally.count(changed, new_posts=change.new_posts, edits=change.edits)
        self.tally.seen += [(thread.board_id, post) for post in change.dated]
        self.tally.counts[thread.board_id]["unread_dates"] += change.undated

    def give_up(self) -> None:
        """Leave alone for a while what was broken so often that the poll ended: the next begins elsewhere."""
        for thread in self._broken:
            self.repository.save_page(replace(thread, refused_at=self.poll_at), ())

    def finish(self) -> None:
        """Put off what was due for reading again, and was not where it was looked for, or is as it was."""
        for thread in self._unchanged.values():
            again_at = partial(self._reread_at, self._newest_entries(thread))
            self.repository.reschedule_unchanged(thread.id, self.poll_at, again_at)
        self.repository.postpone_rereads(self._reread, self.poll_at, self.poll_at + PUT_OFF)

    def _reread_at(self, newest: NewestEntries, posted_at: datetime, first: bool) -> datetime | None:
        return reread_at(posted_at, self.poll_at, shown=is_shown(posted_at, newest, first=first))

    def _check_count(self, thread: ThreadState, change: diff.PageChange) -> None:
        """Where a thread without gaps has fewer or more posts than are known, its newest are read again.

        Posts may have been deleted from its midst, or let through by a moderator, or stand on a page
        that was not to be had; but since counts of old boards may be wrong for ever, that is done once
        a day at most.
        """
        wanted = self.watch.boards.get(thread.board_id, 0) if thread.board_id is not None else 0
        wanted = self.watch.threads.get(thread.id, wanted)
        total = thread.total or 0
        if thread.newest_checked_at is not None and self.poll_at - thread.newest_checked_at < COUNT_PAUSE:
            return
        if thread.never_read:
            return
        thread = replace(thread, newest_checked_at=self.poll_at)
        if thread.tail_signature != thread.listed_signature:
            self.repository.save_page(replace(thread, read_signature=None), ())
        elif thread.first_key is not None and self.repository.visible_posts(thread.id) != total:
            since = 1 if wanted is None else max(1, total - wanted + 1)
            self.repository.recheck_thread(thread, since, change.seen.locations, self.poll_at)


def _with_page(progress: PollProgress, thread_id: Id, page: int, change: diff.PageChange) -> PollProgress:
    """The progress with a page that was read, under the number that it has."""
    joins, order = progress.uncertain_joins, dict(progress.newest_first)
    if change.uncertain_join:
        joins = (*joins, change.uncertain_join)
    if change.newest_first is not None:
        order[thread_id] = change.newest_first
    return replace(
        progress,
        requested=progress.requested | {(None, thread_id, page)},
        uncertain_joins=joins,
        newest_first=order,
        pages_before_gaps={**progress.pages_before_gaps, **change.page_before_gap},
    )
