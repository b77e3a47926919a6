"""Pages of a real forum of MyBB 1.8, in its skins and as a guest or a member, compared with its database."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.mybb import MyBB
from feedforum.fetch.charset import decode
from feedforum.records import Answer, Document
from tests.saved_pages import PAGES, needs

SITE = PAGES / "mybb-1.8"
ENGINE = MyBB()
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

pytestmark = needs(SITE)


@cache
def truth() -> Any:
    return json.loads((SITE / "truth.json").read_text("utf-8"))


@cache
def entries() -> Any:
    return {entry["file"]: entry for entry in json.loads((SITE / "pages.json").read_text("utf-8"))}


def page(file: str) -> Document:
    entry = entries()[file]
    body = (SITE / file).read_bytes()
    at = datetime.fromisoformat(entry["captured"].replace("Z", "+00:00"))
    return Document(f"http://forum.example/{entry['url']}", decode(body, entry["content_type"], "auto"), at)


def pages(*prefixes: str) -> Iterator[tuple[str, Document]]:
    for file, entry in entries().items():
        if file.endswith(".html") and entry["status"] == 200 and file.startswith(prefixes):
            yield file, page(file)


def minute(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(second=0)


def test_every_post_has_its_author_time_title_and_edit() -> None:
    held = {post["id"]: (thread, post) for thread in truth()["threads"] for post in thread["posts"]}
    read = 0
    for file, document in pages(
        "thread-", "classic-thread-", "seo-thread-", "de-thread-", "member-thread-", "post-"
    ):
        reading = ENGINE.read_thread(document, CALENDAR)
        shown = reading.page
        refused = ("nonexistent", "members-only", "refused", "marker-id")
        assert (shown is None) == any(mark in file for mark in refused), (file, reading.detail)
        for post in shown.posts if shown else ():
            assert shown is not None
            assert isinstance(post.id, int)
            thread, row = held[post.id]
            assert (shown.thread_id, shown.topic) == (thread["id"], thread["title"]), file
            assert shown.prefix == (f"[{thread['prefix']}]" if thread["prefix"] else "")
            assert shown.path[-1].id == thread["board"]
            found = (post.author.name, post.author.id, post.title, post.posted_at)
            author_id = None if row["is_guest"] else row["author_id"]
            assert found == (row["author"], author_id, row["subject"], minute(row["time"])), file
            edited = post.edit.at if post.edit else None
            assert edited == (minute(row["edited"]) if row["edited"] else None), (file, post.id)
            assert "Downloads" not in post.message_html
            read += 1
        if "threaded" not in file and shown and "deletion" not in file:
            number = int(document.url.rpartition("page=")[2]) if "page=" in document.url else shown.page
            assert shown.page == (1 if "beyond" in file else number), file
            assert shown.pages == -(-(thread["replies"] + 1) // 10), file
    assert read > 140


def test_every_row_of_a_board_is_as_the_database_has_it() -> None:
    held = {thread["id"]: thread for thread in truth()["threads"]}
    read = 0
    for file, document in pages(
        "board-2-p", "board-3", "board-4", "classic-board", "seo-board", "de-board-2", "member-board"
    ):
        shown = ENGINE.read_board(document, CALENDAR).page
        assert shown is not None, file
        board = next(board for board in truth()["boards"] if board["id"] == shown.board_id)
        assert (shown.title, [ref.id for ref in shown.path]) == (board["title"], board["parents"])
        for row in shown.threads:
            thread = held[int(row.id)]
            assert (row.topic, row.starter.name) == (thread["title"], thread["starter"])
            assert row.prefix == (f"[{thread['prefix']}]" if thread["prefix"] else ""), file
            assert row.important == thread["sticky"]
            if row.moved:
                assert (thread["board"] != shown.board_id, row.replies, row.last_post_at) == (
                    True,
                    None,
                    None,
                )
                continue
            assert (row.replies, row.closed) == (thread["replies"], thread["closed"]), (file, row.id)
            assert row.last_poster is not None
            assert (row.last_poster.name, row.last_post_at) == (
                thread["last_poster"],
                minute(thread["last_post"]),
            )
            assert row.pages == -(-(thread["replies"] + 1) // 10)
            read += 1
    assert read > 90


def test_boards_that_have_no_threads_to_show() -> None:
    for file in ("board-7-empty.html", "board-1-category.html"):
        assert ENGINE.read_board(page(file), CALENDAR).answer is Answer.EMPTY
    below = ENGINE.read_board(page("board-1-category.html"), CALENDAR).page
    assert below is not None
    assert [row.id for row in below.boards if not row.category][:2] == [2, 3]


def test_every_board_of_the_index_is_there() -> None:
    held = {board["id"]: board for board in truth()["boards"]}
    for file, document in pages("index", "classic-index", "seo-index", "de-index", "member-index"):
        shown = ENGINE.read_index(document, CALENDAR).page
        assert shown is not None, file
        assert shown.title == "Bienenstock & Blütezeit"
        for row in shown.boards:
            board = held[int(row.id)]
            assert (row.title, row.category) == (board["title"], board["is_category"])
            assert row.external == bool(board["redirect_url"])
        rows = {row.id: row for row in shown.boards}
        assert set(rows) == {1, 2, 3, 6, 7, 8, 9} | ({5} if "member" in file else set()), file
        hive = rows[2]
        # The moved thread's row counts as a thread and a post, and the board below has its own in here.
        assert (hive.threads, hive.posts) == (33 + 5, 246 + 27)
        assert [(ref.id, ref.title) for ref in hive.subboards] == [(4, "Frames, Tools & Gear")]
        assert hive.description == "Everything between first flight and last jar"
        assert hive.last_post is not None
        assert hive.last_post.author is not None
        assert (hive.last_post.thread_id, hive.last_post.author.name) == (2, "Rosa Lind")
        assert hive.last_post.at == minute(held[2]["last_post"])
        assert (rows[6].posts, rows[6].last_post, rows[7].posts) == (None, None, 0)


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        ("thread-9999-nonexistent.html", Answer.NOT_FOUND),
        ("de-thread-9999-nonexistent.html", Answer.NOT_FOUND),
        ("post-99999-nonexistent.html", Answer.NOT_FOUND),
        ("board-999-nonexistent.html", Answer.NOT_FOUND),
        ("thread-50-marker-id.html", Answer.NOT_FOUND),
        ("thread-40-members-only.html", Answer.LOGIN_WANTED),
        ("de-board-5-members-only.html", Answer.LOGIN_WANTED),
        ("board-6-password-form.html", Answer.PASSWORD_WANTED),
        ("board-6-password-wrong.html", Answer.PASSWORD_WANTED),
        ("thread-42-password-refused.html", Answer.PASSWORD_WANTED),
        ("closed.html", Answer.CLOSED),
        ("banned.html", Answer.BLOCKED),
        ("login-form.html", Answer.NOT_UNDERSTOOD),
        ("portal.html", Answer.NOT_UNDERSTOOD),
        ("announcement-1.html", Answer.NOT_UNDERSTOOD),
        ("member-2.html", Answer.NOT_UNDERSTOOD),
    ],
)
def test_refusals_are_told_apart(file: str, answer: Answer) -> None:
    for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
        reading = read(page(file), CALENDAR)
        assert (reading.answer, reading.page) == (answer, None), (file, read)


def test_who_is_a_member_is_told_and_forms_are_filled_in() -> None:
    for file, who in (("index.html", False), ("member-index.html", True), ("classic-index.html", False)):
        reading = ENGINE.read_index(page(file), CALENDAR)
        assert (reading.answer, reading.member) == (Answer.OK, who)
    assert ENGINE.accepted(page("login-ok.html"))
    assert not ENGINE.accepted(page("login-wrong.html"))
    form = ENGINE.login_form(page("login-form.html"), "Rosa", "geheim")
    assert form is not None
    fields = dict(form.fields)
    assert form.url == "http://forum.example/member.php"
    assert (fields["action"], fields["username"], len(fields["my_post_key"])) == ("do_login", "Rosa", 32)
    assert ENGINE.password_board(page("board-6-password-form.html")) == 6
    opened = ENGINE.password_form(page("board-6-password-form.html"), 6, "wabe7")
    assert opened is not None
    assert (opened.url, dict(opened.fields)["pwverify"]) == (
        "http://forum.example/forumdisplay.php?fid=6",
        "wabe7",
    )
    engine = detect(page("index.html"))
    assert engine is not None
    assert (engine.name, engine.version(engine.open(page("index.html")))) == ("mybb", "1.8")


def test_files_and_a_survey() -> None:
    shown = ENGINE.read_thread(page("thread-48-downloads.html"), CALENDAR).page
    assert shown is not None
    files = [
        (each.id, each.name, each.size, each.inline) for post in shown.posts for each in post.attachments
    ]
    assert (2, "Größe & Plan.txt", 680, False) in files
    polled = ENGINE.read_thread(page("thread-47.html"), CALENDAR).page
    assert polled is not None
    assert polled.survey is not None
    poll = next(thread["poll"] for thread in truth()["threads"] if thread["id"] == 47)
    assert polled.survey.question == poll["question"]
    votes = [(choice.text, choice.votes) for choice in polled.survey.choices]
    assert votes == list(zip(poll["options"], poll["votes"], strict=True))
