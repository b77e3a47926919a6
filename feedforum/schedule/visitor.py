"""A whole visit to a forum: polled with its guest, noted in the store, told in the log."""

import logging
from collections.abc import Callable, Iterable
from random import Random

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.errors import StoreError
from feedforum.fetch import Guest, HostTurns, Manners, default_user_agent
from feedforum.poll import PageReport, Poll, Report
from feedforum.records import Answer
from feedforum.schedule.credentials import credentials_mark
from feedforum.schedule.pace import may_log_in, visit_after
from feedforum.schedule.stopping import Stop, StoppableClock, StoppedError
from feedforum.store import Store, Visit

log = logging.getLogger(__name__)

_USUAL = frozenset({Answer.OK, Answer.UNCHANGED, Answer.EMPTY})


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
        self._stop = stop
        self._credentials = credentials_mark(forum)

    def visit(self, seen: Callable[[str], None] = lambda line: None) -> tuple[Report, Visit]:
        """Visit the forum now; gives what came of it, and what is kept of that.

        `seen` is told a line about each page. Raises StoreError; StoppedError if it was told to end,
        and then the forum is due as before. Any other fault is in the report.
        """
        before = self._store.visits.read(self.forum.key)
        login_allowed = may_log_in(before, self._credentials, self._clock.now())
        report = self._poll(seen, login_allowed=login_allowed)
        now = self._clock.now()
        after = visit_after(before, self.forum, report, now, self._random, self._credentials)
        self._store.visits.write(after)
        _tell(report, after)
        return report, after

    def close(self) -> None:
        """Close the connections to the forum."""
        self._guest.close()

    def _poll(self, seen: Callable[[str], None], *, login_allowed: bool) -> Report:
        def seen_page(page: PageReport) -> None:
            level = logging.INFO if page.odd else logging.DEBUG
            told = (page.line, page.url, page.detail)
            log.log(level, "%s: %s %s %s", self.forum.key, *told)
            seen(page.line)
            self._stop.heed()

        before = self._guest.requests_made
        try:
            self._stop.heed()
            poll = Poll(
                self.forum,
                self._store,
                self._guest,
                self._clock,
                login_allowed=login_allowed,
                seen=seen_page,
            )
            return poll.run()
        except (StoppedError, StoreError):
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


def visitors_of(
    forums: Iterable[ForumSettings],
    store: Store,
    clock: Clock,
    random: Random,
    stop: Stop,
    public_url: str = "",
) -> list[Visitor]:
    """A visitor for each forum; together they ask each host for one page at a time."""
    patient = StoppableClock(clock, stop)
    hosts = HostTurns(patient, random)
    return [
        Visitor(
            forum,
            store,
            Guest(manners_of(forum, public_url), patient, hosts, store.robots),
            patient,
            random,
            stop,
        )
        for forum in forums
    ]


def _tell(report: Report, visit: Visit) -> None:
    key = report.forum_key
    due = f"{visit.due_at:%Y-%m-%d %H:%M:%SZ}" if visit.due_at else "unknown"
    if report.failed:
        log.warning("%s: %s: %s %s; next visit %s", key, report.answer, report.detail, report.url, due)
    else:
        counts = (report.new_posts, report.edits, report.requests)
        log.info("%s: new posts %d, edits %d, requests %d; next visit %s", key, *counts, due)
    for board in report.boards:
        if board.answer not in _USUAL:
            log.warning("%s: board %d: %s: %s", key, board.id, board.answer, board.detail)
    if report.unread_dates:
        log.warning("%s: dates that could not be read: %d; see date_order", key, report.unread_dates)
