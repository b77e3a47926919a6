"""The program as people start it, over the forum of the demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedforum.clock import SystemClock
from tests import demo
from tests.cli.test_running import Process, started
from tests.sample_forum import Site, serve
from tests.sample_forum.demo import demo_forum
from tests.sample_forum.misbehaviour import maintenance


@dataclass(frozen=True, slots=True)
class Running:
    """The program and the forum that it reads."""

    process: Process
    forum: Site

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return self.process.site

    def is_well(self) -> None:
        """Wait until a poll is through and has found what there is."""
        assert "new posts" in self.process.reads_until("new posts")


@contextmanager
def running(folder: Path, *, closed: bool = False) -> Iterator[Running]:
    """`feedforum run` in a process of its own, once its first poll is through; the forum may be `closed`.

    The forum says "today" by the clock that the process has.
    """
    with serve(demo_forum(SystemClock().now())) as forum:
        if closed:
            forum.misbehave(maintenance(forum.forum), times=None)
        config = demo.prepare(folder, 0, forum.url)
        with started("run", "--config", str(config)) as process:
            assert "next poll" in process.reads_until("next poll")
            yield Running(process, forum)
