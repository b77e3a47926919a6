"""`python -m bench [PART…]`: measures everything, or some parts, and says whether the goals are met."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.document import DOCUMENT, line, table, write
from bench.machine import described
from bench.parts import PARTS, measured_apart
from bench.row import Row


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
            for row in measured_apart(part, Path(place)):
                print(line(row), flush=True)
                rows.append(row)
    if not asked:
        write(DOCUMENT, rows, described())
        print(table(rows))
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
