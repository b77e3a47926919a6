"""A month of a busy forum, with all that goes wrong in one: what was asked, by what had to be."""

from collections.abc import Iterator
from pathlib import Path

from bench.row import Row
from tests.week.simulation import simulated_week

DAYS, SEED = 30, 1887

REQUESTS = Row(
    "requests in a simulated month of a busy forum",
    "the floor: an index a poll, a listing for each change, a page for each that has news",
    1.02,
)
ROWS = (REQUESTS,)


def measure(place: Path) -> Iterator[Row]:
    """Counts, the same in each run."""
    with simulated_week(place, days=DAYS, seed=SEED) as month:
        floor = month.counts.total()
        yield REQUESTS.of(month.asked / floor, f"{month.asked} requests : {floor}")
