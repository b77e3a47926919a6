"""A whole visit to a forum: polled with its guest, noted in the store, told in the log."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.errors import StoreError
from feedforum.fetch import JITTER, Guest, HostTurns, Manners, default_user_agent
from feedforum.poll import PageReport, Poll, Report
from feedforum.records import Answer
from feedforum.schedule.credentials import credentials_mark
from feedforum.schedule.keeping import keeps_all, retention
from feedforum.schedule.pace import may_log_in, put_off, visit_after
from feedforum.schedule.quiet import awake, is_quiet
from feedforum.schedule.stopping import Stop, StoppableClock, StoppedError
from feedforum.store import Store, Visit

log = logging.getLogger(__name__)


class _QuietError(Exception):
    """Quiet hours have begun."""


def manners_of(forum: ForumSettings, public_url: str = "") -> Manners:
    """How the owner wants a forum to be visited; `public_url` is where the feeds are served, or empty."""
    return Manners(
        user_agent=forum.user_agent or default_user_agent(__version__, public_url),
        request_delay=forum.request_delay,
        timeout=forum.timeout,
        robots_txt=forum.robots_txt,
        proxy=forum.proxy,
        encoding=forum.encoding,
        redirects_to=forum.redirects_to,
        forum=forum.url,
        headers=forum.headers,
    )


class Visitor:
    """Visits one forum, time and again, as one guest that keeps its cookies. Not twice at once."""

    def __init__(
        self, forum: ForumSettings, store: Store, guest: Guest, clock: Clock, random: Random, stop: Stop
    ) -> None:
        self.forum = forum
        self._store = store
        self._guest = guest
        self._clock = clock
        self._random = random
        self._stop = stop.within()
        self._credentials = credentials_mark(forum)

    @property
    def quiet(self) -> bool:
        """Whether the forum has quiet hours now."""
        return is_quiet(self._clock.now(), self.forum)

    def visit(
        self, seen: Callable[[str], None] = lambda line: None, *, by_hand: bool = False
    ) -> tuple[Report, Visit]:
        """Visit the forum now; gives what came of it, and what is kept of that.

        In quiet hours it is left alone, and what was begun goes on after them, unless a person asks
        for it `by_hand`. `seen` is told a line about each page. Raises StoreError, before anything is
        asked of the forum if the store could not keep what it says; StoppedError if it was told to
        end, and then the forum is due as before. Any other fault is in the report.
        """
        self._store.check_writable()
        before = self._store.visits.read(self.forum.key)
        requests = self._guest.requests_made
        try:
            self._heed(by_hand=by_hand)
            report = self._poll_once(before, seen, by_hand=by_hand)
        except _QuietError:
            return self._wait_for_the_end(before, self._guest.requests_made - requests)
        now = self._clock.now()
        after = visit_after(before, self.forum, report, now, self._random, self._credentials)
        self._store.visits.write(after)
        self._drop_texts(now)
        _tell(report, after)
        return report, after

    def _drop_texts(self, now: datetime) -> None:
        if keeps_all(self.forum):
            return
        boards = [board.id for board in self._store.library.boards(self.forum.key)]
        kept = retention(self.forum, boards, now)
        dropped = self._store.drop_texts(self.forum.key, kept, now) if kept else 0
        if dropped:
            log.info("%s: texts dropped that are kept no longer: %d", self.forum.key, dropped)

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

    def _poll_once(self, before: Visit, seen: Callable[[str], None], *, by_hand: bool) -> Report:
        """Poll, with the forum put off meanwhile: a program that dies of it and is started anew waits."""
        visits, now = self._store.visits, self._clock.now()
        visits.write(put_off(before, self.forum, now, self._random))
        try:
            login_allowed = may_log_in(before, self._credentials, now)
            return self._poll(seen, login_allowed=login_allowed, by_hand=by_hand)
        except StoppedError:
            visits.write(before)
            raise

    def _wait_for_the_end(self, before: Visit, requests: int) -> tuple[Report, Visit]:
        """What is kept where quiet hours kept a visit from its end: the rest is due after them."""
        key = self.forum.key
        after = replace(before, due_at=awake(self._next_request_at(), self.forum, self._random))
        self._store.visits.write(after)
        log.info("%s: quiet hours; next visit %s", key, _told(after))
        return Report(key, Answer.OK, requests=requests, more=True), after

    def _poll(self, seen: Callable[[str], None], *, login_allowed: bool, by_hand: bool) -> Report:
        def seen_page(page: PageReport) -> None:
            level = logging.INFO if page.odd else logging.DEBUG
            told = (page.line, page.url, page.detail)
            log.log(level, "%s: %s %s %s", self.forum.key, *told)
            seen(page.line)
            self._heed(by_hand=by_hand)

        before = self._guest.requests_made
        try:
            poll = Poll(
                self.forum,
                self._store,
                self._guest,
                self._clock,
                login_allowed=login_allowed,
                seen=seen_page,
            )
            return poll.run()
        except (StoppedError, StoreError, _QuietError):
            raise
        except Exception as error:
            log.exception("%s: this program failed on a page", self.forum.key)
            return Report(
                self.forum.key,
                Answer.BROKEN,
                f"This program failed here ({type(error).__name__}); please report it with its log.",
                self.forum.url,
                self._guest.requests_made - before,
            )


class Visitors:
    """Makes visitors, who all together ask each host for one page at a time.

    So do all processes that share the folder `turns`.
    """

    def __init__(
        self, store: Store, clock: Clock, random: Random, stop: Stop, turns: Path | None = None
    ) -> None:
        self._store = store
        self._clock = StoppableClock(clock, stop)
        self._random = random
        self._stop = stop
        self._hosts = HostTurns(self._clock, random, turns)
        self._made: dict[str, tuple[Manners, Visitor]] = {}

    def of(self, forums: Iterable[ForumSettings], public_url: str = "") -> list[Visitor]:
        """A visitor for each forum: the one from the last time where nothing is settled otherwise since."""
        before, self._made = self._made, {}
        for forum in forums:
            manners = manners_of(forum, public_url)
            known = before.get(forum.key)
            kept = known is not None and known[0] == manners and known[1].forum == forum
            self._made[forum.key] = known if known and kept else (manners, self._new(forum, manners))
        return [visitor for _, visitor in self._made.values()]

    def _new(self, forum: ForumSettings, manners: Manners) -> Visitor:
        guest = Guest(manners, self._clock, self._hosts, self._store.robots)
        return Visitor(forum, self._store, guest, self._clock, self._random, self._stop)


def visitors_of(
    forums: Iterable[ForumSettings],
    store: Store,
    clock: Clock,
    random: Random,
    stop: Stop,
    public_url: str = "",
    turns: Path | None = None,
) -> list[Visitor]:
    """A visitor for each forum, for once: see `Visitors`."""
    return Visitors(store, clock, random, stop, turns).of(forums, public_url)


def _tell(report: Report, visit: Visit) -> None:
    key = report.forum_key
    due = _told(visit)
    if report.failed:
        log.warning("%s: %s: %s %s; next visit %s", key, report.answer, report.detail, report.url, due)
    else:
        counts = (report.new_posts, report.edits, report.requests)
        log.info("%s: new posts %d, edits %d, requests %d; next visit %s", key, *counts, due)
    for board in report.boards:
        if not board.answer.usual:
            log.warning("%s: board %d: %s: %s", key, board.id, board.answer, board.detail)
    if report.unread_dates:
        log.warning("%s: dates that could not be read: %d; see date_order", key, report.unread_dates)


def _told(visit: Visit) -> str:
    return f"{visit.due_at:%Y-%m-%d %H:%M:%SZ}" if visit.due_at else "unknown"
