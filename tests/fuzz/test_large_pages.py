"""The largest pages that are taken, in processes whose memory is measured."""

import subprocess
import sys

import pytest

MEMORY = 400
"""Megabytes that reading one page may take at most, the program itself included."""

# Each is repeated until the page is as large as a page may be once it is inflated (`FetchOptions`).
PIECES = (
    *("<b>", "<br>", "<div>", "<a href=x>x</a>", "<!---->", "<tr><td>x</td></tr>", "<", "&amp;", "x", "\x00"),
    '<tr><td><a name="post1"></a></td><td><hr>x</td></tr>',
    '<td>Seiten (9999): <a href="thread.php?threadid=1&page=3">1</a></td>',
    "<a " + " ".join("abcdefghijklmnopqrstuvwxyz") + ">",
    "<a" + "".join(f" a{number}=" for number in range(100)) + ">",
)
# A page right below what is taken: it is read as a whole.
FULL = ("<b>", "<br>", "<a " + " ".join("abcdefghijklmn") + ">", "<div>", PIECES[-4])

PROGRAM = """
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from feedforum.dates import Calendar
from feedforum.engines.wbb2 import Wbb2
from feedforum.engines.kit.page import MOST_MARKUP, MOST_TAGS
from feedforum.config.fetch_options import FetchOptions
from feedforum.records import Document

piece, full = sys.argv[1].encode().decode("unicode_escape"), sys.argv[2] == "full"
times = FetchOptions("x").max_decoded_bytes // len(piece) - 10
if full:
    times = min((MOST_TAGS - 4) // piece.count("<"), (MOST_MARKUP - 99) // len(piece))
text = "<html><body>" + piece * times + "</body></html>"
document = Document("http://x/thread.php?threadid=1", text, datetime(2026, 3, 10, tzinfo=UTC))
reading = Wbb2().read_thread(document, Calendar(ZoneInfo("UTC"), "auto"))
# not ru_maxrss, which a process takes over from the one that started it
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak) // 1024, reading.detail)
"""


def read(piece: str, how: str) -> tuple[int, str]:
    """The megabytes that reading took at most, and what came of it."""
    written = piece.encode("unicode_escape").decode()
    command = [sys.executable, "-c", PROGRAM, written, how]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    megabytes, _, detail = done.stdout.strip().partition(" ")
    return int(megabytes), detail


@pytest.mark.parametrize("piece", PIECES)
def test_the_largest_page(piece: str) -> None:
    megabytes, detail = read(piece, "largest")
    assert megabytes < MEMORY
    assert ("more tags than any forum's" in detail) == (piece.startswith("<") and len(piece) > 1)


@pytest.mark.parametrize("piece", FULL)
def test_the_largest_page_that_is_read(piece: str) -> None:
    megabytes, detail = read(piece, "full")
    assert megabytes < MEMORY
    assert "more tags than any forum's" not in detail
