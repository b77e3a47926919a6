"""Pages of real forums of SMF 1.1 and 2.0 in their skins, compared with what their databases hold."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.smf import Smf
from feedforum.fetch.charset import decode
from feedforum.records import Answer, Document
from tests.saved_pages import PAGES, needs

ENGINE = Smf()
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
SITES = ("smf-1.1", "smf-2.0")

pytestmark = needs(PAGES / "smf-2.0")


@cache
def truth(site: str) -> Any:
    return json.loads((PAGES / site / "truth.json").read_text("utf-8"))


@cache
def entries(site: str) -> Any:
    return json.loads((PAGES / site / "pages.json").read_text("utf-8"))


def page(site: str, file: str) -> Document:
    entry = entries(site)[file]
    body = (PAGES / site / file).read_bytes()
    at = datetime.fromisoformat(entry["captured"].replace("Z", "+00:00"))
    return Document(f"http://forum.example/{entry['url']}", decode(body, entry["content_type"], "auto"), at)


def pages(site: str, what: str) -> Iterator[tuple[str, Document, Any]]:
    """The pages of a kind, with what is true of them: such as `posts`."""
    for file, true in truth(site).items():
        if (
            what in true
            and isinstance(true[what], (list, dict))
            and file in entries(site)
            and "print" not in file
        ):
            yield file, page(site, file), true


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.parametrize("site", SITES)
def test_every_post_has_its_author_time_title_and_edit(site: str) -> None:
    read = 0
    for file, document, true in pages(site, "posts"):
        reading = ENGINE.read_thread(document, CALENDAR)
        shown = reading.page
        if "moved-marker" in file or true["title"].startswith("MOVED: "):
            assert reading.answer is Answer.NOT_FOUND
            continue
        assert shown is not None, file
        assert (shown.thread_id, shown.topic) == (true["thread"], true["title"]), file
        assert shown.path[-1].id == true["board"]
        assert (shown.page, shown.pages) == (true["page"], true["pages"]), file
        assert [post.id for post in shown.posts] == [post["id"] for post in true["posts"]], file
        if len(shown.posts) > 1:
            assert shown.newest_first == ("order" in true), file
        assert shown.page_size == (15 if shown.pages > 1 else None)
        for post, row in zip(shown.posts, true["posts"], strict=True):
            found = (post.author.name, post.author.id, post.title, post.posted_at)
            wanted = (row["author"], None if row["is_guest"] else row["author_id"], row["title"])
            assert found == (*wanted, moment(row["time"])), file
            edited = post.edit.at if post.edit else None
            assert edited == (moment(row["edited"]) if row["edited"] else None), (file, post.id)
            if "member" not in file and row["attachments"] and post.attachments:
                names = [attachment.name for attachment in post.attachments]
                assert names == [attachment["name"] for attachment in row["attachments"]], file
            assert bool(post.signature_html) == row["has_signature"], (file, post.id)
            read += 1
    assert read > 200


@pytest.mark.parametrize("site", SITES)
def test_every_row_of_a_board_is_as_the_database_has_it(site: str) -> None:
    read = 0
    for file, document, true in pages(site, "threads"):
        reading = ENGINE.read_board(document, CALENDAR)
        shown = reading.page
        assert shown is not None, file
        assert reading.answer is (Answer.OK if true["threads"] else Answer.EMPTY)
        assert (shown.board_id, shown.title) == (true["board"], true["title"])
        assert [ref.id for ref in shown.path] == [ref["id"] for ref in true["parents"]]
        if "page" not in true:
            continue
        assert (shown.page, shown.pages) == (true["page"], true["pages"]), file
        assert [row.id for row in shown.threads] == [row["id"] for row in true["threads"]], file
        for row, thread in zip(shown.threads, true["threads"], strict=True):
            flags = (row.replies, row.important, row.closed, row.moved)
            moved = thread["title"].startswith("MOVED: ")
            replies = None if moved else thread["replies"]
            assert flags == (replies, thread["sticky"], thread["locked"], moved), (file, row.id)
            assert (row.topic, row.starter.name) == (thread["title"], thread["starter"])
            assert (row.last_poster, row.last_post_at) is not None
            assert row.last_poster is not None
            assert (row.last_poster.name, row.last_post_at) == (
                thread["last_poster"],
                None if moved else moment(thread["last_time"]),
            )
            read += 1
    assert read > 100


@pytest.mark.parametrize("site", SITES)
def test_every_board_of_the_index_is_there(site: str) -> None:
    for file, document, true in pages(site, "boards"):
        shown = ENGINE.read_index(document, CALENDAR).page
        assert shown is not None, file
        held = {board["board"]: board for board in true["boards"]}
        member = "member" in file
        readable = [id_ for id_, board in held.items() if member or board["visible_to_guests"]]
        assert sorted(row.id for row in shown.boards) == readable, file
        for row in shown.boards:
            board = held[int(row.id)]
            last = board["last_post_with_sub_boards"]
            assert (row.title, row.external) == (board["title"], bool(board["redirect"]))
            assert row.parent_id == board["parent"]
            if row.external or (row.parent_id and "classic" in file):
                assert row.posts is None
            else:
                assert (row.posts, row.threads) == (board["own_posts"], board["own_topics"]), file
            if row.parent_id:
                last = held[row.parent_id]["last_post_with_sub_boards"]
            if not last:
                assert row.last_post is None
                continue
            assert row.last_post is not None
            assert row.last_post.author is not None
            assert (row.last_post.at, row.last_post.author.name) == (moment(last["time"]), last["author"])
            assert row.last_post.thread_id == last["thread"]


@pytest.mark.parametrize("site", SITES)
def test_refusals_are_told_apart(site: str) -> None:
    expected = {
        "board-4-members-only.html": Answer.NOT_FOUND,
        "de-board-4-members-only.html": Answer.NOT_FOUND,
        "thread-99999-missing.html": Answer.NOT_FOUND,
        "de-thread-99999-missing.html": Answer.NOT_FOUND,
        "guests-shut-out-index.html": Answer.LOGIN_WANTED,
        "maintenance.html": Answer.CLOSED,
        "maintenance-thread.html": Answer.CLOSED,
        "login-flood.html": Answer.OVERLOADED,
        "login.html": Answer.LOGIN_WANTED,
    }
    for file, answer in expected.items():
        for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
            reading = read(page(site, file), CALENDAR)
            assert (reading.answer, reading.page) == (answer, None), file


@pytest.mark.parametrize("site", SITES)
def test_who_is_a_member_is_told_and_forms_are_filled_in(site: str) -> None:
    for file, who in (("index.html", False), ("member-index.html", True), ("member-thread-43.html", True)):
        reading = (ENGINE.read_thread if "thread" in file else ENGINE.read_index)(page(site, file), CALENDAR)
        assert (reading.answer, reading.member) == (Answer.OK, who)
    assert ENGINE.accepted(page(site, "member-index.html"))
    assert not ENGINE.accepted(page(site, "login-wrong.html"))
    assert detect(page(site, "index.html")) is not None
    assert (
        ENGINE.version(ENGINE.open(page(site, "index.html")))
        == {"smf-1.1": "1.1.8", "smf-2.0": "2.0.15"}[site]
    )


def test_surveys_have_their_answers_and_votes() -> None:
    for site in SITES:
        for file, document, true in pages(site, "poll"):
            shown = ENGINE.read_thread(document, CALENDAR).page
            assert shown is not None
            assert shown.survey is not None
            poll = true["poll"]
            assert shown.survey.question == poll["question"], file
            votes = [(choice.text, choice.votes) for choice in shown.survey.choices]
            assert votes == [(each["label"], each["votes"]) for each in poll["choices"]], file
