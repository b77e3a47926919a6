"""The demo: what it starts from, and that nothing of it is left running."""

import re
import socket
import struct
import subprocess
import sys
import zlib
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from feedforum.config import load
from feedforum.engines import ENGINES
from tests import demo
from tests.fake_clock import FakeClock
from tests.sample_forum import SampleForum, serve
from tests.sample_forum.demo import demo_forum, one_more_post

ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)",
)
SHORT = (sys.executable, "-c", "")


def a_forum() -> SampleForum:
    return demo_forum(FakeClock().now())


def test_its_configuration_is_right(tmp_path: Path) -> None:
    settings = load(demo.prepare(tmp_path / "var" / "demo", 8090, "http://127.0.0.1:8802/"), ENGINES, {})
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
    assert {path.name for path in tmp_path.iterdir()} == {
        "config.toml",
        "other.db",
        "owner.txt",
        "password.txt",
    }


@pytest.mark.parametrize("which", ["--port", "--forum-port"])
def test_a_port_that_is_taken_is_one_sentence_and_nothing_is_lost(
    which: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when a demo runs already, in the same folder."""
    (tmp_path / "feedforum.db").touch()
    ports = {"--port": "0", "--forum-port": "0"}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports[which] = str(taken.getsockname()[1])
        words = [word for pair in ports.items() for word in pair]
        assert demo.main(["--folder", str(tmp_path), *words]) == 1
    output = capsys.readouterr().out
    assert output.startswith(f"Port {ports[which]} is taken")
    assert ".venv/bin/python -m tests.demo --port" in output
    assert output.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["feedforum.db"]


def test_the_sample_forum_says_in_one_sentence_that_its_port_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "tests.sample_forum", "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Nothing can listen on port {port} (")
    assert done.stderr.count("\n") == 1


def test_what_is_written_while_it_runs_guests_can_read() -> None:
    forum = a_forum()
    for number in range(40):
        thread = forum.threads[forum.posts[one_more_post(forum, number)].thread_id]
        assert not forum.boards[thread.board_id].members_only


def test_its_pictures_can_be_had_and_seen() -> None:
    with serve(a_forum()) as site:
        page = urlopen(f"{site.url}thread.php?threadid={thread_with_pictures(site.forum)}").read().decode()
        sources = {unescape(found) for found in re.findall(r'<img[^>]*src="([^"]+)"', page)}
        shown = {source for source in sources if "attachment.php" in source or source.endswith(".png")}
        assert len(shown) == 3
        for source in shown:
            with urlopen(urljoin(site.url, source)) as answer:
                body = answer.read()
            assert answer.headers["Content-Type"] == "image/png"
            assert struct.unpack(">II", body[16:24]) in {(320, 200), (160, 100)}
            assert len(colours(body)) > 20


def thread_with_pictures(forum: SampleForum) -> int:
    return next(post.thread_id for post in forum.posts.values() if len(post.uploads) == 3)


def colours(png: bytes) -> set[bytes]:
    """The colours of a PNG of one data chunk, without filters, checked as readers do it."""
    width, height = struct.unpack(">II", png[16:24])
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        chunk = png[place + 4 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(chunk)
        data += zlib.decompress(chunk[4:]) if chunk.startswith(b"IDAT") else b""
        place += 12 + length
    assert len(data) == height * (1 + 3 * width)
    line = data[1 : 1 + 3 * width]
    return {line[start : start + 3] for start in range(0, len(line), 3)}


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
    clock = FakeClock()
    with serve(a_forum()) as site, demo.started(*ENDLESS) as process:
        demo.wait_for(site.url, clock, process)
    assert clock.sleeps == []


def test_waiting_ends_when_a_process_does() -> None:
    with demo.started(*SHORT) as process:
        process.wait()
        with pytest.raises(demo.DemoError, match="--port"):
            demo.wait_for("http://127.0.0.1:9/", FakeClock(), process)


def test_an_answer_on_the_port_of_a_process_that_ended_is_not_its_own() -> None:
    with serve(a_forum()) as site, demo.started(*SHORT) as process:
        process.wait()
        with pytest.raises(demo.DemoError):
            demo.wait_for(site.url, FakeClock(), process)


def test_patience_ends() -> None:
    clock = FakeClock()
    with demo.started(*ENDLESS) as process, pytest.raises(demo.DemoError, match="does not answer"):
        demo.wait_for("http://127.0.0.1:9/", clock, process)
    assert sum(clock.sleeps) >= demo.PATIENCE


def test_it_ends_when_one_of_the_two_does() -> None:
    with demo.started(*ENDLESS) as one, demo.started(*SHORT) as other:
        other.wait()
        with pytest.raises(demo.DemoError):
            demo.until_one_ends(FakeClock(), one, other)
