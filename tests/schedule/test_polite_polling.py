"""How polls feel to a host: times and counts from the sample forum's own log, on its own clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from feedforum.config.fetch_options import fetch_options_of
from feedforum.config.quiet_hours import spans_in
from feedforum.errors import HeldError
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.schedule import PollJob, Stop, StoppedError
from feedforum.schedule.forum_session import ForumSession
from feedforum.schedule.intervals import first_due_at
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import answer_with, busy
from tests.sample_forum.wire import ROBOTS

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class LivedClock:
    """The forum's own clock: what a job sleeps through, the forum lives through."""

    def __init__(self, forum: SampleForum) -> None:
        self._forum = forum

    def now(self) -> datetime:
        return self._forum.now

    def monotonic(self) -> float:
        return self._forum.now.timestamp()

    def sleep(self, seconds: float) -> None:
        self._forum.advance(timedelta(seconds=seconds))


class Program:
    """Visits each forum when it is due, as the schedule does, on one clock and in one thread."""

    def __init__(self, it: World, *keys: str, stop: Stop | None = None, **changed: object) -> None:
        self.clock = LivedClock(it.forum)
        self.random = Random(7)
        self._it = it
        hosts = HostRateLimiter(self.clock, self.random)
        self.jobs = []
        for key in keys or (KEY,):
            forum = replace(it.settings, key=key, **changed)  # type: ignore[arg-type]
            client = ForumClient(fetch_options_of(forum), self.clock, hosts, it.store.robots_txt)
            session = ForumSession(forum, it.store.cookies(""), client)
            self.jobs.append(
                PollJob(forum, it.store, client, session, self.clock, self.random, stop or Stop())
            )

    def runs_for(self, time: timedelta) -> None:
        now = self._it.forum.now
        due = {
            job: first_due_at(
                self._it.store.poll_states.read(job.forum.key), job.forum, now, place, self.random
            )
            for place, job in enumerate(self.jobs)
        }
        end = now + time
        while min(due.values()) < end:
            first = min(due, key=lambda job: due[job])
            if due[first] > self._it.forum.now:
                self._it.forum.advance(due[first] - self._it.forum.now)
            state = first.run()[1]
            assert state.due_at is not None
            due[first] = state.due_at
        if end > self._it.forum.now:
            self._it.forum.advance(end - self._it.forum.now)

    def close(self) -> None:
        for job in self.jobs:
            job.close()


@contextmanager
def program(it: World, *keys: str, stop: Stop | None = None, **changed: object) -> Iterator[Program]:
    made = Program(it, *keys, stop=stop, **changed)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    forum = SampleForum(now=datetime(2026, 3, 10, 12, 0, tzinfo=UTC))
    category = forum.add_category("Alles")
    for name in ("Räder", "Lampen"):
        board = forum.add_board(name, category, posts_per_page=3)
        thread = forum.new_thread(board, "Ines", f"Über {name}", "Guten Tag.")
        for number in range(6):
            forum.reply(thread, "Paul", f"Antwort {number}")
    with world(forum, None, tmp_path) as made:
        yield made


def times(it: World) -> list[datetime]:
    return [request.at for request in it.site.requests.pages]


def pauses(it: World) -> list[float]:
    return [(later - earlier).total_seconds() for earlier, later in pairwise(times(it))]


def test_two_forums_on_one_host_keep_the_delay_between_each_other(it: World) -> None:
    with program(it, "one", "two", request_delay=2.0) as running:
        running.runs_for(4 * MINUTE)
    assert it.site.requests.count > 8
    assert all(pause >= 2.0 for pause in pauses(it))
    assert len({pause for pause in pauses(it) if pause < 2.6}) > 5


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_named_a_time_is_asked_by_no_forum_before(it: World, status: int, form: str) -> None:
    retry_after = "7200" if form == "seconds" else format_datetime(it.forum.now + 120 * MINUTE, usegmt=True)
    it.site.misbehave(busy(status, retry_after))
    with program(it, "one", "two") as running:
        running.runs_for(10 * 60 * MINUTE)
    assert times(it)[1] - times(it)[0] >= 119 * MINUTE
    for key in ("one", "two"):
        state = it.store.poll_states.read(key)
        assert (state.failures, state.answer) == (0, "ok")


def test_a_host_that_is_overloaded_and_names_no_time_is_left_alone_ever_longer(it: World) -> None:
    rule = it.site.misbehave(busy(503), times=None)
    with program(it, "one", "two", interval=30.0, max_interval=30.0) as running:
        running.runs_for(30 * MINUTE)
        first = pauses(it)
        assert all(pause >= 60 * 2**number for number, pause in enumerate(first))
        assert 3 <= len(first) <= 5
        it.site.rules.remove(rule)
        # At most the last pause once more.
        running.runs_for(20 * MINUTE)
        it.site.misbehave(busy(503))
        it.site.requests.clear()
        running.runs_for(3 * MINUTE)
    assert 60 <= pauses(it)[0] < 120
    assert it.store.poll_states.read("one").failures == 0


def test_failures_are_asked_after_ever_less_often_up_to_a_day_and_then_as_usual(it: World) -> None:
    rule = it.site.misbehave(answer_with(500), times=None)
    with program(it, interval=900.0) as running:
        running.runs_for(6 * DAY)
        failing = pauses(it)
        it.site.rules.remove(rule)
        running.runs_for(2 * DAY)
    for number, pause in enumerate(failing):
        expected = min(900 * 2**number, 86400)
        assert 0.89 * expected <= pause <= 1.11 * expected
    assert failing[-1] > 0.89 * 86400
    state = it.store.poll_states.read(KEY)
    assert (state.failures, state.answer) == (0, "ok")
    assert state.pause <= 21600


