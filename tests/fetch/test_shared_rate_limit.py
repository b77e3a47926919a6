"""Turns among processes: by their moments, by the folder's faults, and by two real processes."""

import logging
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from feedforum.clock import Clock
from feedforum.fetch import HostFolder, HostRateLimiter, user_folder
from tests.fake_clock import FakeClock
from tests.fetch.test_rate_limit import take
from tests.sample_forum import Request, SampleForum, serve

HOST = "a.example"
DELAY = 0.2
ASKS = 6

ASK = f"""
import sys
from pathlib import Path
from random import Random
from feedforum.fetch import InMemoryRobots
from feedforum.clock import SystemClock
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostFolder, HostRateLimiter
clock = SystemClock()
limiter = HostRateLimiter(clock, Random(), [HostFolder(Path(sys.argv[2]), clock)])
options = FetchOptions("test", request_delay={DELAY}, robots_txt=False)
with ForumClient(options, clock, limiter, InMemoryRobots()) as client:
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range({ASKS}):
        print(client.get(sys.argv[1]).answer, flush=True)
"""


def shared(clock: Clock, seed: int, folder: Path, boot_id: str | None = None) -> HostRateLimiter:
    """The limiter of a process that shares a folder with others."""
    return HostRateLimiter(clock, Random(seed), [HostFolder(folder, clock, boot_id)], boot_id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "limiter"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def both(folder: Path, clock: FakeClock) -> tuple[HostRateLimiter, HostRateLimiter]:
    """The limiter of two processes."""
    return shared(clock, 1, folder), shared(clock, 2, folder)


def test_the_delay_is_kept_between_processes(
    both: tuple[HostRateLimiter, HostRateLimiter], clock: FakeClock
) -> None:
    one, other = both
    with one.acquire(HOST, 2.0):
        clock.advance(10)
    clock.advance(0.5)
    take(other)
    assert len(clock.sleeps) == 1
    assert 1.5 <= clock.sleeps[0] <= 2.0


def test_who_waits_keeps_nobody_from_the_host(folder: Path) -> None:
    """A long crawl in one process leaves others their limiter between its own."""
    clock = FakeClock()
    rest = shared(clock, 2, folder)
    asked: list[str] = []

    class Watched(FakeClock):
        def now(self) -> datetime:
            return clock.now()

        def monotonic(self) -> float:
            return clock.monotonic()

        def sleep(self, seconds: float) -> None:
            if not asked:
                asked.append("other")
                assert take(rest, delay=0.0) == 0
            clock.sleep(seconds)

    first = shared(clock, 1, folder)
    take(first)
    waiting = shared(Watched(), 3, folder)
    take(waiting)
    assert asked == ["other"]


def test_retry_after_counts_for_other_processes(
    both: tuple[HostRateLimiter, HostRateLimiter], clock: FakeClock, folder: Path
) -> None:
    one, other = both
    with one.acquire(HOST, 2.0):
        one.overloaded(HOST, 100)
    assert take(other) == pytest.approx(100, abs=0.01)
    later = shared(clock, 3, folder)
    clock.advance(60)
    assert take(later) == pytest.approx(40, abs=0.01)
    clock.advance(41)
    assert take(later) == take(other, "b.example") == 0


def test_it_never_waits_for_longer_than_makes_sense(folder: Path) -> None:
    """Clocks are put back, and files get damaged."""
    fast = FakeClock()
    fast.advance(10 * 86400)
    ahead = shared(fast, 1, folder)
    with ahead.acquire(HOST, 2.0):
        ahead.overloaded(HOST, 5)
    clock = FakeClock()
    assert take(shared(clock, 1, folder)) <= 86400
    for moments in folder.glob("*.last"):
        moments.write_text("rubbish 1 2 3 \0")
    assert take(shared(clock, 1, folder)) == 0
    assert clock.sleeps == []


class SteppedClock(FakeClock):
    """Whose time of day is put forward or back, as by its owner or over the network."""

    step = timedelta()

    def now(self) -> datetime:
        return super().now() + self.step


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(hours=1), timedelta(days=-400)])
def test_a_clock_that_jumps_makes_no_pause_longer_or_shorter(folder: Path, step: timedelta) -> None:
    clock = SteppedClock()
    limiter, other = (shared(clock, seed, folder) for seed in (1, 2))
    take(limiter)
    clock.step = step
    clock.advance(0.5)
    take(other)
    assert 1.5 <= sum(clock.sleeps) <= 2.0
    with limiter.acquire(HOST, 0.0):
        limiter.overloaded(HOST, 100)
    clock.step = timedelta()
    clock.advance(60)
    assert take(other) == pytest.approx(40)
    clock.advance(40)
    assert take(other) == 0


