"""`python -m bench [PART…]`: measures everything, or some parts, and says whether the goals are met."""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

from bench.document import DOCUMENT, line, table, write
from bench.machine import described
from bench.row import Row

PARTS = (
    "living",
    "parsing",
    "serving",
    "exporting",
    "rendering",
    "storing",
    "memory",
    "polling",
    "thousands",
    "starting",
    "importing",
)
"""The modules that measure, in the order of the table."""


def rows_of(part: str) -> tuple[Row, ...]:
    """The rows that a part fills in."""
    rows: tuple[Row, ...] = import_module(f"bench.{part}").ROWS
    return rows


def measured(part: str, place: Path) -> list[Row]:
    """The rows of a part with their figures."""
    return list(import_module(f"bench.{part}").measure(place))


def main() -> int:
    """Measure; gives 1 for a missed goal, else 0. The document is written only for the whole table."""
    options = argparse.ArgumentParser(prog="python -m bench", description="Measures what the program costs.")
    options.add_argument("part", nargs="*", metavar="PART", help=f"what to measure: {', '.join(PARTS)}")
    asked = options.parse_args().part
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        options.error(f"there is no {unknown[0]}; there are {', '.join(PARTS)}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="feedforum-bench-") as place:
        # Stores are made once for all parts, and again for each run if nobody keeps them.
        os.environ.setdefault("FEEDFORUM_BENCH_KEEP", place)
        for part in asked or PARTS:
            for row in _apart(part, Path(place)):
                print(line(row), flush=True)
                rows.append(row)
    if not asked:
        write(DOCUMENT, rows, described())
        print(table(rows))
    return int(any(row.met is False for row in rows))


def _apart(part: str, place: Path) -> list[Row]:
    """Each part in a process of its own, so that none is troubled by what another left in memory."""
    own = place / part
    own.mkdir()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        rows = process.submit(measured, part, own).result()
    shutil.rmtree(own)
    return rows


if __name__ == "__main__":
    sys.exit(main())
