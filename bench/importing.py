"""How soon the command line is there, in processes of their own."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.pairs import of_costs
from bench.row import Row

_AGAINST = '`python -c "import flask"`, CPU of the process'
IMPORT = Row("`import feedforum.cli`", _AGAINST, 1.0)
VERSION = Row("`feedforum --version`", _AGAINST, 1.0)
ROWS = (IMPORT, VERSION)

_FLASK = ("-c", "import flask")


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of new processes."""
    for row, arguments in (
        (IMPORT, ("-c", "import feedforum.cli")),
        (VERSION, ("-m", "feedforum", "--version")),
    ):
        times = of_costs(lambda a=arguments: _cpu(*a), lambda: _cpu(*_FLASK), times=15)  # type: ignore[misc]
        yield row.of(times.ratio, times.aside)


def _cpu(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
