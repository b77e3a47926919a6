"""`python -m tests.demo`: the sample forum and the program that reads it, to try in a feed reader."""

import argparse
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from feedforum.clock import Clock, SystemClock
from tests.sample_forum import SKINS, WBB2, Skin, skin_named

_CONFIG = """\
[server]
listen = "127.0.0.1:{port}"
owner_password_file = "owner.txt"

[polling]
interval = "10s"
max_interval = "20s"
request_delay = "0s"

[[forum]]
key = "workshop"
url = "{forum_url}"
boards = "all"
username = "Ines Möwe"
password_file = "password.txt"
timezone = "{zone}"
private = false
"""

_OTHERS = ".venv/bin/python -m tests.demo --port 8090 --forum-port 8802"

_PASSWORD = "demo"

OWNER_PASSWORD = "only-for-the-demo"
"""What opens the status page."""

LOG = "log.txt"
"""The file in the demo's folder with what the forum and the program say."""

PATIENCE = 60.0
"""The seconds that each of the two may take until it answers."""

GRACE = 10.0
"""The seconds that each of the two gets to end in."""

Process = subprocess.Popen[bytes]


class DemoError(Exception):
    """The demo cannot go on; the text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both until interrupted, or until one of them ends. Gives the exit status."""
    options = _parser().parse_args(arguments)
    forum_url = f"http://127.0.0.1:{options.forum_port}/"
    taken = [port for port in (options.forum_port, options.port) if not _is_free(port)]
    if taken:
        _say(f"Port {taken[0]} is taken, maybe by another demo: end that, or choose others: {_OTHERS}")
        return 1
    skin = skin_named(options.skin)
    config = prepare(options.folder, options.port, forum_url, skin)
    forum_command = ["-m", "tests.sample_forum", "--port", str(options.forum_port), "--lively", "20"]
    forum_command += ["--skin", skin.name]
    signal.signal(signal.SIGTERM, _interrupt)
    clock = SystemClock()
    try:
        with ExitStack() as both:
            _say("The sample forum and feedforum are starting; this takes some seconds.")
            # What they say goes into a file: between the lines of the list nobody could read either.
            log = both.enter_context((options.folder / LOG).open("wb"))
            forum = both.enter_context(started(sys.executable, *forum_command, log=log))
            wait_for(forum_url, clock, forum)
            reader = both.enter_context(started(*_feedforum("run", config), log=log))
            feedforum_url = f"http://127.0.0.1:{options.port}/"
            wait_for(f"{feedforum_url}feeds/workshop/posts.atom", clock, forum, reader)
            _say(f"\nTo look at in a browser: {feedforum_url}")
            _say(f"How it goes:             {feedforum_url}status (password: {OWNER_PASSWORD})")
            _say(f"The forum itself:        {forum_url}")
            _say(f"The log:                 {options.folder / LOG}")
            _say("\nFeeds to subscribe to, with a new post every 20 seconds (Ctrl-C ends the demo):\n")
            subprocess.run(_feedforum("feeds", config), check=True)
            until_one_ends(clock, forum, reader)
    except KeyboardInterrupt:
        return 0
    except DemoError as error:
        _say(f"{error}\nThe log says more: {options.folder / LOG}")
    return 1


def prepare(folder: Path, port: int, forum_url: str, skin: Skin = WBB2) -> Path:
    """The path of a configuration in `folder`, for a forum that starts anew as the demo does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("feedforum.db", "feedforum.db-wal", "feedforum.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "password.txt").write_text(_PASSWORD, encoding="utf-8")
    (folder / "owner.txt").write_text(OWNER_PASSWORD, encoding="utf-8")
    config = folder / "config.toml"
    config.write_text(_CONFIG.format(port=port, forum_url=forum_url, zone=skin.zone), encoding="utf-8")
    return config


@contextmanager
def started(*command: str, log: IO[bytes] | None = None) -> Iterator[Process]:
    """A process, which ends with the block: asked first, and forced if it has not ended after `GRACE`.

    What it says goes into `log`, if there is one.
    """
    # In a session of its own it does not hear Ctrl-C, and is ended here, in order.
    with subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(url: str, clock: Clock, *processes: Process) -> None:
    """Return once `url` answers 200. Raises DemoError if a process ends first, or after `PATIENCE`."""
    deadline = clock.monotonic() + PATIENCE
    while not _answers(url):
        _all_alive(processes)
        if clock.monotonic() > deadline:
            raise DemoError(f"{url} does not answer.")
        clock.sleep(0.2)
    # What answers may be another program that had the port before.
    _all_alive(processes)


def until_one_ends(clock: Clock, *processes: Process) -> None:
    """Never return; raise DemoError once a process ends."""
    while True:
        _all_alive(processes)
        clock.sleep(0.5)


def _all_alive(processes: Sequence[Process]) -> None:
    if any(process.poll() is not None for process in processes):
        raise DemoError(f"A part of the demo ended. If its port is taken, choose others: {_OTHERS}")


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status) == 200
    except (urllib.error.URLError, OSError):
        return False


def _feedforum(command: str, config: Path) -> list[str]:
    return [sys.executable, "-m", "feedforum", command, "--config", str(config)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.demo", description="A sample forum, and feedforum reading it."
    )
    parser.add_argument(
        "--folder", type=Path, default=Path("var/demo"), help="where the demo keeps its files"
    )
    names = [skin.name for skin in SKINS]
    parser.add_argument("--skin", choices=names, default=names[0], help="the software of the forum")
    parser.add_argument("--port", type=int, default=8080, help="port of the feeds (default: 8080)")
    parser.add_argument("--forum-port", type=int, default=8801, help="port of the forum (default: 8801)")
    return parser


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
