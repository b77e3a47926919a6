"""The parts that measure, each a module, and what they give."""

import logging
import multiprocessing
import shutil
import warnings
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

from bs4 import XMLParsedAsHTMLWarning

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
    "databases",
    "media",
    "thousands",
    "workers",
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
    # The forums misbehave as forums do, which is measured, and not told.
    logging.getLogger("feedforum").setLevel(logging.ERROR)
    # The pages begin as forums' pages do, of which BeautifulSoup warns who hands them over as they are.
    warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
    return list(import_module(f"bench.{part}").measure(place))


def measured_apart(part: str, place: Path) -> list[Row]:
    """The same in a process of its own, so that no part is troubled by what another left in memory.

    What that process calls must not stand in `__main__`, which it does not read.
    """
    own = place / part
    own.mkdir()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        rows = process.submit(measured, part, own).result()
    shutil.rmtree(own)
    return rows
