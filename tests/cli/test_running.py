"""`feedforum run` and `serve`, as processes that signals end."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Place, Run
from tests.sample_forum import Request

PATIENCE = 30.0


class Process:
    """A command under way; `out` has the lines that it has printed at its start."""

    def __init__(self, process: "subprocess.Popen[bytes]", lines: int) -> None:
        assert process.stdout is not None
        self._process = process
        self.out = []
        for _ in range(lines):
            assert select.select([process.stdout], [], [], PATIENCE)[0]
            self.out.append(process.stdout.readline().decode().rstrip("\n"))

    @property
    def site(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+", self.out[0])
        assert found
        return found[0]

    @property
    def pid(self) -> int:
        return self._process.pid

    def reads_until(self, words: str) -> str:
        """Reads the log as far as the line that holds these words; gives that line."""
        assert self._process.stderr is not None
        while select.select([self._process.stderr], [], [], PATIENCE)[0]:
            line = self._process.stderr.readline().decode()
            if words in line or not line:
                return line
        return ""

    def hangs_up(self) -> None:
        self._process.send_signal(signal.SIGHUP)

    def ends(self, number: signal.Signals) -> tuple[int, str]:
        """Sends a signal; gives the exit status and the log. Fails if it takes longer than `PATIENCE`."""
        self._process.send_signal(number)
        _, err = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, err.decode()


@contextmanager
def started(*arguments: str) -> Iterator[Process]:
    process = subprocess.Popen(
        [sys.executable, "-m", "feedforum", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        bufsize=0,
        # Without the terminal of whoever runs the tests, as a service has none.
        start_new_session=True,
    )
    try:
        yield Process(process, lines=2)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_polls_and_serves_until_a_signal(place: Place, number: signal.Signals) -> None:
    polled = threading.Event()
    named = place.write(boards="[2]", engine='"wbb2"')

    def before_answer(request: Request) -> None:
        if request.script == "thread.php":
            polled.set()

    place.site.before_answer = before_answer
    with started("run", *named) as process:
        assert process.out == [
            f"feedforum is at {process.site}/ and its feeds are in {process.site}/feeds.opml",
            f"{process.site}/feeds/demo/posts.atom",
        ]
        assert polled.wait(PATIENCE)
        with urlopen(f"{process.site}/healthz") as answer:
            assert answer.status == 200
        status, log = process.ends(number)
    assert status == 0
    assert "Traceback" not in log
    levels = [line.split()[2] for line in log.splitlines()]
    assert set(levels) == {"INFO"}


def test_run_ends_soon_though_a_forum_does_not_answer(place: Place) -> None:
    asked, release = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        asked.set()
        release.wait()
        raise ConnectionError

    place.site.before_answer = hold
    with started("run", *place.write(timeout='"5m"')) as process:
        try:
            assert asked.wait(PATIENCE)
            status, log = process.ends(signal.SIGTERM)
        finally:
            release.set()
    assert status == 0
    assert "Traceback" not in log
    assert "it is polled again after the next start" in log


def test_serve_does_not_poll(place: Place, run: Run) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    place.site.requests.clear()
    with started("serve", *named) as process:
        with urlopen(process.out[1]) as answer:
            assert b"Guten Tag" in answer.read()
        status, log = process.ends(signal.SIGTERM)
    assert (status, place.site.requests.count) == (0, 0)
    assert log.endswith(" INFO feedforum.cli.serve ending\n")
    assert "Traceback" not in log


def test_run_takes_up_another_configuration_when_it_is_hung_up(place: Place) -> None:
    boards = {"boards": "[2]", "engine": '"wbb2"'}
    with started("run", *place.write(**boards)) as process:
        assert "next poll" in process.reads_until("next poll")
        place.write(**boards, interval='"soon"')
        process.hangs_up()
        assert "expected a text such as" in process.reads_until("is not used")
        with urlopen(f"{process.site}/healthz") as answer:
            assert answer.read().startswith(b"ok\nThe configuration file has errors")
        place.write(**boards, key='"other"')
        process.hangs_up()
        assert "new: other; removed: demo" in process.reads_until("is in force")
        assert "other: new posts 2" in process.reads_until("next poll")
        with urlopen(f"{process.site}/feeds/other/posts.atom") as answer:
            assert b"Guten Tag" in answer.read()
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{process.site}/feeds/demo/posts.atom")
        status, log = process.ends(signal.SIGTERM)
    assert status == 0
    assert "Traceback" not in log


@pytest.mark.parametrize("command", ["run", "serve"])
def test_an_address_that_is_taken_is_one_sentence(command: str, place: Place, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        named = place.write()
        place.config.write_text(place.config.read_text().replace("127.0.0.1:0", f"127.0.0.1:{port}"))
        status, out, err = run(command, *named)
    assert (status, out) == (1, "")
    assert err == (
        f"feedforum: Cannot listen on 127.0.0.1:{port} (Address already in use);"
        " end the program that uses it, or set listen in [server] to another port.\n"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "x" * 64])
def test_an_address_of_another_machine_is_said_to_be_one(host: str, place: Place, run: Run) -> None:
    named = place.write()
    place.config.write_text(place.config.read_text().replace("127.0.0.1:0", f"{host}:8080"))
    status, out, err = run("serve", *named)
    assert (status, out) == (1, "")
    assert err == (
        f"feedforum: Cannot listen on {host}:8080 (it is not an address of this machine);"
        " set listen in [server] to one that is.\n"
    )
