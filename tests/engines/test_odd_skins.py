"""Skins that lack a name or two of what the software's own skin has: what pages tell is read all the same."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.dates import Calendar
from feedforum.engines import engine_named
from feedforum.records import Document
from tests.poll.world import world
from tests.sample_forum import SampleForum
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import MYBB, PHPBB2, PHPBB3, SMF_11, SMF_20, YABB

CALENDAR = Calendar(UTC)
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

# What is taken away from each page: classes, and ids with a # before them, of which N stands for a number.
LACKING = {
    (PHPBB2, "thread"): ("postbody", "name", "nav"),
    (PHPBB2, "board"): ("topictitle", "name", "forumline"),
    (PHPBB2, "index"): ("forumlink", "forumline"),
    (PHPBB3, "thread"): ("author", "post", "postbody", "navlinks"),
    (PHPBB3, "board"): ("topictitle", "lastpost", "posts", "row", "topics"),
    (PHPBB3, "index"): ("forumtitle", "row", "lastpost"),
    (SMF_20, "thread"): ("poster", "smalltext", "post_wrapper", "windowbg", "inner"),
    (SMF_20, "board"): ("navPages", "subject", "lastpost", "#messageindex"),
    (SMF_20, "index"): ("subject", "lastpost", "stats"),
    (SMF_11, "thread"): ("smalltext", "bordercolor", "navPages"),
    (SMF_11, "board"): ("windowbg2", "smalltext", "navPages"),
    (MYBB, "thread"): ("post_date", "post", "largetext", "pagination", "#posts"),
    (MYBB, "board"): ("thread_status", "author", "lastpost", "pagination"),
    (MYBB, "index"): ("forum_status", "smalltext"),
    (YABB, "board"): ("nav", "pgindex"),
}
CASES = [(skin, kind, name) for (skin, kind), names in LACKING.items() for name in names]


@pytest.fixture(scope="module")
def pages() -> dict[tuple[str, str], Document]:
    """A page of each kind by the name of its skin."""
    skins = {skin.name: skin for skin, _ in LACKING}
    return {(name, kind): page for name, skin in skins.items() for kind, page in _pages(skin).items()}


def _pages(skin: Skin) -> dict[str, Document]:
    forum = SampleForum("Werkbank", NOON, skin=skin)
    forum.register("Anna", "geheim")
    boards = [forum.add_board(name, forum.add_category("Alles")) for name in ("Wheels", "Lamps")]
    threads = [forum.new_thread(boards[0], "Anna", f"Faden {topic}", "Erster!") for topic in range(25)]
    for number in range(20):
        forum.advance(timedelta(minutes=3))
        forum.reply(threads[-1], "Anna" if number % 2 else "Waldgast", f"Antwort {number}")
    forum.move(threads[20], boards[1])
    forum.advance(timedelta(hours=30))
    engine = engine_named(skin.engine)
    found: dict[str, Document] = {}

    with world(forum, None) as it, it.new_client() as client:

        def fetch(kind: str, url: str) -> Document:
            document = client.get(url).document
            assert document is not None
            return found.setdefault(kind, document)

        index = engine.read_index(fetch("index", engine.index_url(it.site.url)), CALENDAR).page
        assert index is not None
        board = next(row.id for row in index.boards if row.title == "Wheels")
        fetch("board", engine.board_url(it.site.url, board))
        fetch("thread", engine.thread_url(it.site.url, forum.threads[threads[-1]].shown_id))
    return found


def told(skin: Skin, kind: str, document: Document) -> object:
    """What a page tells that entries are made of, and what polls decide by."""
    engine = engine_named(skin.engine)
    if kind == "index":
        index = engine.read_index(document, CALENDAR).page
        assert index is not None
        boards = (row for row in index.boards if not row.category)
        return [(row.id, row.title, row.posts, row.threads, row.last_post) for row in boards]
    if kind == "board":
        board = engine.read_board(document, CALENDAR).page
        assert board is not None
        rows = [replace(row, important=False, closed=False, announcement=False) for row in board.threads]
        return board.board_id, board.page, board.pages, rows
    thread = engine.read_thread(document, CALENDAR).page
    assert thread is not None
    posts = [(post.id, post.author, post.posted_at, said(post.message_html)) for post in thread.posts]
    return thread.thread_id, thread.page, thread.pages, posts


def said(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


@pytest.mark.parametrize(("skin", "kind", "name"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_page_is_read_without_one_of_its_names(
    skin: Skin, kind: str, name: str, pages: dict[tuple[str, str], Document]
) -> None:
    document = pages[skin.name, kind]
    without = replace(document, text=lacking(document.text, name))
    assert told(skin, kind, without) == told(skin, kind, document)


def lacking(text: str, name: str) -> str:
    """A page's markup without a class, or an id; it must have had it."""
    if name.startswith("#"):
        pattern = re.compile(rf"""\bid="{name[1:].replace("N", "[0-9]+")}\"""")
        assert pattern.search(text)
        return pattern.sub("", text)
    pattern = re.compile(rf"""(class="[^"]*?)(?<![\w-]){re.escape(name)}(?![\w-])""")
    assert pattern.search(text)
    return pattern.sub(r"\1", text)
