"""The demo: what it starts from, and that nothing of it is left running."""

import sys
from pathlib import Path

import pytest

from feedforum.config import load
from tests import demo
from tests.held_clock import HeldClock
from tests.sample_forum import SampleForum, serve
from tests.sample_forum.demo import demo_forum

ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)",
)
SHORT = (sys.executable, "-c", "")


def a_forum() -> SampleForum:
    return demo_forum(HeldClock().now())


def test_its_configuration_is_right(tmp_path: Path) -> None:
    settings = load(demo.prepare(tmp_path / "var" / "demo", 8090, "http://127.0.0.1:8802/"), {})
    (forum,) = settings.forums
    assert settings.server.port == 8090
    assert settings.storage_url == f"sqlite:///{tmp_path.resolve()}/var/demo/feedforum.db"
    assert (forum.url, forum.boards, forum.private) == ("http://127.0.0.1:8802/", None, False)
    member = a_forum().member_named(forum.username)
    assert member is not None
    assert member.password == forum.password


def test_it_forgets_the_forum_of_last_time_and_nothing_else(tmp_path: Path) -> None:
    for name in ("feedforum.db", "feedforum.db-wal", "other.db"):
        (tmp_path / name).touch()
    demo.prepare(tmp_path, 8090, "http://127.0.0.1:8802/")
    assert {path.name for path in tmp_path.iterdir()} == {"config.toml", "other.db", "password.txt"}


def test_a_process_ends_with_its_block() -> None:
    with demo.started(*ENDLESS) as process:
        assert process.poll() is None
    assert process.returncode is not None


def test_a_process_that_does_not_want_to_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "GRACE", 0.05)
    with pytest.raises(ZeroDivisionError), demo.started(*STUBBORN) as process:
        raise ZeroDivisionError
    assert process.returncode is not None


def test_waiting_ends_when_the_forum_answers() -> None:
    clock = HeldClock()
    with serve(a_forum()) as site, demo.started(*ENDLESS) as process:
        demo.wait_for(site.url, clock, process)
    assert clock.sleeps == []


def test_waiting_ends_when_a_process_does() -> None:
    with demo.started(*SHORT) as process:
        process.wait()
        with pytest.raises(demo.DemoError, match="--port"):
            demo.wait_for("http://127.0.0.1:9/", HeldClock(), process)


def test_an_answer_on_the_port_of_a_process_that_ended_is_not_its_own() -> None:
    with serve(a_forum()) as site, demo.started(*SHORT) as process:
        process.wait()
        with pytest.raises(demo.DemoError):
            demo.wait_for(site.url, HeldClock(), process)


def test_patience_ends() -> None:
    clock = HeldClock()
    with demo.started(*ENDLESS) as process, pytest.raises(demo.DemoError, match="does not answer"):
        demo.wait_for("http://127.0.0.1:9/", clock, process)
    assert sum(clock.sleeps) >= demo.PATIENCE


def test_it_ends_when_one_of_the_two_does() -> None:
    with demo.started(*ENDLESS) as one, demo.started(*SHORT) as other:
        other.wait()
        with pytest.raises(demo.DemoError):
            demo.until_one_ends(HeldClock(), one, other)
