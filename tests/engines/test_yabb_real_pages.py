"""Pages of a real YaBB 2.6.11, compared with what its files hold, post by post and row by row."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.yabb import YaBB
from feedforum.records import Answer, BoardPage, Document, Post, Reading, ThreadPage
from tests.poll.test_replayed_sites import spoken
from tests.saved_pages import PAGES, needs

ENGINE = YaBB()
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
SINGLE, SITE = PAGES / "yabb-2.6.11", PAGES / "yabb-2.6.11-site"
BASE = "http://127.0.0.1:8271/cgi-bin/yabb2/"
POSTS_PER_PAGE = 15

pytestmark = needs(SINGLE)


@lru_cache(maxsize=1)
def truth() -> dict[str, Any]:
    return dict(json.loads((SINGLE / "truth.json").read_text("utf-8")))


@lru_cache(maxsize=1)
def documents() -> dict[str, Document]:
    """All pages by folder and file, each once."""
    found: dict[str, Document] = {}
    for folder in (SINGLE, SITE):
        for entry in json.loads((folder / "pages.json").read_text("utf-8")):
            name = f"{folder.name}/{entry['file']}"
            if (entry["file"] or "").endswith(".html") and name not in found:
                at = datetime.fromisoformat(entry["captured"].replace("Z", "+00:00"))
                text = (folder / entry["file"]).read_text("utf-8")
                found[name] = Document(f"{BASE}{entry['url']}", text, at)
    return found


def named(kind: str) -> list[tuple[str, Document]]:
    """The pages of a kind: of the site all, and of the others those that show something else."""
    return [(name, document) for name, document in documents().items() if kind in name.partition("/")[2]]


def minute(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC).replace(second=0)


@lru_cache(maxsize=1)
def thread_pages() -> list[tuple[str, ThreadPage]]:
    read = ((name, ENGINE.read_thread(document, CALENDAR).page) for name, document in named("thread"))
    return [(name, page) for name, page in read if page is not None]


def in_order(page: ThreadPage) -> list[tuple[Post, dict[str, Any]]]:
    """The posts of a page with those that the forum's files have at their places."""
    start = (page.page - 1) * POSTS_PER_PAGE
    held = truth()["threads"][str(page.thread_id)]["posts"][start : start + POSTS_PER_PAGE]
    assert len(held) == len(page.posts)
    return list(zip(page.posts, held, strict=True))


def test_every_post_has_its_author_time_title_edit_and_text() -> None:
    read = 0
    for name, page in thread_pages():
        for post, row in in_order(page):
            assert post.posted_at is not None, (name, post.date_text)
            assert (post.author.name, post.posted_at.replace(second=0), post.title) == (
                row["author"], minute(row["time"]), row["subject"],
            ), name  # fmt: skip
            assert bool(post.edit) == bool(row["edited"]), name
            if post.edit and row["edited"]:
                assert post.edit.at is not None
                assert post.edit.at.replace(second=0) == minute(row["edited"])
            assert {file.name for file in post.attachments} == set(row["attachments"]), name
            missing = spoken(row["raw"]) - spoken(post.message_html)
            assert missing.total() <= spoken(row["raw"]).total() // 5, (name, missing)
            read += 1
    assert read > 300


def test_every_thread_has_its_topic_board_and_state() -> None:
    titles = {board["title"]: board["id"] for board in truth()["boards"]}
    for name, page in thread_pages():
        held = truth()["threads"][str(page.thread_id)]
        assert page.topic == held["title"], name
        assert page.closed == held["listing"]["locked"], name
        assert page.forum_title == "Brass Lens Workshop"
        assert page.language in ("en", "de")
        if not held["listing"]["announcement"]:
            assert page.path[-1].id == held["board"]
            assert titles[page.path[-1].title] == held["board"]


@lru_cache(maxsize=1)
def board_pages() -> list[tuple[str, BoardPage]]:
    read = ((name, ENGINE.read_board(document, CALENDAR).page) for name, document in named("board"))
    return [(name, page) for name, page in read if page is not None]


def test_every_row_of_a_board_is_as_the_files_have_it() -> None:
    read = 0
    for name, page in board_pages():
        for row in page.threads:
            if page.board_id == "members":  # what members wrote is not in the truth
                continue
            held = truth()["threads"][str(row.id)]["listing"]
            assert row.topic == held["title"], name
            if row.moved:
                assert row.replies is None
                continue
            assert (row.replies, row.important, row.closed, row.announcement) == (
                held["replies"], held["sticky"], held["locked"], held["announcement"],
            ), (name, row)  # fmt: skip
            assert row.last_post_at is not None
            assert row.last_post_at.replace(second=0) == minute(held["last_time"]), (name, row)
            assert (row.starter.name, row.last_poster and row.last_poster.name) == (
                held["starter"], held["last_poster"],
            ), name  # fmt: skip
            assert row.pages == held["replies"] // POSTS_PER_PAGE + 1
            read += 1
    assert read > 100


