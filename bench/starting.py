"""From the start of the program to its first answer."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert

from bench.filled import FORUMS, MANY, boards_of, filled, keys, large_forum, store_at
from bench.pairs import of_costs
from bench.process import running, write_config
from bench.row import Row
from feedforum.store import tables
from feedforum.store.database import open_database
from tests.sample_forum import serve

START = Row(
    "start of `run` to its first answer with 1,000,000 posts, CPU of the process",
    "the same with an empty store",
    1.2,
)
ROWS = (START,)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the process until it has answered; no forum is due meanwhile."""
    with serve(large_forum()) as site:
        stores = {"full": filled(place, site, MANY), "empty": place / "empty.db"}
        boards = boards_of(site.forum)
        elapsed: dict[str, list[float]] = {"full": [], "empty": []}
        for store in stores.values():
            _put_off(store)

        def started(name: str) -> float:
            config = place / f"{name}.toml"
            write_config(config, stores[name], site.url, keys(FORUMS), boards)
            begun = time.monotonic()
            with running(config) as program:
                program.get("/feeds.opml")
                elapsed[name].append(time.monotonic() - begun)
                return program.cpu()

        times = of_costs(lambda: started("full"), lambda: started("empty"), times=9)
    full, empty = min(elapsed["full"]), min(elapsed["empty"])
    yield START.of(times.ratio, f"{times.aside}; by the clock at best {full:.2f} s : {empty:.2f} s")


def _put_off(store: Path) -> None:
    """Let no forum be due for a while."""
    engine = open_database(store_at(store))
    due = datetime.now(UTC) + timedelta(hours=2)
    with engine.begin() as connection:
        connection.execute(delete(tables.poll_state))
        rows = [{"forum_key": key, "due_at": due} for key in keys(FORUMS)]
        connection.execute(insert(tables.poll_state), rows)
    engine.dispose()
