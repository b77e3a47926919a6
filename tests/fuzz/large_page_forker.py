"""A warm process that has everything imported, and forks the reading of a large page for each line it gets.

A line is JSON: the piece that the page repeats, and whether it is a page that is read as a whole. The answer
is the megabytes that it took at most and what came of it, as JSON, and an empty line.
"""

import json
import os
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.config.fetch_options import FetchOptions
from feedforum.dates import Calendar
from feedforum.engines.kit.page import MOST_MARKUP, MOST_TAGS
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Document


def read(piece: str, *, full: bool) -> tuple[int, str]:
    """Reads the largest page that is made of a piece, or the largest that is read."""
    times = FetchOptions("x").max_decoded_bytes // len(piece) - 10
    if full:
        times = min((MOST_TAGS - 4) // piece.count("<"), (MOST_MARKUP - 99) // len(piece))
    text = "<html><body>" + piece * times + "</body></html>"
    document = Document("http://x/thread.php?threadid=1", text, datetime(2026, 3, 10, tzinfo=UTC))
    reading = Wbb2().read_thread(document, Calendar(ZoneInfo("UTC"), "auto"))
    # not ru_maxrss, which a process takes over from the one that started it
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    return int(peak) // 1024, reading.detail


def main() -> None:
    """Read pages until no more are wanted."""
    for line in sys.stdin:
        if os.fork() == 0:
            try:
                print(json.dumps(read(**json.loads(line))), flush=True)  # noqa: T201
            finally:
                os._exit(0)
        os.wait()
        print(flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
