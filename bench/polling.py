"""A poll of a forum in which nothing has changed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import requests
from bs4 import BeautifulSoup

from bench.filled import BOARDS, boards_of, forum_of_boards, store_at
from bench.pairs import compared
from bench.row import Row
from feedforum.schedule import PollJobs, Stop
from feedforum.store import Store
from tests.poll.world import ForumClock, settings_for
from tests.sample_forum import serve

UNCHANGED = Row(
    "a poll of an unchanged forum (12 boards), everything included, CPU",
    "`requests` fetching its index over loopback, and BeautifulSoup on lxml parsing it",
    1.5,
)
ROWS = (UNCHANGED,)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the thread that polls; the forum answers in others."""
    forum = forum_of_boards(BOARDS)
    store = Store.at(store_at(place / "polled.db"))
    with serve(forum) as site, requests.Session() as session:
        clock = ForumClock(forum)
        settings = settings_for(site.url, boards_of(forum), pages_per_poll=1000, reread=False)
        (visitor,) = PollJobs(store, clock, Random(0), Stop()).of([settings])
        visitor.run()
        # The forum compresses as old boards do, with a checksum that requests refuses.
        site.gzip = False
        url = f"{site.url}index.php"

        def poll() -> None:
            report, _ = visitor.run()
            if report.failed or report.requests != 1:
                raise ValueError(f"the poll asked for {report.requests} pages: {report}")

        times = compared(poll, lambda: BeautifulSoup(session.get(url, timeout=30).text, "lxml"), times=61)
        size = len(session.get(url, timeout=30).content)
    store.close()
    yield UNCHANGED.of(times.ratio, f"{times.aside}; the index has {size / 1000:.0f} KB")
