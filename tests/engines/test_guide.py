"""The example of docs/adding-an-engine.md is an engine, and reads pages of the software that it is about."""
# ruff: noqa: E501 - a line of markup is a line

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.frame import Frame
from feedforum.records import Answer, Author, Document

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "adding-an-engine.md"
BASE = "http://talk.example/"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

PAGE = (
    '<html lang="en"><head><meta name="generator" content="Talkie 1.2"><title>Talk</title></head><body>{}'
    "<p>Powered by Talkie</p></body></html>"
)
LAST = 'today 9:00 by <a href="who.cgi?user=5">Tom</a>'
PAGES = '<p id="pages"><a href="show.cgi?thread=7;start=0">1</a> [2] <a href="show.cgi?thread=7;start=20">3</a></p>'


def engine() -> Engine:
    """The example, run."""
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    module: dict[str, type[Engine]] = {}
    exec(compile(code[1], str(GUIDE), "exec"), module)
    return module["Talkie"]()


def document(body: str, address: str) -> Document:
    return Document(BASE + address, PAGE.format(body), NOW)


def test_the_example_knows_its_pages_and_addresses() -> None:
    talkie = engine()
    assert talkie.evidence(Frame(talkie.open(document("", "list.cgi")))) == 12
    assert talkie.version(talkie.open(document("", "list.cgi"))) == "1.2"
    assert talkie.address(talkie.index_url(BASE)) == Address(PageKind.INDEX)
    at = PageAt(3, 20)
    assert talkie.address(talkie.board_url(BASE, "lenses", at)) == Address(
        PageKind.BOARD, "lenses", offset=40
    )
    assert talkie.address(talkie.thread_url(BASE, 7, at)) == Address(PageKind.THREAD, 7, offset=40)


def test_the_example_reads_its_pages() -> None:
    talkie = engine()
    row = f'<p class="board"><a href="list.cgi?board=lenses">Lenses</a> <i class="posts">1,234</i> <i class="last">{LAST}</i>'
    index = talkie.read_index(document(row, "list.cgi"), CALENDAR)
    assert index.page is not None
    (board,) = index.page.boards
    assert (board.id, board.posts) == ("lenses", 1234)
    assert board.last_post is not None
    assert board.last_post.at == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    row = f'<p class="thread" data-by="Anna"><a href="show.cgi?thread=7">T</a> <i class="last">{LAST}</i></p>'
    listed = talkie.read_board(document(f'<div id="threads">{row}</div>', "list.cgi?board=lenses"), CALENDAR)
    assert listed.page is not None
    assert [thread.id for thread in listed.page.threads] == [7]
    post = '<article id="m12"><header>5 minutes ago by <a href="who.cgi?user=5">Tom</a></header><div>Hi <b>you</b><br></div>'
    read = talkie.read_thread(document(PAGES + post, "show.cgi?thread=7;start=10"), CALENDAR).page
    assert read is not None
    assert (read.page, read.pages, read.page_size) == (2, 3, 10)
    (only,) = read.posts
    assert (only.id, only.author, only.message_html) == (12, Author("Tom", 5), "Hi <b>you</b>")
    other = document('<h1><a href="show.cgi?thread=8">Other</a></h1>' + post, "show.cgi?thread=7")
    another = talkie.read_thread(other, CALENDAR).page
    assert (read.thread_id, another and another.thread_id) == (7, 8)
    assert (only.posted_at, only.uncertainty) == (NOW - timedelta(minutes=5), timedelta(minutes=1))


def test_the_example_tells_refusals_apart_and_logs_in() -> None:
    talkie = engine()
    notice = document('<p id="notice">This thread does not exist.</p>', "show.cgi?thread=7")
    assert talkie.read_thread(notice, CALENDAR).answer is Answer.NOT_FOUND
    door = document('<form action="in.cgi"><input name="name"><input name="pass"></form>', "list.cgi?board=x")
    assert talkie.read_board(door, CALENDAR).answer is Answer.LOGIN_WANTED
    form = talkie.login_form(door, "Anna", "s")
    assert form is not None
    assert (form.url, form.fields) == (BASE + "in.cgi", (("name", "Anna"), ("pass", "s")))
    assert talkie.accepted(document('<a href="in.cgi?do=logout">out</a>', "in.cgi"))
