"""Worker processes that share a store in PostgreSQL, and a sample forum that they poll."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import select

from feedforum.errors import StoreError
from feedforum.records import PollState, PostScope
from feedforum.store import Store, tables
from feedforum.store.database import reading
from tests.sample_forum import Request, SampleForum, Site, serve

PATIENCE = 150.0
DELAY, TIMEOUT = 0.1, 2.0
COOKIE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

WORKER = """
import sys
from argparse import Namespace
from datetime import timedelta
from feedforum import clock
from feedforum.cli import worker
from feedforum.worker import Timing

class WrongClock(clock.SystemClock):
    def now(self):
        return super().now() + timedelta(seconds=float(sys.argv[2]))

worker.SystemClock = WrongClock
timing = Timing(
    heartbeat=0.5, stalled=5.0, due_every=1, look_every=0.2, retry=0.3, end=3.0, margin=0.5
)
sys.exit(worker.main(Namespace(config=sys.argv[1]), timing))
"""


def until(holds: Callable[[], object], what: str | Callable[[], str], patience: float = PATIENCE) -> None:
    """Wait for something that other processes bring about, though the store may be away."""

    def is_so() -> bool:
        try:
            return bool(holds())
        except StoreError:
            return False

    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, f"never: {what() if callable(what) else what}"
        threading.Event().wait(0.05)


@dataclass
class Traffic:
    """The requests of a site as it saw them: when each came, and when its answer was about to go."""

    pause: float = 0.0
    spans: list[tuple[float, float, str]] = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Request) -> None:
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        threading.Event().wait(self.pause)
        with self.lock:
            self.under_way -= 1
            self.spans.append((request.monotonic, time.monotonic(), request.path))

    def check(self, delay: float = DELAY) -> None:
        """No request overlapped another, and no pause was cut short."""
        assert self.most <= 1
        spans = sorted(self.spans)
        for (_, ended, path), (began, _, next_path) in pairwise(spans):
            assert began - ended >= delay - 0.01, (path, next_path, began - ended)


@dataclass
class Fleet:
    """The workers of a store; `forums` are the keys and addresses that their configuration names."""

    url: str
    folder: Path
    forums: dict[str, str]
    of_forum: str = ""
    workers: list["subprocess.Popen[str]"] = field(default_factory=list)
    started: int = 0

    def __post_init__(self) -> None:
        for name, secret in (("key", COOKIE_KEY), ("password", "geheim")):
            (self.folder / name).touch(0o600)
            (self.folder / name).write_text(secret)
        self.config = self.folder / "config.toml"
        self.write()
        self.store = Store.at(self.url)

    def write(self) -> None:
        """Writes the configuration."""
        text = f'[storage]\nurl = "{self.url}"\nkey_file = "key"\n[polling]\nrequest_delay = "{DELAY}s"\n'
        text += f'timeout = "{TIMEOUT:.0f}s"\nrobots_txt = false\n'
        for key, url in self.forums.items():
            text += f'[[forum]]\nkey = "{key}"\nurl = "{url}"\nboards = "all"\n{self.of_forum}'
        self.config.touch(0o600)
        self.config.write_text(text, encoding="utf-8")

    def start(self, wrong_by: float = 0.0) -> "subprocess.Popen[str]":
        """Starts a worker, whose machine's clock is wrong by some seconds."""
        self.started += 1
        with (self.folder / f"worker-{self.started}.log").open("w") as log:
            worker = subprocess.Popen(
                [sys.executable, "-c", WORKER, str(self.config), str(wrong_by)],
                stdout=log,
                stderr=log,
                text=True,
                env={**os.environ, "TMPDIR": str(self.own_folder(self.started))},
            )
        self.workers.append(worker)
        return worker

    def own_folder(self, number: int) -> Path:
        """A worker's folder for temporary files: as on a machine of its own, it shares none."""
        folder = self.folder / f"machine-{number}"
        folder.mkdir(exist_ok=True)
        return folder

    def kill(self, worker: "subprocess.Popen[str]") -> None:
        worker.kill()
        worker.wait()
        self.workers.remove(worker)

    def end(self, worker: "subprocess.Popen[str]") -> int:
        """Ends a worker in order; gives its exit status."""
        worker.send_signal(signal.SIGTERM)
        self.workers.remove(worker)
        return worker.wait(PATIENCE)

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("worker-*.log")))

    def noted(self) -> dict[str, int]:
        """The workers that are there, with their processes."""
        rows = self._rows(select(tables.worker.c.id, tables.worker.c.process_id))
        running = {worker.pid for worker in self.workers}
        assert not [worker for worker in self.workers if worker.poll() is not None], self.log()
        return {name: process for name, process in rows if process in running}

    def pollers(self, key: str = "demo") -> set[str]:
        """The worker that polls a forum now, if any does."""
        lease = tables.forum_lease.c
        return {name for (name,) in self._rows(select(lease.holder).where(lease.forum_key == key))}

    def worker_of(self, name: str) -> "subprocess.Popen[str]":
        process = self.noted()[name]
        return next(worker for worker in self.workers if worker.pid == process)

    def _rows(self, query: Any) -> list[Any]:
        with reading(self.store._engine) as connection:
            return list(connection.execute(query).all())

    def without_last_poll(self, key: str = "demo") -> PollState:
        """The state of a forum that was polled long ago, and is not due for long."""
        now = datetime.now(UTC)
        return replace(self.state(key), polled_at=now - timedelta(hours=1), due_at=now + timedelta(hours=1))

    def state(self, key: str = "demo") -> PollState:
        return self.store.poll_states.read(key)

    def make_due(self, key: str = "demo") -> None:
        """Has a forum polled at once, whenever it was polled last."""
        self.store.poll_states.make_due(key, datetime(2020, 1, 1, tzinfo=UTC))

    def poll(self, key: str = "demo") -> None:
        """Has a forum polled, and waits for the end."""
        before = self.state(key).polled_at
        self.make_due(key)
        until(
            lambda: self.state(key).polled_at not in (None, before), lambda: f"{key} is polled\n{self.log()}"
        )

    def posts(self, key: str = "demo") -> dict[int, str]:
        """The posts that feeds show: their numbers, with what they say."""
        posts = self.store.read_repository.newest_posts(PostScope(key), limit=10_000)
        return {int(post.id or 0): f"{post.author.name}: {post.excerpt}" for post in posts}


@contextmanager
def fleet_of(
    url: str, folder: Path, forum: SampleForum, workers: int = 1, of_forum: str = ""
) -> Iterator[tuple[Fleet, Site, Traffic]]:
    """A forum that a number of workers poll."""
    with ExitStack() as stack:
        site = stack.enter_context(serve(forum))
        site.sends_date = False
        traffic = Traffic()
        site.before_answer = traffic
        fleet = Fleet(url, folder, {"demo": site.url}, of_forum)
        stack.callback(fleet.store.close)
        try:
            for _ in range(workers):
                fleet.start()
            yield fleet, site, traffic
        finally:
            for worker in fleet.workers:
                worker.kill()
                worker.wait()
