"""From a thread's page to what is kept of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from bench.pairs import compared
from bench.row import Row
from feedforum.content import ForumSite
from feedforum.dates import Calendar
from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.thread_diff import read_page
from feedforum.engines import engine_named
from feedforum.poll.post_content import texts_of
from feedforum.records import Document, PageContext, ThreadState
from feedforum.store.search import folded_words
from tests.sample_forum import Request, SampleForum
from tests.sample_forum.skins.wbb2.software import BurningBoard

PAGE = Row(
    "a thread's page (40 posts, 126 KB) → what is stored of it, CPU",
    "BeautifulSoup on lxml parsing it and nothing else",
    1.8,
)
ROWS = (PAGE,)

POSTS, SIZE = 40, 126_000
_NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
_BASE = "http://forum.example/"
_TEXT = (
    "[quote][i]Original von Anna[/i]\nWie lange schon?[/quote]\nSeit [b]Wochen[/b]. :)\n\n"
    "Mehr steht [url=http://werkstatt.example/a?b=1]dort[/url].\n[img]http://werkstatt.example/p.jpg[/img]\n"
)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of this thread."""
    text = page_text()
    times = compared(lambda: _stored(text), lambda: BeautifulSoup(text, "lxml"), times=41)
    yield PAGE.of(times.ratio, f"{times.aside}; the page has {len(text) / 1000:.0f} KB")


def page_text() -> str:
    """A page of the sample forum, as long as pages of real forums with that many posts."""
    short, more = _page(0), _page(10)
    lines = max(0, round(10 * (SIZE - len(short)) / (len(more) - len(short))))
    return _page(lines)


def _page(lines: int) -> str:
    forum = SampleForum(now=_NOW)
    forum.register("Anna", signature="[i]Zug um Zug.[/i]")
    board = forum.add_board("Holz", forum.add_category("Werkstatt"), posts_per_page=POSTS)
    body = _TEXT + "\n".join(f"Noch ein Gedanke dazu, der {number}te." for number in range(lines))
    thread = forum.new_thread(board, "Anna", "Tischsäge rüttelt", body)
    for number in range(POSTS - 1):
        forum.reply(thread, ("Anna", "Gast Walter")[number % 2], f"{number}. {body}")
    asked = Request("GET", f"/thread.php?threadid={thread}", {}, b"", _NOW, 0.0, "127.0.0.1")
    return BurningBoard(forum).answer(asked, _BASE).body.decode("windows-1252")


def _stored(text: str) -> None:
    """All that a poll makes of the page before it is written."""
    engine = engine_named("wbb2")
    document = Document(f"{_BASE}thread.php?threadid=1", text, _NOW)
    page = engine.read_thread(document, Calendar(ZoneInfo("Europe/Berlin"), "auto")).page
    if page is None or len(page.posts) != POSTS:
        raise ValueError("the page was not read")
    texts = texts_of(page, document.url, ForumSite(_BASE, engine.traits("").markup))
    thread = ThreadState(1, 1, "Tischsäge rüttelt", news_since=_NOW, first_seen_at=_NOW)
    read_page(PageRead(thread, page, texts, _NOW, _NOW, BoardHabits()), PageContext())
    for kept in texts:
        folded_words(kept.plain)
