"""Pages of real forums of phpBB 2 and 3, compared with their databases, row by row and post by post."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import ENGINES, detect
from feedforum.engines.kit.engine import Engine
from feedforum.fetch.charset import decode
from feedforum.records import Answer, Document, Edit, Reading
from tests.saved_pages import PAGES, needs

SITES = {"phpbb-2.0": "phpbb2", "phpbb-3.0": "phpbb3"}
SITES = {site: engine for site, engine in SITES.items() if engine in ENGINES}
BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
"""A zone with summer time, which these forums have not: their pages say so."""

pytestmark = [needs(PAGES / "phpbb-2.0"), pytest.mark.parametrize("site", SITES)]

REFUSALS = {
    "board-refused": Answer.LOGIN_WANTED,
    "thread-refused": Answer.LOGIN_WANTED,
    "login-form": Answer.LOGIN_WANTED,
    "board-password": Answer.PASSWORD_WANTED,
    "thread-password": Answer.PASSWORD_WANTED,
    "board-nonexistent": Answer.NOT_FOUND,
    "thread-nonexistent": Answer.NOT_FOUND,
    "thread-shadow": Answer.NOT_FOUND,
    "board-empty": Answer.EMPTY,
    "board-closed": Answer.CLOSED,
}


@lru_cache(maxsize=4)
def truth(site: str) -> Any:
    return json.loads((PAGES / site / "truth.json").read_text("utf-8"))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def minute(at: datetime | None) -> datetime | None:
    return at.replace(second=0, microsecond=0) if at else None


@lru_cache(maxsize=4)
def entries(site: str) -> tuple[tuple[dict[str, Any], Document], ...]:
    """The pages that came with a body, with what is said of them."""
    found = []
    for entry in json.loads((PAGES / site / "pages.json").read_text("utf-8")):
        body = (PAGES / site / entry["file"]).read_bytes()
        if entry["file"].endswith(".html") and body:
            url = f"http://forum.example/{entry['url']}"
            found.append(
                (entry, Document(url, decode(body, entry["content_type"], "auto"), moment(entry["fetched"])))
            )
    return tuple(found)


def shown(site: str, kind: str) -> Iterator[tuple[str, Any, Document]]:
    """The pages of a kind of which it is known what they show."""
    pages = truth(site)["pages"]
    for entry, document in entries(site):
        if pages.get(entry["file"], {}).get("kind") == kind and not entry["file"].startswith("bot-"):
            yield entry["file"], pages[entry["file"]], document


def engine_of(site: str) -> Engine:
    return ENGINES[SITES[site]]


@lru_cache(maxsize=200)
def reading(site: str, document: Document) -> Reading[Any]:
    """What is read on a page, as what its address names."""
    engine, script = engine_of(site), urlsplit(document.url).path
    if script.endswith("viewforum.php"):
        return engine.read_board(document, BERLIN)
    return (engine.read_thread if script.endswith("viewtopic.php") else engine.read_index)(document, BERLIN)


def name_on(file: str, name: str) -> str:
    """A name as a page has it, which calls a guest without one a guest in the page's language."""
    return "Gast" if name == "Guest" and file.startswith("german") else name


def with_those_below(site: str, board_id: int) -> dict[str, Any]:
    """What a board's row tells of the board and of those below it."""
    below = [
        board for board in truth(site)["boards"] if board["id"] == board_id or board_id in board["parents"]
    ]
    newest: dict[str, Any] = max(below, key=lambda board: board["last_post"] or 0)
    return newest | {name: sum(board[name] for board in below) for name in ("posts", "threads")}


def near(read: datetime | None, uncertainty: timedelta, true: str) -> bool:
    """Whether a moment is the true one, as exactly as the page tells it."""
    if read is None:
        return False
    return minute(read - uncertainty) <= minute(moment(true)) <= minute(read)  # type: ignore[operator]


def words(text: str) -> Counter[str]:
    """The words of a BBCode source or of markup, without tags and addresses, but with who is quoted."""
    text = re.sub(r"&#(?:58|46);", lambda mark: unescape(mark[0]), text)
    text = re.sub(r"\[attachment=.*?\[/attachment\]", " ", text)
    text = re.sub(r"\[quote=([^\]]*)\]", lambda quote: quote[1].translate({60: " ", 62: " "}), text)
    text = re.sub(r"\[/?(?:\w+|\*)(?:=[^\]]*)?(?::\w+)?\]|<[^>]*>", " ", text)
    text = re.sub(r"https?://\S+(?: \.\.\. \S+)?|www\.\S+|\S+@\S+|&#?\w+;|:\w+:", " ", text)
    return Counter(re.findall(r"[^\W\d_]{4,}", text.lower()))


LABELS = {"alles", "auswählen", "wrote", "code", "quote", "zitat", "folgendes", "geschrieben", "select"}


def test_every_page_is_known_by_its_software(site: str) -> None:
    kinds = {"database-down", "topic-review"}
    for entry, document in entries(site):
        found = detect(document)
        assert (found.name if found else "") == SITES[site] or entry["kind"] in kinds, entry["file"]


def test_every_refusal_is_what_it_is(site: str) -> None:
    refused = 0
    for entry, document in entries(site):
        wanted = REFUSALS.get(entry["kind"])
        if wanted is not None and not entry["file"].endswith("-right.html"):
            found = reading(site, document)
            assert found.answer is wanted or (wanted is Answer.EMPTY and found.page), entry["file"]
            refused += found.answer is wanted
    assert refused > 5


