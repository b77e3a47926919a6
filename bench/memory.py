"""How much memory `feedforum run` takes, once it has polled each forum and served each feed."""

import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import delete

from bench.filled import FEW, FORUMS, MANY, boards_of, filled, keys, large_forum, store_at
from bench.process import running, write_config
from bench.row import Row
from feedforum.store import tables
from feedforum.store.database import open_database
from tests.sample_forum import Site, serve

MOST = Row("memory of `run` with 1,000,000 posts and 500 boards, at its peak", "no more than", 150, unit="MB")
RATIO = Row(
    "memory of `run` with 1,000,000 posts and 500 boards, at its peak", "the same with 10,000 posts", 1.2
)
ROWS = (RATIO, MOST)

_PATIENCE = 300.0


def measure(place: Path) -> Iterator[Row]:
    """The peak of the memory that is the process's in the machine (VmHWM)."""
    with serve(large_forum()) as site:
        few, many = (_peak(place, site, posts) for posts in (FEW, MANY))
    yield RATIO.of(many / few, f"{many:.0f} MB : {few:.0f} MB")
    yield MOST.of(many)


def _peak(place: Path, site: Site, posts: int) -> float:
    store = filled(place, site, posts)
    _make_due(store)
    names, boards = keys(FORUMS), boards_of(site.forum)
    site.requests.clear()
    with running(write_config(place / "memory.toml", store, site.url, names, boards)) as program:
        until = time.monotonic() + _PATIENCE
        while _polls(site) < FORUMS:
            if time.monotonic() > until:
                raise TimeoutError("not all forums were polled")
            time.sleep(0.1)
        for name in names:
            for feed in ("posts.atom", f"boards/{boards[0]}/posts.rss", "threads.json"):
                program.get(f"/feeds/{name}/{feed}")
        return program.peak()


def _make_due(store: Path) -> None:
    engine = open_database(store_at(store))
    with engine.begin() as connection:
        connection.execute(delete(tables.poll_state))
    engine.dispose()


def _polls(site: Site) -> int:
    return sum(request.script == "index.php" for request in site.requests.entries)
