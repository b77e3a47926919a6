"""The program as people start it, over the forum of the demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedforum.clock import SystemClock
from tests import demo
from tests.cli.test_running import started
from tests.sample_forum import serve
from tests.sample_forum.demo import demo_forum


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """`feedforum run` in a process of its own, once its first poll is through: its address without a slash.

    The forum says "today" by the clock that the process has.
    """
    with serve(demo_forum(SystemClock().now())) as forum:
        config = demo.prepare(folder, 0, forum.url)
        with started("run", "--config", str(config)) as process:
            assert "next visit" in process.reads_until("next visit")
            yield process.site
