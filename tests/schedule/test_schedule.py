"""Visits at their time, by APScheduler's real threads; tests wait for events, and never for time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.clock import SystemClock
from feedforum.config import ForumSettings
from feedforum.errors import FeedforumError, HeldError, StoreDamagedError, StoreFullError
from feedforum.poll import Report
from feedforum.records import Answer
from feedforum.schedule import PollJob, PollJobs, Schedule, Stop, StoppedError
from feedforum.schedule.intervals import doubled
from feedforum.schedule.store_backoff import LONGEST_PAUSE
from feedforum.store import PollState, Store
from tests.fake_clock import A_MOMENT, FakeClock
from tests.poll.world import KEY, settings_for, world
from tests.sample_forum import SampleForum

PATIENCE = 20.0
SOON = 0.001
HOUR = timedelta(hours=1)


class NoSpread(Random):
    """Sets nothing apart, so that tests need not wait."""

    def random(self) -> float:
        return 0.0


class FakeJob(PollJob):
    """A poll is what a test says, and never twice at once."""

    def __init__(self, forum: ForumSettings, act: Callable[[int], None] = lambda number: None) -> None:
        self.forum = forum
        self.count = 0
        self.overlaps = 0
        self.closed = False
        self.ended = threading.Event()
        self._act = act
        self._alone = threading.Lock()
        self._change = threading.Condition()

    def run(self, *_: object, **__: object) -> tuple[Report, PollState]:
        if not self._alone.acquire(blocking=False):
            self.overlaps += 1
            raise AssertionError("twice at once")
        try:
            self._act(self.count)
        finally:
            self._alone.release()
            with self._change:
                self.count += 1
                self._change.notify_all()
        due = SystemClock().now() + timedelta(seconds=SOON)
        return Report(self.forum.key, Answer.OK), PollState(self.forum.key, due_at=due)

    def fetch_media(self, *_: object, **__: object) -> Report | None:
        return None

    def end(self) -> None:
        self.ended.set()

    def close(self) -> None:
        self.closed = True

    def reaches(self, count: int) -> bool:
        """Waits for that many polls."""
        with self._change:
            return self._change.wait_for(lambda: self.count >= count, PATIENCE)


def fake_job(key: str = KEY, act: Callable[[int], None] = lambda number: None) -> FakeJob:
    return FakeJob(settings_for("http://forum.invalid/", [1], key=key, interval=SOON), act)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.at(f"sqlite:///{tmp_path}/store.db")
    yield opened
    opened.close()


@contextmanager
def started(store: Store, *jobs: FakeJob, workers: int = 8) -> Iterator[tuple[Schedule, Stop]]:
    stop = Stop()
    schedule = Schedule(jobs, store, SystemClock(), NoSpread(), stop, workers)
    schedule.start()
    try:
        yield schedule, stop
    finally:
        assert schedule.stop(PATIENCE)


def test_a_forum_is_polled_again_and_again_and_never_twice_at_once(store: Store) -> None:
    busy = fake_job()
    with started(store, busy):
        assert busy.reaches(20)
    assert busy.overlaps == 0


def test_forums_are_polled_in_parallel(store: Store) -> None:
    together = threading.Barrier(3, timeout=PATIENCE)

    def meet(number: int) -> None:
        if number == 0:
            together.wait()

    jobs = [fake_job(key, meet) for key in ("one", "two", "three")]
    with started(store, *jobs):
        assert all(each.reaches(1) for each in jobs)
    assert not together.broken


def test_more_forums_than_workers_are_all_polled(store: Store) -> None:
    jobs = [fake_job(f"forum{number}") for number in range(6)]
    with started(store, *jobs, workers=2):
        assert all(each.reaches(2) for each in jobs)


def test_what_is_late_is_not_dropped(store: Store) -> None:
    late = fake_job()
    store.poll_states.write(PollState(KEY, due_at=SystemClock().now() - 48 * HOUR))
    with started(store, late):
        assert late.reaches(1)


def test_a_poll_that_waits_long_for_a_worker_is_not_dropped(store: Store) -> None:
    # APScheduler drops what starts more than a second late, unless it is configured otherwise.
    release = threading.Event()

    def hold(number: int) -> None:
        release.wait(PATIENCE)

    slow = fake_job("slow", hold)
    waiting = fake_job("waiting")
    with started(store, slow, waiting, workers=1) as (schedule, _):
        jobs = schedule._scheduler.get_jobs()
        assert all(job.misfire_grace_time is None for job in jobs)
        release.set()
        assert waiting.reaches(1)


def test_due_times_are_kept_over_a_restart(store: Store) -> None:
    due = SystemClock().now() + HOUR
    store.poll_states.write(PollState(KEY, due_at=due))
    patient, eager = fake_job(KEY), fake_job("other")
    with started(store, patient, eager) as (schedule, _):
        assert eager.reaches(3)
        polls = [job for job in schedule._scheduler.get_jobs() if job.args]
        planned = {job.args[0].forum.key: job.next_run_time for job in polls}
    assert planned[KEY] == due
    assert patient.count == 0


@pytest.mark.parametrize("error", [FeedforumError("no luck"), RuntimeError("a bug")])
def test_a_poll_that_raises_is_logged_with_its_forum_and_planned_again(
    store: Store, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(number: int) -> None:
        if number < 2:
            raise error

    faulty = fake_job("faulty", fail)
    with started(store, faulty):
        assert faulty.reaches(3)
    messages = [record for record in caplog.records if record.name.startswith("feedforum")]
    assert [record.getMessage().partition(":")[0] for record in messages] == ["faulty", "faulty"]


def test_stopping_ends_polls_running_and_begins_no_more(store: Store) -> None:
    begun = threading.Event()
    stops: list[Stop] = []

    def act(number: int) -> None:
        begun.set()
        stops[0].wait(PATIENCE)

    lasting = fake_job(KEY, act)
    stop = Stop()
    stops.append(stop)
    schedule = Schedule([lasting], store, SystemClock(), NoSpread(), stop)
    schedule.start()
    assert begun.wait(PATIENCE)
    assert schedule.stop(PATIENCE)
    assert lasting.count == 1
    assert lasting.closed
    with pytest.raises(StoppedError):
        stop.check()


def test_stopping_does_not_wait_for_ever(store: Store) -> None:
    begun, release = threading.Event(), threading.Event()

    def act(number: int) -> None:
        begun.set()
        release.wait(PATIENCE)

    stuck = fake_job(KEY, act)
    schedule = Schedule([stuck], store, SystemClock(), NoSpread(), Stop())
    schedule.start()
    assert begun.wait(PATIENCE)
    assert not schedule.stop(0.01)
    release.set()
    assert schedule.stop(PATIENCE)


def test_stopping_what_never_began(store: Store) -> None:
    assert Schedule([fake_job()], store, SystemClock(), NoSpread(), Stop()).stop(0)


def test_a_real_forum_is_polled_in_time(tmp_path: Path) -> None:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Ines", "Hallo", "Guten Tag.")
    polled = threading.Semaphore(0)
    with world(forum, [board], tmp_path, interval=SOON, max_interval=SOON) as place:
        place.site.before_answer = lambda request: polled.release() if request.script == "index.php" else None
        stop = Stop()
        jobs = PollJobs(place.store, SystemClock(), NoSpread(), stop).of([place.settings])
        schedule = Schedule(jobs, place.store, SystemClock(), NoSpread(), stop)
        schedule.start()
        # The second poll begins when the first has ended.
        assert polled.acquire(timeout=PATIENCE)
        assert polled.acquire(timeout=PATIENCE)
        with forum.lock:
            forum.advance(HOUR)
            forum.reply(thread, "Paul", "Ebenfalls.")
        for _ in range(3):
            assert polled.acquire(timeout=PATIENCE)
        assert schedule.stop(PATIENCE)
        assert len(place.posts()) == 2
        assert place.store.poll_states.read(KEY).answer == "ok"


# --- trouble with the store ---


def test_a_store_without_room_pauses_all_polls_and_is_logged_once(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    full = threading.Event()
    full.set()

    def need_room(number: int) -> None:
        if full.is_set():
            raise StoreFullError("There is no room; make some.")

    jobs = [fake_job(key, need_room) for key in ("one", "two", "three")]
    with started(store, *jobs) as (schedule, _):
        assert all(each.reaches(2) for each in jobs)
        trouble = schedule.trouble
        assert trouble is not None
        assert (trouble.reason, trouble.final) == ("There is no room; make some.", False)
        full.clear()
        assert all(each.reaches(each.count + 2) for each in jobs)
        assert schedule.trouble is None
    messages = [record.getMessage() for record in caplog.records if record.name.startswith("feedforum")]
    assert messages == [
        "polls pause: There is no room; make some.",
        "the store can be written again, polls continue",
    ]


def test_polls_wait_while_another_process_polls_and_go_on_when_it_has_ended(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    held, refused = threading.Event(), threading.Semaphore(0)

    def ensure() -> None:
        if held.is_set():
            refused.release()
            raise HeldError("`feedforum run` polls this store already.")

    jobs = [fake_job(key) for key in ("one", "two")]
    schedule = Schedule(jobs, store, SystemClock(), NoSpread(), Stop(ensure), 8)
    schedule.start()
    try:
        assert all(each.reaches(1) for each in jobs)
        held.set()
        for _ in range(4):
            assert refused.acquire(timeout=PATIENCE)
        assert schedule.trouble is None
        counts = {each: each.count for each in jobs}
        held.clear()
        assert all(each.reaches(count + 2) for each, count in counts.items())
    finally:
        held.clear()
        assert schedule.stop(PATIENCE)
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("feedforum")]
    assert logged[-1] == "No other process polls any more; this one polls again."
    assert sum("does not poll while another does" in line for line in logged) == logged.count(logged[-1])


def test_a_forum_that_another_process_polled_just_now_is_not_polled_again_at_once(store: Store) -> None:
    held = threading.Event()
    held.set()

    def ensure() -> None:
        if held.is_set():
            raise HeldError("`feedforum run` polls this store already.")

    patient = FakeJob(settings_for("http://forum.invalid/", [1], interval=900.0))
    schedule = Schedule([patient], store, FakeClock(), NoSpread(), Stop(ensure))
    due = schedule._due_after_poll(patient)
    assert due is not None
    assert A_MOMENT < due < A_MOMENT + HOUR
    store.poll_states.write(PollState(KEY, due_at=A_MOMENT + HOUR, polled_at=A_MOMENT - HOUR / 6))
    held.clear()
    assert schedule._due_after_poll(patient) == A_MOMENT + HOUR / 12
    assert patient.count == 0
    schedule._due_after_poll(patient)
    assert patient.count == 1


def test_a_damaged_store_ends_all_polls(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    ended, begun = threading.Event(), threading.Event()

    def fail(number: int) -> None:
        assert begun.wait(PATIENCE)
        ended.set()
        raise StoreDamagedError("It is damaged; restore it.")

    def follow(number: int) -> None:
        begun.set()
        assert ended.wait(PATIENCE)
        raise StoreFullError("And there is no room.")

    first, other = fake_job("first", fail), fake_job("other", follow)
    with started(store, first, other) as (schedule, _):
        assert first.reaches(1)
        assert other.reaches(1)
        with schedule._change:
            assert schedule._change.wait_for(lambda: not schedule._running, PATIENCE)
        assert schedule.trouble is not None
    messages = [record.getMessage() for record in caplog.records]
    assert "no polls until the next start: It is damaged; restore it." in messages
    assert first.count == 1


@pytest.mark.parametrize(
    ("interval", "failures", "seconds"),
    [(900, 1, 900), (900, 2, 1800), (900, 3, 3600), (900, 4000, 3600), (7200, 3, 7200)],
)
def test_how_long_polls_pause_for_the_store(interval: float, failures: int, seconds: float) -> None:
    assert doubled(interval, failures - 1, LONGEST_PAUSE) == seconds
