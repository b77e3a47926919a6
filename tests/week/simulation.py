"""The week: a forum lives, a program polls it when it is due, a reader reads; on one clock."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from flask.testing import FlaskClient

from feedforum.config import LiveSettings
from feedforum.config.fetch_options import fetch_options_of
from feedforum.config.settings import ForumSettings, ServerSettings, Settings
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.schedule import PollJob, Stop
from feedforum.schedule.forum_session import ForumSession
from feedforum.store import Store
from feedforum.web import create_app
from tests.poll.world import settings_for
from tests.sample_forum import WBB2, Site, Skin, serve
from tests.week.activity import DAY, DAYS, HOUR, Activity
from tests.week.feed_reader import Reader
from tests.week.floor import Floor
from tests.week.initial_forum import MONDAY, PASSWORD, READER, ForumFixture, initial_forum
from tests.week.outages import RESTARTS, schedule_outages

SEED = 1887
SETTLING = 8 * DAY
"""How long the forum is quiet after the week, until all young posts were read again."""

_REASON = re.compile(r"\((\w+)\)")


class ActivityClock:
    """A clock by which the forum lives: what a job sleeps through, it lives through."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity

    def now(self) -> datetime:
        return self._activity.fixture.forum.now

    def monotonic(self) -> float:
        return self._activity.fixture.forum.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self._activity.until(self.now() + timedelta(seconds=seconds))


class Program:
    """The program, from a start to its end: it polls the forum when it is due, and serves its feeds."""

    def __init__(self, settings: ForumSettings, activity: Activity, place: Path, random: Random) -> None:
        self.store = Store.at(f"sqlite:///{place}/store.db")
        self._clock = ActivityClock(activity)
        self._settings = settings
        self._activity = activity
        turns = HostRateLimiter(self._clock, random)
        client = ForumClient(fetch_options_of(settings), self._clock, turns, self.store.robots_txt)
        session = ForumSession(settings, self.store.cookies(""), client)
        self._job = PollJob(settings, self.store, client, session, self._clock, random, Stop())
        self.reasons, self.answers = Counter[str](), Counter[str]()

    def client(self) -> FlaskClient:
        """Who asks for the feeds."""
        served = Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (self._settings,))
        return create_app(
            LiveSettings(served), self.store.read_repository, self._clock, revisions=self.store.revisions
        ).test_client()

    def runs_until(self, end: datetime, reader: Reader) -> None:
        """Poll the forum as often as it is due."""
        client = self.client()
        due = self.store.poll_states.read(self._settings.key).due_at or self._clock.now()
        while due < end:
            self._activity.until(due)
            report, state = self._job.run(self._note)
            self.answers[str(report.answer)] += 1
            assert state.due_at is not None
            due = state.due_at
            reader.look(client)
        self._activity.until(end)

    def _note(self, line: str) -> None:
        reason = _REASON.search(line)
        self.reasons[reason[1] if reason else "index"] += 1

    def end(self) -> None:
        """Stop in order."""
        self._job.close()
        self.store.close()


@dataclass
class Week:
    """What came of it.

    `asked` is the number of requests of the week, `counts` what they had to be at least; `reasons` and
    `answers` are the program's own account of them, by page and by state.
    """

    fixture: ForumFixture
    reader: Reader
    client: FlaskClient
    asked: int
    counts: Counter[str]
    reasons: Counter[str]
    answers: Counter[str]


@contextmanager
def simulated_week(
    place: Path,
    skin: Skin = WBB2,
    liveliness: float = 1.0,
    days: int = DAYS,
    seed: int = SEED,
    settling: timedelta = SETTLING,
) -> Iterator[Week]:
    """A week, or more `days`, after which nobody writes any more for a while."""
    chance = Random(seed)
    fixture = initial_forum(chance, skin)
    activity, reader = Activity(fixture, chance, days, liveliness), Reader()
    end_of_all = MONDAY + days * DAY
    with serve(fixture.forum) as site:
        # A quiet forum is polled so seldom that a short outage would pass between two polls.
        schedule_outages(activity, site, 7 * HOUR if liveliness < 1 else timedelta())
        floor = Floor(fixture, site)
        site.before_answer = floor.look
        program = _started(site, activity, place)
        reasons, answers = Counter[str](), Counter[str]()
        program.runs_until(MONDAY, reader)
        program.reasons.clear()
        floor.begin()
        for end in (*RESTARTS, end_of_all):
            program.runs_until(end, reader)
            reasons += program.reasons
            answers += program.answers
            program.end()
            program = _started(site, activity, place)
        asked, counts = floor.asked, Counter(floor.counts)
        program.runs_until(end_of_all + settling, reader)
        try:
            yield Week(fixture, reader, program.client(), asked, counts, reasons, answers)
        finally:
            program.end()


def _started(site: Site, activity: Activity, place: Path) -> Program:
    settings = settings_for(
        site.url,
        list(activity.fixture.watched),
        entries=40,
        request_delay=1.0,
        robots_txt=True,
        interval=5400.0,
        username=READER,
        password=PASSWORD,
        engine=activity.fixture.forum.skin.engine,
        timezone=activity.fixture.forum.zone.key,
    )
    # What was written before the week is not asked for: nothing but news and what is read again counts.
    boards = tuple(replace(board, backfill=0) for board in settings.boards or ())
    return Program(replace(settings, boards=boards), activity, place, Random(SEED))
