"""A warm process that has everything imported, and forks a poll for each line it is given.

A line is JSON: where the store is, the forum's address, its time, and where to die. The answer is a
line too: whether the poll was killed, and how many steps it took if it was not.
"""

import json
import os
import signal
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import Engine, event

from feedforum.schedule import PollJobs, Stop
from feedforum.store import Store
from tests.poll.world import settings_for


@dataclass
class HeldClock:
    """The time of the order; sleeping passes no time."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        pass


class Steps:
    """Counts the steps of one kind, and dies before the `fatal`-th; 0 counts only."""

    def __init__(self, fatal: int) -> None:
        self.count = 0
        self._fatal = fatal

    def step(self, *_: object) -> None:
        self.count += 1
        if self.count == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def poll(order: dict[str, Any]) -> dict[str, int]:
    """A poll as the program makes it, from the opening of the store on; gives its steps by kind."""
    steps = {
        kind: Steps(order["fatal"] if kind == order["of"] else 0) for kind in ("statement", "commit", "page")
    }
    event.listen(Engine, "before_cursor_execute", steps["statement"].step)
    event.listen(Engine, "commit", steps["commit"].step)
    store = Store.at(order["store"])
    forum = settings_for(
        order["url"], None, entries=2, backfill=None, engine=order["engine"], timezone=order["timezone"]
    )
    forum = replace(forum, feeds=replace(forum.feeds, keep=order["keep"]))
    clock = HeldClock(datetime.fromtimestamp(order["now"], UTC))
    (job,) = PollJobs(store, clock, Random(0), Stop()).of([forum])
    report, _ = job.run(lambda line: steps["page"].step())
    if report.failed:
        raise AssertionError(report)
    job.close()
    store.close()
    return {kind: counted.count for kind, counted in steps.items()} | {"more": int(report.more)}


def child(order: dict[str, Any], answer: int) -> None:
    """The forked process; it ends here, whatever comes."""
    try:
        os.write(answer, json.dumps(poll(order)).encode())
    except BaseException as error:
        os.write(answer, json.dumps({"error": repr(error)}).encode())
    os._exit(0)


def carried_out(order: dict[str, Any]) -> dict[str, Any]:
    """A poll in a process of its own, which is killed where the order says."""
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        child(order, writable)
    os.close(writable)
    if order["of"] == "time":
        time.sleep(order["fatal"] / 1e6)
        os.kill(pid, signal.SIGKILL)
    answered = b""
    while part := os.read(readable, 4096):
        answered += part
    os.close(readable)
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"killed": killed} | (json.loads(answered) if answered and not killed else {})


def main() -> None:
    """Take orders until there are no more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(carried_out(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