def test_a_forum_is_polled_the_more_often_the_more_is_written(it: World) -> None:
    counts = []
    # Reading again is no part of it: how often the index is asked for depends on what it shows.
    with program(it, reread=False) as running:
        running.runs_for(2 * DAY)
        for every in (10 * MINUTE, 6 * 60 * MINUTE, None):
            it.site.requests.clear()
            before = it.forum.now
            while it.forum.now < before + DAY:
                running.runs_for(every or DAY)
                if every:
                    it.forum.reply(1, "Paul", "Neu.")
            indexes = [request for request in it.site.requests.pages if request.script == "index.php"]
            counts.append(len(indexes))
    busy_day, usual_day, quiet_day = counts
    assert 60 <= busy_day <= 110
    assert quiet_day <= 8
    assert quiet_day < usual_day < busy_day


def test_robots_txt_is_asked_for_once_a_day(it: World) -> None:
    it.site.robots_txt = "User-agent: *\nDisallow: /admin\n"
    with program(it, "one", "two", robots_txt=True, reread=False) as running:
        running.runs_for(3 * DAY)
    asked = [request.at for request in it.site.requests.robots]
    assert 3 <= len(asked) <= 4
    assert all(later - earlier >= DAY for earlier, later in pairwise(asked))


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (502, False)])
def test_a_robots_txt_that_fails_forbids_all_or_nothing(it: World, status: int, allowed: bool) -> None:
    it.site.misbehave(answer_with(status), lambda request: request.path == ROBOTS, times=None)
    with program(it, robots_txt=True) as running:
        running.runs_for(40 * DAY if not allowed else DAY)
    assert (it.site.requests.count > 0) is allowed
    assert it.store.poll_states.read(KEY).answer == ("ok" if allowed else "blocked")
    with program(it, robots_txt=False) as running:
        running.jobs[0].run()
    assert it.site.requests.count > 0


def test_every_request_says_who_asks_and_where_to_complain(it: World) -> None:
    with program(it, user_agent="", robots_txt=True) as running:
        running.runs_for(MINUTE)
    names = {request.header("User-Agent") for request in it.site.requests}
    (name,) = names
    assert name.startswith("feedforum/")
    assert "(+https://" in name


def test_nothing_is_asked_in_quiet_hours_and_what_was_begun_goes_on_after_them(it: World) -> None:
    begin = it.forum.now.replace(hour=22)  # 23:00 in Berlin
    it.forum.advance(begin - it.forum.now - timedelta(seconds=10))
    with program(it, quiet_hours=spans_in("23:00-06:00"), request_delay=4.0) as running:
        running.runs_for(12 * 60 * MINUTE)
    end = begin + timedelta(hours=7)
    assert not [at for at in times(it) if begin <= at < end]
    before = [at for at in times(it) if at < begin]
    after = [at for at in times(it) if at >= end]
    assert 1 <= len(before) <= 3
    assert after[0] <= end + 10 * MINUTE
    assert len(it.posts()) == len(it.shown())


def test_by_hand_a_forum_is_polled_in_quiet_hours_too(it: World) -> None:
    with program(it, quiet_hours=spans_in("00:00-23:00")) as running:
        job = running.jobs[0]
        assert job.quiet
        assert job.run()[1].due_at is not None
        assert it.site.requests.count == 0
        report, state = job.run(by_hand=True)
    assert report.new_posts == len(it.shown())
    assert state.due_at is not None
    assert state.due_at >= it.forum.now.replace(hour=22, minute=0)


class KilledError(BaseException):
    """Stands for SIGKILL: nothing of ours runs after it."""


def test_a_crash_loop_asks_no_more_often_than_the_interval(it: World) -> None:
    def dies(line: str) -> None:
        raise KilledError

    asked = 0
    start = it.forum.now
    while it.forum.now < start + 120 * MINUTE:
        with program(it) as restarted:
            job = restarted.jobs[0]
            stored = it.store.poll_states.read(KEY)
            if first_due_at(stored, job.forum, it.forum.now, 0, Random(1)) <= it.forum.now:
                with pytest.raises(KilledError):
                    job.run(dies)
                asked += 1
        it.forum.advance(MINUTE / 2)
    assert it.site.requests.count == asked
    assert 7 <= asked <= 10


def test_who_is_stopped_in_order_is_due_as_before(it: World) -> None:
    with program(it) as running:
        running.jobs[0].run()
    before = it.store.poll_states.read(KEY)
    stop = Stop()
    with program(it, stop=stop) as again, pytest.raises(StoppedError):
        again.jobs[0].run(lambda line: stop.request())
    assert it.store.poll_states.read(KEY) == before


def test_a_store_that_another_polls_now_is_noticed_before_the_next_page(it: World) -> None:
    lost: list[str] = []

    def see() -> None:
        if lost:
            raise HeldError("Another polls.")

    with program(it, stop=Stop(see)) as running, pytest.raises(HeldError):
        running.jobs[0].run(lost.append)
    assert it.site.requests.count == 1


def test_a_new_post_does_not_wait_for_a_big_backfill(it: World) -> None:
    for number in range(40):
        it.forum.new_thread(2, "Ines", f"Alt {number}", "Alt.")
    with program(it, backfill=None, pages_per_poll=8) as running:
        running.jobs[0].run()
        it.forum.advance(60 * MINUTE)
        news = it.forum.reply(2, "Paul", "Ganz neu.")
        it.site.requests.clear()
        report, _ = running.jobs[0].run()
    assert report.more
    assert it.site.requests.count <= 9
    assert news in [post.id for post in it.posts()]
    scripts = [request.script for request in it.site.requests.pages]
    assert scripts.index("thread.php") <= 3
