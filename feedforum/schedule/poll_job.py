"""A whole visit to a forum: polled with its guest, noted in the store, told in the log."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.config.quiet_hours import is_quiet, outside_quiet_hours
from feedforum.errors import StoreError
from feedforum.fetch import JITTER, ForumClient
from feedforum.metrics import Metrics
from feedforum.poll import LoginBlock, PageReport, Poll, Report
from feedforum.records import Answer, PollCounts
from feedforum.schedule.credentials import StoredRefusals
from feedforum.schedule.forum_session import Session
from feedforum.schedule.intervals import put_off, visit_after
from feedforum.schedule.login_policy import after_session
from feedforum.schedule.poll_counts import counts_of, counts_of_boards
from feedforum.schedule.retention_policy import keeps_all, retention
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.store import PollState, Store

log = logging.getLogger(__name__)


class _QuietError(Exception):
    """Quiet hours have begun."""


class PollJob:
    """Visits one forum, time and again, as one guest that keeps its cookies. Not twice at once."""

    def __init__(
        self,
        forum: ForumSettings,
        store: Store,
        client: ForumClient,
        session: Session,
        clock: Clock,
        random: Random,
        stop: Stop,
        metrics: Metrics | None = None,
    ) -> None:
        self.forum = forum
        self._store = store
        self._guest = client
        self._clock = clock
        self._random = random
        self._stop = stop.within()
        self._session = session
        self._refusals = StoredRefusals(forum.key, store.refused_passwords)
        self._metrics = metrics or Metrics()
        self._about = {"forum": forum.key}

    @property
    def quiet(self) -> bool:
        """Whether the forum has quiet hours now."""
        return is_quiet(self._clock.now(), self.forum)

    def visit(
        self, seen: Callable[[str], None] = lambda line: None, *, by_hand: bool = False
    ) -> tuple[Report, PollState]:
        """Visit the forum now; gives what came of it, and what is kept of that.

        In quiet hours it is left alone, and what was begun goes on after them, unless a person asks
        for it `by_hand`. `seen` is told a line about each page. Raises StoreError, before anything is
        asked of the forum if the store could not keep what it says; StoppedError if it was told to
        end, and then the forum is due as before. Any other fault is in the report.
        """
        self._store.check_writable()
        self._session.begin()
        before = self._store.visits.read(self.forum.key)
        requests, began = self._guest.requests_made, self._clock.monotonic()
        try:
            self._heed(by_hand=by_hand)
            report = self._poll_once(before, seen, by_hand=by_hand)
        except _QuietError:
            return self._wait_for_the_end(self._guest.requests_made - requests)
        now = self._clock.now()
        after = visit_after(self._noted(before), self.forum, report, now, self._random)
        if report.member:
            after = after_session(after, now)
        self._session.keep()
        self._store.visits.write(after)
        self._store.sums.add(self.forum.key, counts_of(report), counts_of_boards(report), now)
        self._count(report, self._clock.monotonic() - began)
        self._drop_texts(now)
        _tell(report, after)
        return report, after

    def _count(self, report: Report, seconds: float) -> None:
        self._metrics.polled(
            self.forum.key,
            str(report.answer),
            seconds,
            new_posts=report.new_posts,
            edits=report.edits,
            deletions=report.deletions,
            unread_dates=report.unread_dates,
            lags=report.lags,
        )

    def _drop_texts(self, now: datetime) -> None:
        if keeps_all(self.forum):
            return
        boards = [board.id for board in self._store.read_repository.boards(self.forum.key)]
        kept = retention(self.forum, boards, now)
        dropped = self._store.drop_texts(self.forum.key, kept, now) if kept else 0
        if dropped:
            log.info(
                "%s: texts dropped that are kept no longer: %d", self.forum.key, dropped, extra=self._about
            )

    def end(self) -> None:
        """End the visit that is under way between two of its pages, and make no other."""
        self._stop.ask()

    def close(self) -> None:
        """Close the connections to the forum."""
        self._guest.close()

    def _heed(self, *, by_hand: bool) -> None:
        """Raises what forbids to ask for another page."""
        self._stop.heed()
        if not by_hand and is_quiet(self._next_request_at(), self.forum):
            raise _QuietError

    def _next_request_at(self) -> datetime:
        """When a request comes that has to wait for its turn: quiet hours may have begun by then."""
        return self._clock.now() + timedelta(seconds=self.forum.request_delay * (1 + JITTER))

    def _poll_once(self, before: PollState, seen: Callable[[str], None], *, by_hand: bool) -> Report:
        """Poll, with the forum put off meanwhile: a program that dies of it and is started anew waits."""
        visits, now = self._store.visits, self._clock.now()
        visits.write(put_off(before, self.forum, now, self._random))
        try:
            return self._poll(seen, self._session.login_block(before, now), by_hand=by_hand)
        except StoppedError:
            visits.write(self._noted(before))
            raise

    def _noted(self, before: PollState) -> PollState:
        """What was kept before a visit, with what is known of logins since."""
        noted = self._store.visits.read(self.forum.key)
        return replace(
            before,
            login_refused_at=noted.login_refused_at,
            login_refused_for=noted.login_refused_for,
            logged_in_at=noted.logged_in_at,
            logins=noted.logins,
        )

    def _logged_in(self, refused: bool) -> None:
        """Keep at once that we logged in: whatever happens next, it is not done again too soon."""
        visits = self._store.visits
        visit = visits.read(self.forum.key)
        visits.write(self._session.logged_in(visit, self._clock.now(), refused=refused))
        self._session.keep()
        log.info("%s: %s", self.forum.key, "login refused" if refused else "logged in")

    def _wait_for_the_end(self, requests: int) -> tuple[Report, PollState]:
        """What is kept where quiet hours kept a visit from its end: the rest is due after them."""
        key = self.forum.key
        before = self._store.visits.read(key)
        after = replace(before, due_at=outside_quiet_hours(self._next_request_at(), self.forum, self._random))
        self._store.visits.write(after)
        self._store.sums.add(key, PollCounts(requests=requests), {}, self._clock.now())
        log.info("%s: quiet hours; next visit %s", key, _told(after), extra=self._about)
        return Report(key, Answer.OK, requests=requests, more=True), after

    def _poll(self, seen: Callable[[str], None], login_block: LoginBlock, *, by_hand: bool) -> Report:
        def seen_page(page: PageReport) -> None:
            level = logging.INFO if page.odd else logging.DEBUG
            spent = page.spent
            self._metrics.page_asked(
                self.forum.key, str(page.answer), spent.requests, spent.size, spent.seconds
            )
            told = (page.line, page.url, page.detail)
            log.log(level, "%s: %s %s %s", self.forum.key, *told, extra=self._about)
            seen(page.line)
            self._session.keep()
            self._heed(by_hand=by_hand)

        before = self._guest.requests_made
        try:
            poll = Poll(
                self.forum,
                self._store,
                self._guest,
                self._clock,
                login_block=login_block,
                refusals=self._refusals,
                logged_in=self._logged_in,
                seen=seen_page,
            )
            return poll.run()
        except (StoppedError, StoreError, _QuietError):
            raise
        except Exception as error:
            log.exception("%s: this program failed on a page", self.forum.key, extra=self._about)
            return Report(
                self.forum.key,
                Answer.BROKEN,
                f"This program failed here ({type(error).__name__}); please report it with its log.",
                self.forum.url,
                self._guest.requests_made - before,
            )


def _tell(report: Report, visit: PollState) -> None:
    key = report.forum_key
    about = {"forum": key}
    due = _told(visit)
    if report.failed:
        log.warning(
            "%s: %s: %s %s; next visit %s", key, report.answer, report.detail, report.url, due, extra=about
        )
    else:
        counts = (report.new_posts, report.edits, report.requests)
        log.info("%s: new posts %d, edits %d, requests %d; next visit %s", key, *counts, due, extra=about)
    for board in report.boards:
        if not board.answer.usual:
            log.warning("%s: board %d: %s: %s", key, board.id, board.answer, board.detail, extra=about)
    if report.unread_dates:
        log.warning(
            "%s: dates that could not be read: %d; see date_order", key, report.unread_dates, extra=about
        )


def _told(visit: PollState) -> str:
    return f"{visit.due_at:%Y-%m-%d %H:%M:%SZ}" if visit.due_at else "unknown"
