"""The largest pages that are taken, in processes whose memory is measured."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.thorough import THOROUGH

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

# Usually left out: ten seconds of a processor for one, and what is like the first of the others.
SLOWEST = ("<",)
MOST_LIKE_OTHERS = ("<br>", "<div>")

Read = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Gives the megabytes that reading took at most, and what came of it."""
    command = [sys.executable, "-m", "tests.fuzz.large_page_forker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:

        def asked(piece: str, *, full: bool) -> tuple[int, str]:
            assert reader.stdin is not None
            assert reader.stdout is not None
            print(json.dumps({"piece": piece, "full": full}), file=reader.stdin, flush=True)
            megabytes, detail = json.loads(reader.stdout.readline())
            assert reader.stdout.readline() == "\n"
            return megabytes, detail

        yield asked


@pytest.mark.parametrize("piece", [piece for piece in PIECES if THOROUGH or piece not in SLOWEST])
def test_the_largest_page(piece: str, read: Read) -> None:
    megabytes, detail = read(piece, full=False)
    assert megabytes < MEMORY
    assert ("more tags than any forum's" in detail) == (piece.startswith("<") and len(piece) > 1)


@pytest.mark.parametrize("piece", [piece for piece in FULL if THOROUGH or piece not in MOST_LIKE_OTHERS])
def test_the_largest_page_that_is_read(piece: str, read: Read) -> None:
    megabytes, detail = read(piece, full=True)
    assert megabytes < MEMORY
    assert "more tags than any forum's" not in detail