@pytest.mark.parametrize(
    ("up", "put_on", "left"),
    [(30.0, 60, 40), (30.0, -9 * 86400, 70), (30.0, 9 * 86400, 0), (9000.0, 60, 0), (5040.0, -3600, 0)],
)
def test_after_a_restart_of_the_machine_the_time_of_day_counts(
    folder: Path, up: float, put_on: int, left: float
) -> None:
    """The monotonic clock begins again then, and says how long the machine has been up at least."""
    before = FakeClock(up=5000.0)
    with (limiter := shared(before, 1, folder, "one")).acquire(HOST, 2.0):
        limiter.overloaded(HOST, 100)
    after = FakeClock(before.now() + timedelta(seconds=put_on), up=up)
    assert take(shared(after, 2, folder, "another")) == pytest.approx(left)


def test_a_note_of_the_version_before_names_no_run_of_the_machine_and_holds(folder: Path) -> None:
    clock = FakeClock()
    with (limiter := shared(clock, 1, folder, "one")).acquire(HOST, 2.0):
        limiter.overloaded(HOST, 2000)
    (stored,) = folder.glob("*.last")
    stored.write_text(" ".join(stored.read_text().split()[:3]))
    clock.advance(60)
    assert take(shared(clock, 2, folder, "one")) == pytest.approx(2000 - 60)


def test_the_folder_is_the_users_alone(folder: Path, clock: FakeClock) -> None:
    take(shared(clock, 1, folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all("a.example" not in file.name for file in folder.iterdir())
    assert user_folder() == Path(tempfile.gettempdir()) / f"feedforum-{os.geteuid()}"


def test_a_folder_that_was_cleaned_away_is_made_again(
    both: tuple[HostRateLimiter, HostRateLimiter], clock: FakeClock, folder: Path
) -> None:
    take(both[0])
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    take(both[0])
    take(both[1])
    assert len(clock.sleeps) == 2


def _open_to_others(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def _a_link(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to("elsewhere")


def _a_file(folder: Path) -> None:
    folder.touch(0o600)


def _without_a_parent(folder: Path) -> None:
    folder.parent.rmdir()


@pytest.mark.parametrize("trap", [_open_to_others, _a_link, _a_file, _without_a_parent])
def test_a_folder_that_is_not_to_be_trusted_is_left_alone_and_logged_once(
    trap: Callable[[Path], None], tmp_path: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "own" / "limiter"
    folder.parent.mkdir()
    trap(folder)
    limiter = shared(clock, 1, folder)
    for _ in range(3):
        assert take(limiter) == 0
    assert len(clock.sleeps) == 2
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert str(folder) in record.getMessage()
    assert not folder.is_dir() or list(folder.iterdir()) == []


def test_two_processes_never_ask_at_once_and_keep_the_delay(folder: Path) -> None:
    """By the forum's own log: when each request came, and when its answer was about to go."""
    forum = SampleForum()
    lock = threading.Lock()
    begun: list[float] = []
    under_way: list[int] = []
    most: list[int] = []

    with serve(forum) as site, ExitStack() as stack:

        def before_answer(request: Request) -> None:
            with lock:
                begun.append(request.monotonic)
                under_way.append(1)
                most.append(len(under_way))
            site.stopped.wait(0.05)
            with lock:
                under_way.pop()

        site.before_answer = before_answer
        askers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", ASK, site.url, str(folder)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            )
            for _ in range(2)
        ]
        for asker in askers:
            assert asker.stdout is not None
            assert asker.stdout.readline() == b"ready\n"
        for asker in askers:
            assert asker.stdin is not None
            asker.stdin.write(b"\n")
            asker.stdin.flush()
        outputs = [asker.communicate(timeout=60)[0].split() for asker in askers]
    assert outputs == [[b"ok"] * ASKS] * 2
    assert most == [1] * (2 * ASKS)
    between = [later - earlier for earlier, later in pairwise(begun)]
    assert min(between) >= DELAY


def test_a_turn_whose_holder_is_killed_is_free_and_its_delay_kept(folder: Path) -> None:
    forum = SampleForum()
    with serve(forum) as site:
        came, killed = threading.Event(), threading.Event()

        def before_answer(request: Request) -> None:
            if not came.is_set():
                came.set()
                killed.wait(60)
                raise ConnectionError

        site.before_answer = before_answer
        command = [sys.executable, "-c", ASK, site.url, str(folder)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
            assert first.stdin is not None
            first.stdin.write(b"\n")
            first.stdin.flush()
            assert came.wait(60)
            first.kill()
            first.wait()
        killed.set()
        out = subprocess.run(command, input=b"\n", capture_output=True, timeout=60, check=True).stdout
        assert out.split() == [b"ready"] + [b"ok"] * ASKS
        first_, second, *_ = (request.monotonic for request in site.requests)
        assert second - first_ >= DELAY
