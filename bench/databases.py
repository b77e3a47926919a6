"""What a poll costs on PostgreSQL, by what it costs on SQLite."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

from bench.pairs import compared
from bench.row import Row
from feedforum.schedule import PollJobs, Stop
from feedforum.store import Store
from tests.poll.test_floor import busy_forum
from tests.poll.world import ForumClock, settings_for
from tests.postgresql import empty_postgresql
from tests.sample_forum import serve

ON_POSTGRESQL = Row(
    "a poll of an unchanged forum (12 boards) on PostgreSQL, CPU of the program", "the same on SQLite", 2.0
)
ROWS = (ON_POSTGRESQL,)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the thread that polls; that of PostgreSQL's own processes is not counted."""
    forum, boards = busy_forum()
    with serve(forum) as site, empty_postgresql() as url, ExitStack() as stack:

        def polling(storage_url: str) -> Callable[[], object]:
            store = Store.at(storage_url)
            stack.callback(store.close)
            settings = settings_for(site.url, boards, reread=False)
            (job,) = PollJobs(store, ForumClock(forum), Random(0), Stop()).of([settings])
            stack.callback(job.close)
            job.run()

            def poll() -> None:
                report, _ = job.run()
                if report.failed or report.requests != 1:
                    raise ValueError(f"the poll asked for {report.requests} pages: {report}")

            return poll

        result = compared(polling(url), polling(f"sqlite:///{place}/databases.db"), times=41)
        yield ON_POSTGRESQL.of(result.ratio, result.aside)
