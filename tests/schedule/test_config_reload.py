"""A changed configuration put in force: by the schedule, and what the log says of it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.clock import SystemClock
from feedforum.config import ConfigFile, Settings, load
from feedforum.engines import ENGINES
from feedforum.schedule import ConfigReloader, PollJobs, Stop
from feedforum.schedule.intervals import due_after_change
from feedforum.store import PollState, Store
from tests.config.files import FORUM, written
from tests.fake_clock import A_MOMENT
from tests.poll.world import KEY, settings_for
from tests.schedule.test_schedule import PATIENCE, fake_job, started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.at(f"sqlite:///{tmp_path}/store.db")
    yield opened
    opened.close()


# --- the schedule ---


def test_forums_come_and_go_and_the_others_go_on(store: Store) -> None:
    stays, goes, comes = fake_job("stays"), fake_job("goes"), fake_job("comes")
    with started(store, stays, goes) as (schedule, _):
        assert stays.reaches(1)
        assert goes.reaches(1)
        schedule.replace([stays, comes])
        assert comes.reaches(3)
        assert stays.reaches(stays.count + 2)
        assert goes.ended.is_set()
        assert not stays.ended.is_set()
    assert goes.closed


def test_a_changed_forum_is_polled_only_when_the_poll_under_way_has_ended(store: Store) -> None:
    begun = threading.Event()
    together: list[int] = []

    def until_told(number: int) -> None:
        begun.set()
        assert old.ended.wait(PATIENCE)
        together.append(new.count)

    old, new = fake_job(KEY, until_told), fake_job(KEY)
    with started(store, old) as (schedule, _):
        assert begun.wait(PATIENCE)
        schedule.replace([new])
        assert new.reaches(3)
    assert together == [0]
    assert (old.count, old.closed) == (1, True)


def test_nothing_begins_anew_once_all_ends(store: Store) -> None:
    late = fake_job("late")
    with started(store, fake_job()) as (schedule, stop):
        stop.request()
        schedule.replace([late])
    assert late.count == 0


def test_whom_nothing_was_settled_otherwise_for_stays_and_all_others_are_new(store: Store) -> None:
    stop = Stop()
    jobs = PollJobs(store, SystemClock(), Random(1), stop)
    one, two = (settings_for("http://forum.invalid/", [1], key=key, user_agent="") for key in ("one", "two"))
    first = jobs.of([one, two])
    again = jobs.of([one, settings_for("http://forum.invalid/", [1, 2], key="two", user_agent="")])
    assert again[0] is first[0]
    assert again[1] is not first[1]
    assert jobs.of([one], "https://feeds.example")[0] is not first[0]


@pytest.mark.parametrize(
    ("polled", "due", "expected"),
    [
        (None, None, 0),
        (-30, 300, 0),
        (-5, 300, 10),
        (-5, 3, 3),
        (None, 10, 10),
        (None, 300, 15),
        (-30, -1, 0),
    ],
)
def test_a_changed_forum_is_due_as_soon_as_its_interval_allows(
    polled: int | None, due: int | None, expected: int
) -> None:
    def moment(minutes: int | None) -> timedelta | None:
        return None if minutes is None else timedelta(minutes=minutes)

    forum = settings_for("http://forum.invalid/", [1], interval=900.0)
    last, planned = moment(polled), moment(due)
    state = PollState(
        KEY,
        polled_at=None if last is None else A_MOMENT + last,
        due_at=None if planned is None else A_MOMENT + planned,
    )
    assert due_after_change(state, forum, A_MOMENT, Random(1)) == A_MOMENT + timedelta(minutes=expected)


# --- from the file to what is in force ---


class WatchedFile:
    """A file that is watched, and the settings that were applied."""

    def __init__(self, folder: Path) -> None:
        self.path = written(folder, FORUM)
        self.seen: list[Settings] = []
        self.current = ConfigFile(self.path, lambda: load(self.path, ENGINES, {}))
        self.reloader = ConfigReloader(self.current, self.apply, pause=0.001)
        self.change = threading.Condition()

    def apply(self, settings: Settings) -> None:
        with self.change:
            self.seen.append(settings)
            self.change.notify_all()

    def reaches(self, count: int) -> bool:
        with self.change:
            return self.change.wait_for(lambda: len(self.seen) >= count, PATIENCE)


def test_a_change_is_applied_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    it = WatchedFile(tmp_path)
    more = FORUM.replace('"club"', '"other"').replace("club", "other")
    written(tmp_path, '[server]\nlisten = "127.0.0.1:1"\n' + FORUM + "entries = 7\n" + more)
    it.reloader.check(anyway=True)
    assert [forum.key for forum in it.current.settings.forums] == ["club", "other"]
    assert it.seen == [it.current.settings]
    assert [record.getMessage() for record in caplog.records] == [
        "the configuration: listen in [server] takes effect at the next start",
        "the new configuration is in force: new: other; changed: club",
    ]
    written(tmp_path, more)
    it.reloader.check(anyway=True)
    assert caplog.messages[-1] == "the new configuration is in force: removed: club"
    it.reloader.check(anyway=True)
    assert caplog.messages[-1] == "the new configuration is in force: no forum changed"


def test_a_faulty_one_is_refused_and_named_and_the_one_before_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    it = WatchedFile(tmp_path)
    before = it.current.settings
    written(tmp_path, FORUM + "entries = 0\n")
    assert not it.current.faults
    for _ in range(4):
        it.reloader.check()
    assert it.current.settings is before
    assert it.seen == []
    (message,) = caplog.messages
    fault = f'{it.path}:6: [[forum]] "club" entries: expected more than 0, not 0.'
    assert fault in message
    assert list(it.current.faults) == [fault]
    written(tmp_path, FORUM)
    it.reloader.check(anyway=True)
    assert it.current.faults == ()


def test_it_looks_by_itself_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    it = WatchedFile(tmp_path)
    with it.reloader:
        written(tmp_path, FORUM + "entries = 7\n")
        assert it.reaches(1)
        it.reloader.request()
        assert it.reaches(2)
    assert it.current.settings.forums[0].feeds.entries == 7
