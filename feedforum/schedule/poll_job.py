"""One poll of a forum from beginning to end: session, pages, what is stored of it, and what is logged."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from feedforum.clock import Clock
from feedforum.config import FeedSettings, ForumSettings
from feedforum.config.quiet_hours import is_quiet, outside_quiet_hours
from feedforum.errors import StoreError
from feedforum.fetch import JITTER, ForumClient, clocks_differ
from feedforum.metrics import Metrics
from feedforum.poll import LoginBlock, PageReport, Poll, Report
from feedforum.records import NO_COUNTS, Answer, Id, PollCounts, Retention, RetentionRule
from feedforum.schedule.forum_session import ForumSession, after_session
from feedforum.schedule.intervals import postponed, state_after
from feedforum.schedule.learned_profile import learned_anew, with_learned_profile
from feedforum.schedule.media_fetch import MediaFetch, MediaReport
from feedforum.schedule.shutdown import Stop, StoppedError
from feedforum.store import PollState, Store
from feedforum.translations import detail_text

log = logging.getLogger(__name__)

Polled = Callable[[ForumSettings, PollState, PollState], None]
"""Gets the state of a forum before a poll, and after it."""


class _QuietError(Exception):
    """Quiet hours have begun, or a poll is wanted more than pictures are."""


@dataclass(eq=False)
class PollJob:
    """Polls one forum, again and again, with one client that keeps its cookies. Not twice at once.

    `went_through` says whether the last poll did, so that pictures and files may be fetched.
    """

    forum: ForumSettings
    store: Store
    client: ForumClient
    session: ForumSession
    clock: Clock
    random: Random
    stop: Stop
    metrics: Metrics = field(default_factory=Metrics)
    media: MediaFetch | None = None
    polled: Polled = lambda forum, before, after: None

    def __post_init__(self) -> None:
        self._extra = {"forum": self.forum.key}
        self.went_through = False

    @property
    def quiet(self) -> bool:
        return is_quiet(self.clock.now(), self.forum)

    def run(
        self, progress: Callable[[str], None] = lambda line: None, *, by_hand: bool = False
    ) -> tuple[Report, PollState]:
        """Poll the forum now; gives the report and the new state.

        In quiet hours nothing is polled, and a poll that they interrupt continues after them, unless a
        person polls `by_hand`. `progress` gets a line about each page. Raises StoreError, before anything
        is requested if the store could not keep it; StoppedError if it was told to end, and then the
        forum is due as before. Any other error is in the report.
        """
        before = self._begin()
        requests, began = self.client.counts.requests, self.clock.monotonic()
        try:
            self._check(by_hand=by_hand)
            report = self._poll_postponed(before, progress, by_hand=by_hand)
        except _QuietError:
            return self._interrupted(self.client.counts.requests - requests)
        report = learned_anew(self.forum, self.store, self.client, self.clock, self.stop, before, report)
        now = self.clock.now()
        if not report.failed:
            report = replace(report, detail=clocks_differ(self.client.clock_ahead) or report.detail)
        after = state_after(self._stored_state(), self.forum, report, now, self.random)
        if report.member:
            after = after_session(after, now)
        self.session.store_cookies()
        self.store.poll_states.write(after)
        self.polled(self.forum, before, after)
        boards = {board.id: counts for board in report.boards if (counts := NO_COUNTS + board) != NO_COUNTS}
        self.store.poll_stats.add(self.forum.key, PollCounts(polls=1) + report, boards, now)
        took = self.clock.monotonic() - began
        self.metrics.polled(self.forum.key, str(report.answer), took, report.numbers(), report.lags)
        self._drop_old_texts(now)
        self._log(report, before, after)
        self.went_through = not report.failed or report.went_through
        return report, after

    def fetch_media(
        self,
        until: datetime | None = None,
        *,
        by_hand: bool = False,
        gives_way: Callable[[], bool] = lambda: False,
    ) -> Report | None:
        """Fetch pictures and files that posts show, after a poll that went through.

        It ends before the moment at which the next poll is due, and between two of them where it `gives_way`.
        Gives what has changed by it, None if nothing has. Raises StoreError, StoppedError.
        """
        if self.media is None or not self.went_through:
            return None

        def check() -> None:
            self._check(by_hand=by_hand)
            if gives_way():
                raise _QuietError

        report = MediaReport()
        with suppress(_QuietError):
            self.media.run(report, check, until)
        self.session.store_cookies()
        if report.kept or report.failed:
            kept = self.forum.key, report.kept, report.failed
            log.info("%s: pictures and files kept: %d, not kept: %d", *kept, extra=self._extra)
        changed = tuple(report.changed)
        return Report(self.forum.key, Answer.OK, changed=changed) if changed else None

    def resume(self) -> None:
        """Go on after a poll that went through, wherever it ran: pictures and files may be fetched.

        Raises StoreError.
        """
        self._begin()
        self.went_through = True

    def end(self) -> None:
        """End the poll that is under way between two of its pages, and run no other."""
        self.stop.request()

    def close(self) -> None:
        """Close the connections to the forum, and to where its posts have pictures from."""
        self.client.close()
        if self.media is not None:
            self.media.close()

    def _begin(self) -> PollState:
        """Go on where the last poll ended; gives the state that it left."""
        self.store.check_writable()
        self.session.begin()
        state = self.store.poll_states.read(self.forum.key)
        # Only for the same host: its owner may give a forum another address.
        if state.public_host and state.public_host == urlsplit(self.forum.url).hostname:
            self.client.guard.remember(state.public_host)
        return state

    def _check(self, *, by_hand: bool) -> None:
        """Raises what forbids to fetch another page."""
        self.stop.check()
        if not by_hand and is_quiet(self._next_request_at(), self.forum):
            raise _QuietError

    def _next_request_at(self) -> datetime:
        """When the next request is sent, after its delay: quiet hours may have begun by then."""
        return self.clock.now() + timedelta(seconds=self.forum.request_delay * (1 + JITTER))

    def _poll_postponed(self, before: PollState, progress: Callable[[str], None], *, by_hand: bool) -> Report:
        """Poll, with the forum postponed meanwhile: a program that dies of it and is started again waits."""
        states, now = self.store.poll_states, self.clock.now()
        states.write(postponed(before, self.forum, now, self.random))
        try:
            return self._poll(progress, self.session.login_block(before, now), by_hand=by_hand)
        except StoppedError:
            states.write(replace(self._stored_state(), due_at=before.due_at))
            raise

    def _poll(self, progress: Callable[[str], None], login_block: LoginBlock, *, by_hand: bool) -> Report:
        def page_fetched(page: PageReport) -> None:
            counts = page.counts
            self.metrics.page_asked(
                self.forum.key, str(page.answer), counts.requests, counts.size, counts.seconds
            )
            level = logging.INFO if page.odd else logging.DEBUG
            parts = (page.line, page.url, page.detail)
            log.log(level, "%s: %s %s %s", self.forum.key, *parts, extra=self._extra)
            progress(page.line)
            self.session.store_cookies()
            self._check(by_hand=by_hand)

        requests = self.client.counts.requests
        try:
            poll = Poll(
                with_learned_profile(self.forum, self.store),
                self.store,
                self.client,
                self.clock,
                login_block=login_block,
                logged_in=self._logged_in,
                seen=page_fetched,
            )
            return poll.run()
        except (StoppedError, StoreError, _QuietError):
            raise
        except Exception as error:
            log.exception("%s: feedforum failed on a page", self.forum.key, extra=self._extra)
            return Report(
                self.forum.key,
                Answer.BROKEN,
                detail_text("failed_itself", error=type(error).__name__),
                self.forum.url,
                requests=self.client.counts.requests - requests,
            )

    def _logged_in(self, refused: bool) -> None:
        """Store a login at once: whatever happens next, it is not repeated too soon."""
        states = self.store.poll_states
        state = states.read(self.forum.key)
        states.write(self.session.after_login(state, self.clock.now(), refused=refused))
        self.session.store_cookies()
        log.info("%s: %s", self.forum.key, "login refused" if refused else "logged in", extra=self._extra)

    def _stored_state(self) -> PollState:
        """The state with the logins of this poll, and whether the forum is public."""
        state = self.store.poll_states.read(self.forum.key)
        return replace(state, public_host=self.client.guard.public_host or state.public_host)

    def _interrupted(self, requests: int) -> tuple[Report, PollState]:
        """Store that quiet hours interrupted a poll: the rest is due after them."""
        key = self.forum.key
        before = self.store.poll_states.read(key)
        after = replace(before, due_at=outside_quiet_hours(self._next_request_at(), self.forum, self.random))
        self.store.poll_states.write(after)
        self.store.poll_stats.add(key, PollCounts(requests=requests), {}, self.clock.now())
        log.info("%s: quiet hours; next poll %s", key, _due(after), extra=self._extra)
        return Report(key, Answer.OK, requests=requests, more=True), after

    def _drop_old_texts(self, now: datetime) -> None:
        if self.forum.feeds.keep is None and all(
            board.feeds.keep is None for board in self.forum.boards or ()
        ):
            return
        boards = [board.id for board in self.store.read_repository.boards(self.forum.key)]
        dropped = self.store.drop_texts(self.forum.key, retention(self.forum, boards, now), now)
        if dropped:
            log.info("%s: texts dropped because of keep: %d", self.forum.key, dropped, extra=self._extra)

    def _log(self, report: Report, before: PollState, after: PollState) -> None:
        key, due, extra = self.forum.key, _due(after), self._extra
        if report.failed:
            failure = (report.answer, report.detail, report.url)
            log.warning("%s: %s: %s %s; next poll %s", key, *failure, due, extra=extra)
        else:
            counts = (report.new_posts, report.edits, report.requests)
            log.info("%s: new posts %d, edits %d, requests %d; next poll %s", key, *counts, due, extra=extra)
            if report.detail and report.detail != before.detail:
                log.warning("%s: %s", key, report.detail, extra=extra)
        for board in report.boards:
            if not board.answer.usual:
                log.warning("%s: board %s: %s: %s", key, board.id, board.answer, board.detail, extra=extra)
        if report.unread_dates:
            log.warning("%s: unreadable dates: %d; inspect shows them", key, report.unread_dates, extra=extra)


def _due(state: PollState) -> str:
    return f"{state.due_at:%Y-%m-%d %H:%M:%SZ}" if state.due_at else "unknown"


# --- which texts the store keeps: pure ---


def retention(forum: ForumSettings, boards: Iterable[Id], now: datetime) -> Retention:
    """Which texts are kept at the moment `now`; `boards` are the known ones."""

    def rule(feeds: FeedSettings) -> RetentionRule:
        since = None if feeds.keep is None else now - timedelta(seconds=feeds.keep)
        return RetentionRule(since, feeds.entries)

    return Retention(
        boards={board_id: rule(board.feeds) for board_id in boards if (board := forum.board(board_id))},
        threads=dict.fromkeys(forum.threads, rule(forum.feeds)),
        spare=forum.feeds.entries,
    )