def test_rows_stand_in_the_order_of_the_files() -> None:
    compared = 0
    for name, page in board_pages():
        shown = truth()["pages"].get(name.partition("/")[2])
        if name.startswith("yabb-2.6.11/") and shown and "rows" in shown:
            assert [str(row.id) for row in page.threads] == shown["rows"], name
            compared += 1
    assert compared > 5


INDEXES = ("index.html", "german-index.html", "german-f6-index.html")


@pytest.mark.parametrize("file", INDEXES)
def test_every_board_of_the_index_is_there(file: str) -> None:
    page = ENGINE.read_index(documents()[f"yabb-2.6.11/{file}"], CALENDAR).page
    assert page is not None
    assert page.title == "Brass Lens Workshop"
    boards = {board["id"]: board for board in truth()["boards"]}
    assert [row.id for row in page.boards] == ["lenses", "darkroom", "members", "vault", "silent"]
    for row in page.boards:
        assert row.title == boards[row.id]["title"]
        counts = truth()["counts"]
        ids = [row.id, *(below.id for below in row.subboards)]
        if row.id != "vault":
            assert row.threads == sum(counts[each]["threads"] for each in ids)
            assert row.posts == sum(counts[each]["messages"] for each in ids)
        if row.threads:
            newest = max((counts[each] for each in ids), key=lambda each: each["last_time"] or "")
            assert row.last_post is not None
            assert row.last_post.at is not None
            assert row.last_post.at.replace(second=0) == minute(newest["last_time"])
            assert str(row.last_post.thread_id) == newest["last_id"]
        else:
            assert row.last_post is None
    assert [below.id for below in page.boards[0].subboards] == ["printing"]
    assert page.boards[0].description == "Everything made of glass and brass; please add the maker."


def answers(file: str) -> set[Answer]:
    document = documents()[f"yabb-2.6.11/{file}"]
    readings: list[Reading[Any]] = [
        read(document, CALENDAR) for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread)
    ]
    assert all(reading.page is None and reading.detail for reading in readings)
    return {reading.answer for reading in readings}


REFUSALS = {
    "board-members-refused.html": Answer.LOGIN_WANTED,
    "thread-members-refused.html": Answer.LOGIN_WANTED,
    "index-guests-kicked.html": Answer.LOGIN_WANTED,
    "login-form.html": Answer.LOGIN_WANTED,
    "board-vault-guest-refused.html": Answer.PASSWORD_WANTED,
    "board-vault-form.html": Answer.PASSWORD_WANTED,
    "board-vault-wrong.html": Answer.PASSWORD_WANTED,
    "board-nonexistent.html": Answer.NOT_FOUND,
    "thread-nonexistent.html": Answer.NOT_FOUND,
    "maintenance.html": Answer.CLOSED,
    "print-12.html": Answer.NOT_UNDERSTOOD,
    "recent-posts.html": Answer.NOT_UNDERSTOOD,
}


@pytest.mark.parametrize("file", REFUSALS)
def test_refusals_are_told_apart(file: str) -> None:
    assert answers(file) == {REFUSALS[file]}


def test_the_marker_of_a_moved_thread_is_no_thread() -> None:
    reading = ENGINE.read_thread(documents()["yabb-2.6.11/thread-moved-marker.html"], CALENDAR)
    assert reading.answer is Answer.NOT_FOUND
    assert "1760919276" in reading.detail


@pytest.mark.parametrize(
    ("file", "member"),
    [
        ("index.html", False),
        ("thread-markup.html", False),
        ("board-vault-guest-refused.html", False),
        ("index-member.html", True),
        ("thread-members-member.html", True),
        ("board-vault-form.html", True),
        ("board-vault-wrong.html", True),
    ],
)
def test_members_and_guests_are_told_apart(file: str, member: bool) -> None:
    assert ENGINE.read_index(documents()[f"yabb-2.6.11/{file}"], CALENDAR).member is member


def test_surveys_are_read_before_and_after_a_vote() -> None:
    choices = ["0.30 mm", "0.35 mm & larger", 'home made "needle" hole', "none"]
    for file, votes in (("thread-poll-form.html", [None] * 4), ("thread-poll-result.html", [1, 1, 1, 0])):
        page = ENGINE.read_thread(documents()[f"yabb-2.6.11/{file}"], CALENDAR).page
        assert page is not None
        assert page.survey is not None
        assert page.survey.question == "Which one do you use?"
        assert [(choice.text, choice.votes) for choice in page.survey.choices] == list(
            zip(choices, votes, strict=True)
        )
