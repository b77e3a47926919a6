"""Taking a page of a thread: its posts are kept in one transaction with how far the thread is read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property

from feedforum.content import Site
from feedforum.diff import thread_diff as diff
from feedforum.diff.disappearance import Place, missed_thread
from feedforum.diff.edits import NOTHING_COMPARED
from feedforum.diff.planner import PlannerInput, PollProgress, Reason, Step
from feedforum.diff.positions import DEFAULT_POSTS_PER_PAGE
from feedforum.diff.reread_schedule import reread_at
from feedforum.diff.row_signatures import board_signature
from feedforum.poll.answer_policy import MAY_PASS, OF_THE_MOMENT
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.poll_report import ChangedThread, Tally
from feedforum.poll.post_content import texts_of
from feedforum.records import Answer, BoardState, Document, Id, Reading, ThreadPage, ThreadState, WatchList
from feedforum.store import PollRepository

PUT_OFF = timedelta(hours=6)
"""How long a post due for reading again is left alone if it was not found where it was looked for."""

PATIENCE = 3
"""How many pages past a thread's end are walked back one by one, before its pager is taken for a liar."""

HUNT_PAUSE = timedelta(days=1)
"""How often a thread whose posts do not add up is looked through again."""


class ThreadReader:
    """Takes the pages of threads in one poll."""

    def __init__(
        self, poll_repository: PollRepository, tally: Tally, watch: WatchList, poll_at: datetime, site: Site
    ) -> None:
        self._knowledge = poll_repository
        self._tally = tally
        self._watch = watch
        self._poll_at = poll_at
        self._site = site
        self._places: dict[Id, Mapping[str, Place]] = {}
        self._reread: set[Id] = set()
        self._same: set[Id] = set()
        self._broken: list[ThreadState] = []
        self._ends: dict[Id, int] = {}
        self._comparison = NOTHING_COMPARED
        self._past: dict[Id, int] = {}

    def take(
        self, step: Step, asking: PageLoader, view: PlannerInput, progress: PollProgress
    ) -> tuple[Reading[ThreadPage], PollProgress]:
        """Ask for a page of a thread and keep what it says; gives the answer and what is seen by now."""
        thread = view.threads[step.thread_id or 0]
        board = next((board for board in view.boards if board.id == thread.board_id), None)
        size = board.posts_per_page if board else None
        reading, document = asking.thread(thread.id, step.page, size, thread.board_id)
        if asking.page != step.page:
            step = replace(step, page=asking.page, closes=None)
        if reading.page is not None and asking.unchanged(reading.page) and step.reason is Reason.REREAD:
            reading = Reading(Answer.UNCHANGED)
        if step.reason is Reason.REREAD:
            (self._same if reading.answer is Answer.UNCHANGED else self._reread).add(thread.id)
        progress = replace(progress, asked=progress.asked | {(None, thread.id, step.page)})
        if reading.answer is Answer.UNCHANGED:
            progress = replace(progress, unchanged=progress.unchanged | {(thread.id, step.page)})
        if reading.page is None or document is None:
            self._refused(step, thread, reading.answer, in_person=document is not None)
        elif not reading.page.posts:
            self._past_the_end(thread, reading.page)
        else:
            change = self._read(step, thread, reading.page, document, view, progress)
            if change.unsettled:
                asking.forget()
            if change.doubt:
                progress = replace(progress, doubts=(*progress.doubts, change.doubt))
        return reading, progress

    def _refused(self, step: Step, thread: ThreadState, answer: Answer, *, in_person: bool) -> None:
        """Only a page that is there tells of a thread; but none is asked for in vain for ever.

        That there is no such thread the forum's software says in a page of its own (`in_person`). A
        status 404 may be its server's, for all threads alike: it counts where the listing misses the
        thread too, or no listing is watched.
        """
        listed = thread.board_id in self._watch.boards and thread.missing == 0
        if answer is Answer.NOT_FOUND and (in_person or not listed):
            self._knowledge.save_page(missed_thread(thread, self._poll_at), ())
        elif answer in MAY_PASS and step.reason is Reason.NEWS:
            self._broken.append(thread)
        elif answer not in OF_THE_MOMENT and step.reason is not Reason.REREAD:
            self._knowledge.save_page(replace(thread, suspect=False, refused_at=self._poll_at), ())

    def _past_the_end(self, thread: ThreadState, page: ThreadPage) -> None:
        """A page past the last one: the thread has become shorter, or its pager counts what is not there.

        Old boards count a page too many. Where it is a million too many, ever longer steps back end it.
        """
        times = self._past[thread.id] = self._past.get(thread.id, 0) + 1
        back = 2 ** max(0, times - PATIENCE)
        pages = self._ends[thread.id] = max(1, min(page.pages, page.page - back))
        self._knowledge.save_page(replace(thread, pages=pages), ())

    def _read(
        self,
        step: Step,
        thread: ThreadState,
        page: ThreadPage,
        document: Document,
        view: PlannerInput,
        progress: PollProgress,
    ) -> diff.PageChange:
        board = self._board(page, thread, view)
        page = replace(page, pages=self._pages(page, thread, board))
        backwards = board.newest_first if board else None
        ids = [post.id for post in page.posts if post.id is not None]
        change = diff.read_page(
            thread,
            self._knowledge.page_context(
                thread.id,
                ids,
                to_first=_may_show_the_first(page, backwards),
                to_last=_may_show_the_first(page, None if backwards is None else not backwards),
            ),
            page,
            texts_of(page, document.url, self._site),
            diff.BoardHabits(board.posts_per_page, board.newest_first) if board else diff.BoardHabits(),
            now=document.made_at,
            poll_at=self._poll_at,
            watched=None if thread.id in self._watch.threads else frozenset(self._watch.boards),
            seen_before=self._places.get(thread.id, {}),
            closes=step.closes,
            comparison=self._comparison,
            storm_at=self._storm_at,
            ended=thread.id in self._ends,
        )
        self._note_storm(change)
        after = self._marked_by_itself(change.thread, progress)
        self._knowledge.save_page(after, change.posts, _habits(board, change.habits))
        self._count(after, change)
        self._places[thread.id] = change.places
        if not change.open_gaps:
            self._hunt(after, change)
        return change

    @cached_property
    def _storm_at(self) -> datetime | None:
        """When most of the forum's posts were last seen to look different at once; None if never."""
        return self._knowledge.storm_at()

    def _note_storm(self, change: diff.PageChange) -> None:
        self._comparison = change.comparison
        if change.storm_at is not None and change.storm_at != self._storm_at:
            self._knowledge.save_storm(change.storm_at)
            self._storm_at = change.storm_at

    def _pages(self, page: ThreadPage, thread: ThreadState, board: BoardState | None) -> int:
        """How many pages the thread has: its pager may count lost posts, and a print view has no pager.

        As long as nothing tells how long a thread is, a full page of its print view may not be the last.
        """
        pages = page.pages
        if page.printed:
            full = (board.posts_per_page if board else None) or DEFAULT_POSTS_PER_PAGE
            unknown = thread.board_id not in self._watch.boards and len(page.posts) >= full
            pages = max(thread.pages, page.page + unknown)
        return min(pages, max(self._ends.get(thread.id, pages), page.page))

    def _board(self, page: ThreadPage, thread: ThreadState, view: PlannerInput) -> BoardState | None:
        board_id = page.path[-1].id if page.path else thread.board_id
        return next((board for board in view.boards if board.id == board_id), None)

    def _marked_by_itself(self, thread: ThreadState, progress: PollProgress) -> ThreadState:
        """A thread in no watched board is marked by the row that covers its board, which its page told."""
        row = progress.covering.get(thread.board_id or 0)
        if thread.board_id in self._watch.boards or row is None:
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
        self._tally.count(changed, new_posts=change.new_posts, edits=change.edits)
        self._tally.seen += [(thread.board_id, post) for post in change.seen]
        self._tally.undated(thread.board_id, change.undated)

    def give_up(self) -> None:
        """Leave alone for a while what was broken so often that the poll ended: the next begins elsewhere."""
        for thread in self._broken:
            self._knowledge.save_page(replace(thread, refused_at=self._poll_at), ())

    def finish(self) -> None:
        """Put off what was due for reading again, and was not where it was looked for, or is as it was."""
        self._knowledge.reschedule_unchanged(
            self._same, self._poll_at, lambda posted_at: reread_at(posted_at, self._poll_at)
        )
        self._knowledge.postpone_rereads(self._reread, self._poll_at, self._poll_at + PUT_OFF)

    def _hunt(self, thread: ThreadState, change: diff.PageChange) -> None:
        """Where a thread without gaps has fewer or more posts than are known, its newest are read again.

        Posts may have been deleted from its midst, or let through by a moderator, or stand on a page
        that was not to be had; but since counts of old boards may be wrong for ever, that is done once
        a day at most.
        """
        wanted = self._watch.threads.get(thread.id, self._watch.boards.get(thread.board_id or 0, 0))
        total = thread.total or 0
        if thread.newest_checked_at is not None and self._poll_at - thread.newest_checked_at < HUNT_PAUSE:
            return
        if thread.never_read:
            return
        thread = replace(thread, newest_checked_at=self._poll_at)
        if thread.tail_signature != thread.listed_signature:
            self._knowledge.save_page(replace(thread, read_signature=None), ())
        elif thread.first_key is not None and self._knowledge.visible_posts(thread.id) != total:
            since = 1 if wanted is None else max(1, total - wanted + 1)
            self._knowledge.recheck_thread(thread, since, change.places, self._poll_at)


def _habits(board: BoardState | None, habits: diff.BoardHabits) -> BoardState | None:
    if board is None:
        return None
    after = replace(board, posts_per_page=habits.posts_per_page, newest_first=habits.newest_first)
    return after if after != board else None


def _may_show_the_first(page: ThreadPage, backwards: bool | None) -> bool:
    """Whether a page may show the first post of its thread, or, with the order turned round, the last."""
    return (page.page == 1 and not backwards) or (page.page == page.pages and backwards is not False)