def test_members_are_told_from_guests(site: str) -> None:
    for entry, document in entries(site):
        member = entry["file"].startswith(("member-", "login-right"))
        assert reading(site, document).member in (None, member), entry["file"]
        assert not member or reading(site, document).member


def test_every_board_of_the_index_is_there(site: str) -> None:
    boards = {board["id"]: board for board in truth(site)["boards"]}
    files = [(entry["file"], document) for entry, document in entries(site) if entry["kind"] == "index"]
    for file, document in files:
        page = reading(site, document).page
        assert page is not None, file
        assert page.language == ("de" if file.startswith("german") else "en")
        rows = [row for row in page.boards if not row.category and not row.external]
        assert rows
        for row in rows:
            title, board = boards[int(row.id)]["title"], with_those_below(site, int(row.id))
            assert (row.title, row.posts, row.threads) == (title, board["posts"], board["threads"]), file
            if board["last_post"] is None:
                assert row.last_post is None
                continue
            assert row.last_post is not None
            assert row.last_post.author is not None
            assert row.last_post.author.name == name_on(file, board["last_poster"])
            if not file.startswith("bot-"):
                assert near(row.last_post.at, row.last_post.uncertainty, board["last_time"]), file


def test_every_row_of_a_board_is_as_the_database_has_it(site: str) -> None:
    for file, said, document in shown(site, "board"):
        page = reading(site, document).page
        assert page is not None, file
        assert (page.board_id, page.title) == (said["board"], said["title"]), file
        rows = {(row.id, row.moved): row for row in page.threads}
        if page.page <= page.pages:
            assert len(page.threads) == len(said["threads"]), file
        for true in said["threads"]:
            if true.get("moved_to"):
                row = rows[true["moved_to"], True]
                assert row.replies is None
                continue
            row = rows[true["id"], False]
            assert (row.topic.removesuffix("&"), row.replies, row.closed) == (
                true["title"].removesuffix("&"), true["replies"], true["closed"],
            ), (file, row.id)  # fmt: skip
            assert row.last_poster is not None
            assert row.last_poster.name == name_on(file, true["last_poster"])
            assert near(row.last_post_at, row.last_post_uncertainty, true["last_time"]), (file, row.id)
            assert (row.important or row.announcement) == (true["kind"] != "normal"), (file, row.id)
            # In subsilver2 there is no telling a global announcement from another.
            kinds = ("global", "announcement") if file.startswith("subsilver2") else ("global",)
            assert row.announcement == (true["kind"] in kinds)


def test_every_post_has_its_author_time_and_text(site: str) -> None:
    posts = {post["id"]: post for post in truth(site)["posts"]}
    read = 0
    for file, said, document in shown(site, "thread"):
        page = reading(site, document).page
        assert page is not None, file
        if not page.posts:
            assert said["start"] >= 1000, file
            continue
        topic = said["title"].removesuffix("&")
        assert (page.thread_id, page.topic, page.closed) == (said["thread"], topic, said["closed"]), file
        if said["start"] < 1000:
            assert [post.id for post in page.posts] == said["posts"], file
            assert page.pages == said["pages"], file
        for post in page.posts:
            assert isinstance(post.id, int)
            true = posts[post.id]
            assert (post.author.name, post.author.id) == (
                name_on(file, true["author"]), None if true["is_guest"] else true["author_id"],
            ), (file, post.id)  # fmt: skip
            assert near(post.posted_at, post.uncertainty, true["time"]), (file, post.id)
            assert post.title.removesuffix("&") == true["subject"].removesuffix("&"), (file, post.id)
            files = {attachment["name"]: attachment for attachment in true["attachments"]}
            source, written = words(true["text"]), words(post.message_html)
            assert not source - written, (file, post.id)
            assert not set(written - source - words(" ".join(files))) - LABELS, (file, post.id)
            if post.edit is not None:
                assert post.edit.count == true["edit_count"]
                assert minute(post.edit.at) == minute(moment(true["edited"]))
            sizes = {attachment.name: attachment.size for attachment in post.attachments}
            assert sizes == {name: each["size"] for name, each in files.items()}, (file, post.id)
            read += 1
    assert read > 200


def test_surveys_are_as_the_database_has_them(site: str) -> None:
    found = 0
    for file, said, document in shown(site, "thread"):
        page = reading(site, document).page
        poll = truth(site)["polls"].get(str(said["thread"]))
        assert page is not None
        if page.page == 1 and poll:
            assert page.survey is not None, file
            assert page.survey.question == poll["question"]
            assert [choice.text for choice in page.survey.choices] == [
                each["text"] for each in poll["options"]
            ]
            votes = [choice.votes for choice in page.survey.choices]
            assert votes in ([each["votes"] for each in poll["options"]], [None] * len(votes)), file
            found += 1
        elif not poll:
            assert page.survey is None, file
    assert found


def test_edit_notes_are_read(site: str) -> None:
    notes = [
        post.edit
        for _, _, document in shown(site, "thread")
        for post in getattr(reading(site, document).page, "posts", ())
        if post.edit
    ]
    assert all(isinstance(note, Edit) and note.at for note in notes)
    assert notes
