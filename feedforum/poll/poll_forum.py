"""A poll: a loop over the steps that `diff` names, within a budget of pages."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.content import ForumSite
from feedforum.diff.reread_schedule import counted, may_reread
from feedforum.diff.steps import PollProgress, Reason, Step
from feedforum.engines.kit.engine import Engine
from feedforum.fetch import ForumClient
from feedforum.poll.answer_policy import CONDITIONAL, ENDS_POLL, FAILURES, MOST_FAILURES, SHOWS_NO_BOARDS
from feedforum.poll.board_reader import BoardReader
from feedforum.poll.guest_access import ask_as_guest, check_due
from feedforum.poll.index_reader import IndexReader, known_titles
from feedforum.poll.login import LoginBlock
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.planner_input import step_after
from feedforum.poll.poll_report import BoardReport, ChangedThread, PageReport, Report, Tally
from feedforum.poll.thread_reader import ThreadReader
from feedforum.poll.watch_list import (
    boards_proven_unchanged,
    note_single_threads,
    progress_from_index,
    rows_of_watched,
    titles_on_index,
    watch_of,
)
from feedforum.records import Answer, BoardPage, FeedItem, Id, IndexPage, Reading, RequestBudget
from feedforum.store import Candidates, Store
from feedforum.translations import detail_text


@dataclass(eq=False)
class Poll:
    """A poll of `forum`. `seen` is called with what came of each page, for whoever looks on.

    `login_block` is what forbids a login, and `logged_in` is called after each login that was sent, with
    whether it was refused.
    """

    forum: ForumSettings
    store: Store
    client: ForumClient
    clock: Clock
    _: KW_ONLY
    login_block: LoginBlock = LoginBlock.NONE
    logged_in: Callable[[bool], None] = lambda refused: None
    seen: Callable[[PageReport], None] = lambda page: None
    _tally: Tally = field(default_factory=Tally)
    _request_budget: RequestBudget = field(default_factory=RequestBudget)
    _may_ask_conditionally: bool = True
    _detail: str = ""

    def __post_init__(self) -> None:
        self._repository = self.store.poll_repository(self.forum.key)
        self._reported = self._counts_before = self.client.counts

    def run(self) -> Report:
        """Poll the forum once. Raises `StoreError`; whatever the forum answers is in the report.

        Later polls may ask whether a page has changed only if all that it said was dealt with.
        """
        if self.forum.cookies or self.forum.username:
            # That a page has not changed would not say whether we are logged in still.
            self.client.forget_pages()
        sound = False
        try:
            report = self._poll_once()
            sound = self._may_ask_conditionally and not report.more
        finally:
            if not sound:
                self.client.forget_pages()
        return report

    def _poll_once(self) -> Report:
        index = IndexReader(self.forum, self.store, self.client, self._loader, self._report_page).read()
        self._detail, self._request_budget = index.upgrade, index.request_budget
        if index.loader is None or not index.leads_on:
            if index.loader is not None and index.reading.answer in SHOWS_NO_BOARDS:
                self._look_for_refusals(index.loader, index.poll_at)
            return self._report(index.reading, index.url, (), index.loader)
        return self._read_forum(index.loader, index.reading.page, index.poll_at)

    def _loader(self, engine: Engine, known_base: str) -> PageLoader:
        return PageLoader(
            self.forum,
            self.client,
            engine,
            known_base if known_base.startswith(self.forum.url) else "",
            login_block=self.login_block,
            refused=self.store.refused_passwords,
            logged_in=self.logged_in,
        )

    def _report_page(self, requested: Step | str, reading: Reading[Any], url: str) -> int:
        """Report what came of a page; gives how many requests that took."""
        counts_before, self._reported = self._reported, self.client.counts
        counts = self._reported.since(counts_before)
        self.seen(PageReport(str(requested), reading.answer, reading.detail, url, counts))
        self._may_ask_conditionally = self._may_ask_conditionally and reading.answer in CONDITIONAL
        return counts.requests

    def _read_forum(self, loader: PageLoader, page: IndexPage | None, poll_at: datetime) -> Report:
        """From the index on, step by step; None is an index that has not changed since it was asked for."""
        progress = progress_from_index(page.boards if page else (), loader.traits)
        titles = titles_on_index(page) if page else known_titles(self.store, self.forum.key)
        watch = watch_of(self.forum, tuple(titles))
        candidates = self.store.candidates(self.forum.key, watch, poll_at)
        if page is None:
            listed = frozenset(board.id for board in candidates.boards() if board.index_signature)
            progress = PollProgress(listed=listed)
        else:
            self._repository.save_boards(rows_of_watched(watch, progress, titles), poll_at)
            list_board = partial(self._list_board, loader)
            native_feed = partial(self._native_feed, loader)
            note_single_threads(self._repository, watch, progress, poll_at, list_board, native_feed)
            # What is watched by mistake: categories hold no threads.
            categories = frozenset(row.id for row in page.boards if row.category and row.id in watch.boards)
            for board_id in categories:
                self._tally.answers[board_id] = (Answer.EMPTY, detail_text("category"))
            progress = replace(progress, listed=categories, account=loader.login.account)
            without = boards_proven_unchanged(self._repository, candidates, watch, progress, native_feed)
            progress = replace(progress, listed=categories | without)
        self._repository.clear_refusals(
            filter(loader.passwords.may_open, watch.boards), Answer.PASSWORD_WANTED
        )
        half = max(1, self.forum.pages_per_poll // 2)
        site = ForumSite(self.forum.url, loader.traits.markup, self.forum.colours)
        boards = BoardReader(self._repository, loader, self._tally, poll_at, half)
        threads = ThreadReader(self._repository, loader, self._tally, poll_at, watch, site)
        request_budget, requests_before = self._request_budget, self.client.counts.requests
        try:
            progress = replace(progress, listings_first=half)
            outcome, more = self._steps(candidates, progress, boards, threads)
        finally:
            if self._request_budget != request_budget:
                self._repository.save_request_budget(self._request_budget)
        read = self.client.counts.requests > requests_before
        if page is not None and outcome.answer is Answer.OK:
            self._check_as_guest(loader, page)
        for (thread_id, home), gone in self._repository.gone_since(poll_at).items() if read else ():
            self._tally.count(ChangedThread(thread_id, home), deletions=gone)
        titles, refusals = self._repository.titles_and_refusals()
        shown = {board_id: titles.get(board_id, "") for board_id in watch.boards}
        reports = self._tally.boards(shown, refusals)
        answers = {board.answer for board in reports}
        if outcome.answer is Answer.OK and answers == {Answer.NOT_UNDERSTOOD} and not threads.any_read:
            # One of several boards may be odd, and its own answer says so; of all it is the poll's.
            outcome = Reading(Answer.NOT_UNDERSTOOD, None, reports[0].detail)
        return self._report(outcome, loader.url, reports, loader, more=more)

    def _look_for_refusals(self, loader: PageLoader, poll_at: datetime) -> None:
        """Ask boards, where the index shows none: a forum that is for members from now on refuses them all.

        What one refuses is private at once. The first that is not refused ends this, and whatever it says
        changes nothing: what has news only the index tells.
        """
        watch = watch_of(self.forum, tuple(known_titles(self.store, self.forum.key)))
        boards = self.store.candidates(self.forum.key, watch, poll_at).boards()
        reader = BoardReader(self._repository, loader, self._tally, poll_at, most_pages=0)
        for board in boards:
            if board.listed_at is None or board.refused_at is not None:
                continue
            step = Step(Reason.LISTING, board_id=board.id)
            reading = reader.look_for_refusal(board, loader.login.account)
            self._report_page(step, reading, loader.url)
            if not loader.refuses(reading, board.id):
                return

    def _check_as_guest(self, loader: PageLoader, page: IndexPage) -> None:
        """Ask once a day what guests can read, where we are a member."""
        now = self.clock.now()
        if not (self.forum.asks_guests and loader.login.account):
            return
        if not check_due(self._repository.guests_asked_at(), now):
            return
        with self.client.as_guest() as guest:
            before = guest.counts
            asking = ask_as_guest(self.forum, self.store, guest, now, page, loader)
            for asked, reading, url in asking:
                counts, before = guest.counts.since(before), guest.counts
                self.client.counts += counts
                self._reported = self.client.counts
                self._tally.counts[None]["requests"] += counts.requests
                self.seen(PageReport(asked, reading.answer, reading.detail, url, counts))

    def _list_board(self, loader: PageLoader, board_id: Id, page: int) -> BoardPage | None:
        """A page of a board that is not watched itself."""
        reading, _ = loader.board(board_id, page)
        step = Step(Reason.LISTING, board_id=board_id, page=page)
        self._count_requests(step, board_id, self._report_page(step, reading, loader.url))
        return reading.page

    def _native_feed(
        self, loader: PageLoader, *, threads: Sequence[Id] = (), boards: Sequence[Id] = ()
    ) -> Sequence[FeedItem]:
        """What the forum's own feed lists of threads that are watched by themselves, or of boards."""
        reading = loader.native_feed(threads=threads, boards=boards)
        if reading is None:
            return ()
        requests = self._report_page("the forum's own feed", reading, loader.url)
        self._count_requests(Step(Reason.LISTING), None, requests)
        return reading.page or ()

    def _count_requests(
        self, step: Step, board_id: Id | None, requests: int, *, baseline: bool = False
    ) -> None:
        self._tally.counts[board_id]["requests"] += requests
        if not baseline:
            # Not to find posts, but to see what became of those known.
            rereading = step.reason in (Reason.SUSPECT, Reason.REREAD)
            self._request_budget = counted(self._request_budget, requests, rereading=rereading)

    def _steps(
        self, candidates: Candidates, progress: PollProgress, boards: BoardReader, threads: ThreadReader
    ) -> tuple[Reading[Any], bool]:
        """Step by step until nothing more would tell anything, the budget is spent, or the forum had enough.

        Gives what ended it, and whether there would have been more.
        """
        failures = 0
        # A profile that fits no page of a thread is out of date, and its owner should know.
        reported = {Answer.DISALLOWED, Answer.NOT_UNDERSTOOD} if self.forum.profile else {Answer.DISALLOWED}
        unread: Reading[Any] | None = None
        for left in range(self.forum.pages_per_poll, -1, -1):
            progress = replace(progress, may_reread=may_reread(self._request_budget))
            step, planner_input = step_after(candidates, progress, reread=self.forum.reread)
            if step is None:
                threads.finish()
                break
            if left == 0:
                return Reading(Answer.OK), True
            reader = boards if step.thread_id is None else threads
            reading, progress = reader.read(step, planner_input, progress)
            asked = replace(step, page=reader.loader.page)
            requests = self._report_page(asked, reading, reader.loader.url)
            board_id = step.board_id if step.thread_id is None else planner_input.thread_of(step).board_id
            self._count_requests(step, board_id, requests, baseline=planner_input.is_baseline(step))
            if reading.answer in reported:
                unread = unread or reading
            failures = failures + 1 if reading.answer in FAILURES else 0
            if failures == MOST_FAILURES:
                threads.give_up()
            if reading.answer in ENDS_POLL or failures == MOST_FAILURES:
                return reading, True
        return (unread if unread and not threads.any_read else None) or Reading(Answer.OK), False

    def _report(
        self,
        outcome: Reading[Any],
        url: str,
        boards: tuple[BoardReport, ...] = (),
        loader: PageLoader | None = None,
        *,
        more: bool = False,
    ) -> Report:
        answer, detail = outcome.answer, outcome.detail or self._detail
        shut_out = loader.login.block if loader else LoginBlock.NONE
        if shut_out is not LoginBlock.NONE and answer is Answer.OK:
            answer, detail = Answer.LOGIN_WANTED, shut_out.value
        known = self.store.read_repository.boards(self.forum.key) if self._tally.seen else ()
        counts = self.client.counts.since(self._counts_before)
        return Report(
            self.forum.key,
            answer,
            detail,
            url if answer is not Answer.OK else "",
            lags=self._tally.lags({board.id: board.first_seen_at for board in known}),
            more=more,
            member=loader is not None and bool(loader.login.account),
            went_through=outcome.answer is Answer.OK,
            boards=boards,
            changed=tuple(self._tally.changed),
            **(self._tally.total() | {"requests": counts.requests, "size": counts.size}),
        )
