"""Every page of a real board parses to what the board's database holds."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from feedforum.dates import Calendar
from feedforum.engines.base import PageKind
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, Document, Id, Post, ThreadPage, ThreadRow
from feedforum.text.characters import clean
from tests.engines.real_pages import BASE, SINGLE, SITE, document, files, moment, needs_pages, truth
from tests.saved_pages import PAGES

pytestmark = needs_pages

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = Wbb2()
# The pages that are not what their address asks for, and what they are.
OTHER_ANSWERS = {
    "std-nocookie-board-category.html": Answer.EMPTY,
    "std-nocookie-board-beyond-last-page.html": Answer.EMPTY,
    "std-nocookie-thread-46-beyond.html": Answer.EMPTY,
    "std-nocookie-board-password-form.html": Answer.PASSWORD_WANTED,
    "std-nocookie-thread-password-form.html": Answer.PASSWORD_WANTED,
    "std-nocookie-board-members-denied.html": Answer.LOGIN_WANTED,
    "std-nocookie-thread-members-denied.html": Answer.LOGIN_WANTED,
    "std-nocookie-board-nonexistent.html": Answer.NOT_FOUND,
    "std-nocookie-thread-nonexistent.html": Answer.NOT_FOUND,
    "std-nocookie-thread-moved-redirect-id.html": Answer.NOT_FOUND,
    "std-nocookie-thread-sql-error.html": Answer.DATABASE_DOWN,
    "std-nocookie-board-external-link.html": Answer.NOT_UNDERSTOOD,
    "std-offline-index.html": Answer.CLOSED,
}


def reader(kind: PageKind) -> Any:
    return ENGINE.print_view.read if kind is PageKind.PRINT else getattr(ENGINE, f"read_{kind.value}")


def pages_of(kind: PageKind) -> list[Any]:
    return [
        pytest.param(folder, file, id=file)
        for folder in (SINGLE, SITE)
        for file in files(folder, kind)
        if file not in OTHER_ANSWERS
    ]


def thread_of(thread_id: Id | None) -> dict[str, Any]:
    return next(thread for thread in truth()["threads"] if thread["id"] == thread_id)


def posts_of(thread_id: Id | None) -> list[dict[str, Any]]:
    return [post for post in truth()["posts"] if post["thread"] == thread_id and post["visible"]]


def topic_as_shown(topic: str) -> str:
    """A topic of the database as a page must give it: references resolved, no word cut."""
    resolved = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), topic)
    return " ".join(resolved.split())


def path_of(board_id: Id) -> list[Id]:
    path: list[Id] = []
    boards = {board["id"]: board for board in truth()["boards"]}
    while board_id:
        path.insert(0, board_id)
        board_id = boards[board_id]["parent"]
    return path


@pytest.mark.parametrize(("folder", "file"), pages_of(PageKind.BOARD))
def test_board_pages_list_what_the_database_holds(folder: Any, file: str) -> None:
    page = document(folder, file)
    reading = ENGINE.read_board(page, BERLIN)
    assert reading.answer is Answer.OK
    assert reading.page is not None
    asked = ENGINE.address(page.url)
    assert asked is not None
    assert (reading.page.board_id, reading.page.page) == (asked.id, asked.page)
    assert [board.id for board in reading.page.path] == path_of(asked.id or 0)[:-1]
    assert reading.page.title == next(b["title"] for b in truth()["boards"] if b["id"] == asked.id)
    assert reading.page.pages == (2 if asked.id == 2 else 1)
    for row in reading.page.threads:
        check_row(row)
    assert len({row.id for row in reading.page.threads}) == len(reading.page.threads)


def check_row(row: ThreadRow) -> None:
    thread = thread_of(row.id)
    prefix = thread["prefix"]
    if row.moved:
        # The row of a moved thread is the stub that stays behind, with its own prefix.
        stub = next(other for other in truth()["threads"] if other["moved_to"] == row.id)
        prefix = stub["prefix"]
    assert row.topic == topic_as_shown(thread["topic"])
    assert row.prefix == prefix
    assert (row.starter.name, row.starter.id or 0) == (thread["starter"], thread["starter_id"])
    assert row.replies == (None if row.moved else thread["replies"])
    assert row.last_poster is not None
    assert row.last_poster.name == thread["last_poster"]
    assert row.last_post_at == moment(thread["last_post"])
    assert row.announcement == (thread["important"] == 2)
    assert row.important == (thread["important"] == 1)
    assert row.closed == (thread["closed"] == 1)
    if not row.moved:
        # A page of board 8 holds ten posts.
        expected = -(-(thread["replies"] + 1) // (10 if thread["board"] == 8 else 20))
        assert row.pages == expected


def test_boards_together_list_every_thread() -> None:
    listed = Counter[Id]()
    moved = set()
    for file in files(SITE, PageKind.BOARD):
        reading = ENGINE.read_board(document(SITE, file), BERLIN)
        assert reading.page is not None
        for row in reading.page.threads:
            if row.moved:
                moved.add(row.id)
            elif not row.announcement:
                listed[row.id] += 1
    wanted = {
        thread["id"]
        for thread in truth()["threads"]
        if thread["board"] in (2, 3, 7, 8)
        and thread["visible"]
        and not thread["moved_to"]
        and thread["important"] < 2
    }
    assert set(listed) == wanted
    assert moved == {40}


@pytest.mark.parametrize(("folder", "file"), pages_of(PageKind.THREAD))
def test_thread_pages_hold_what_the_database_holds(folder: Any, file: str) -> None:
    page = document(folder, file)
    reading = ENGINE.read_thread(page, BERLIN)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    asked = ENGINE.address(page.url)
    assert asked is not None
    thread = thread_of(asked.id)
    assert reading.page.thread_id == asked.id
    assert reading.page.topic == topic_as_shown(thread["topic"])
    assert reading.page.prefix == thread["prefix"]
    assert [board.id for board in reading.page.path] == path_of(thread["board"])
    assert reading.page.closed == (thread["closed"] == 1)
    assert reading.page.forum_title == "Werkbank & Kettenfett"
    assert (reading.page.survey is not None) == bool(thread["poll"])
    expected = expected_posts(reading.page, asked.page)
    assert [post.id for post in reading.page.posts] == [post["id"] for post in expected]
    for post, wanted in zip(reading.page.posts, expected, strict=True):
        check_post(post, wanted)


def expected_posts(page: ThreadPage, number: int) -> list[dict[str, Any]]:
    posts = sorted(posts_of(page.thread_id), key=lambda post: (post["posted"], post["id"]))
    size = 20
    if thread_of(page.thread_id)["board"] == 8:
        posts, size = posts[::-1], 10
    assert page.newest_first == (None if len(posts[(number - 1) * size :][:size]) < 2 else size == 10)
    assert (page.page, page.pages) == (number, -(-len(posts) // size))
    return posts[(number - 1) * size : number * size]


def check_post(post: Post, wanted: dict[str, Any]) -> None:
    assert (post.author.name, post.author.id or 0) == (wanted["author"], wanted["author_id"])
    assert post.title == topic_as_shown(wanted["title"])
    assert post.posted_at == moment(wanted["posted"])
    check_words(post, wanted)
    assert (post.edit.count if post.edit else 0) == wanted["edits"]
    if post.edit:
        assert post.edit.at == moment(wanted["edited"])
    assert {file.id for file in post.attachments} == {
        file["id"] for file in truth()["attachments"] if file["post"] == wanted["id"]
    }
    assert len(post.attachments) == wanted["attachments"]
    for file in post.attachments:
        stored = next(stored for stored in truth()["attachments"] if stored["id"] == file.id)
        assert file.name == stored["name"]
        assert file.url == f"{BASE}attachment.php?attachmentid={file.id}"
        assert file.inline == file.name.endswith(("png", "jpg", "gif"))
        if file.size is not None:
            # A page rounds to hundredths below some size and to whole units above.
            assert abs(file.size - stored["size"]) <= 512


def check_words(post: Post, wanted: dict[str, Any]) -> None:
    assert shown_words(post.message_html) == typed_words(wanted)


def shown_words(markup: str) -> str:
    """The letters and figures of a message that an author typed, without what the forum wraps it in."""
    soup = BeautifulSoup(markup, "html.parser")
    for image in soup.find_all("img"):
        image.decompose()
    for table in soup.find_all("table"):
        heading = table.find(class_="tablecat")
        if heading:
            heading.decompose()
    for numbers in soup.find_all("pre"):
        if re.fullmatch(r"(?:\d+:\s*)+", numbers.get_text()):
            numbers.decompose()
    for link in soup.find_all("a"):
        if "..." in link.get_text():
            link.string = str(link["href"])
    return letters(re.sub(TAGS, "", soup.get_text(), flags=re.I))


def typed_words(wanted: dict[str, Any]) -> str:
    text = clean(wanted["bbcode"])
    if wanted["html"]:
        return letters(re.sub(r"<[^>]*>", "", text))
    if not wanted["smilies"]:
        return letters(re.sub(TAGS, "", text, flags=re.I))
    text = re.sub(r"\[img\].*?\[/img\]", "", text, flags=re.I)
    text = re.sub(r"\[php\](.*?)\[/php\]", php_shown, text, flags=re.I | re.S)
    parts = re.split(r"(\[code\].*?\[/code\])", text, flags=re.I | re.S)
    parts[::2] = [re.sub(SMILIES, "", part) for part in parts[::2]]
    return letters(re.sub(TAGS, "", "".join(parts), flags=re.I))


SMILIES = r":(?:rolleyes|baby|evil|tongue):|:[PDO]|\b8o\b|8\)|X\("
# Known tags are gone from a page, or stand there as typed (in code, or unclosed): both sides lose them.
TAGS = (
    r"\[/?(?:b|i|u|size|color|font|center|align|list|url|email|quote|code|\*)\]"
    r"|\[/?(?:size|color|font|align|list|url|email)=[^\]]*\]"
)


def php_shown(match: re.Match[str]) -> str:
    inner = match[1]
    return f"[code]{inner if '<?' in inner else '<?php ' + inner + '?>'}[/code]"


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize(("folder", "file"), pages_of(PageKind.PRINT))
def test_print_pages_hold_what_the_database_holds(folder: Any, file: str) -> None:
    page = document(folder, file)
    reading = ENGINE.print_view.read(page, BERLIN)
    assert reading.answer is Answer.OK
    assert reading.page is not None
    assert reading.page.printed
    asked = ENGINE.address(page.url)
    assert asked is not None
    thread = thread_of(asked.id)
    assert reading.page.thread_id == asked.id
    assert reading.page.topic == topic_as_shown(thread["topic"])
    assert [board.id for board in reading.page.path] == path_of(thread["board"])
    posts = sorted(posts_of(asked.id), key=lambda post: (post["posted"], post["id"]))
    size = 20
    if thread["board"] == 8:
        posts, size = posts[::-1], 10
    expected = posts[(asked.page - 1) * size : asked.page * size]
    assert len(reading.page.posts) == len(expected)
    for post, wanted in zip(reading.page.posts, expected, strict=True):
        assert post.id is None
        assert (post.author.name, post.author.id) == (wanted["author"], None)
        assert post.title == topic_as_shown(wanted["title"])
        assert post.posted_at == moment(wanted["posted"])
        check_words(post, wanted)


@pytest.mark.parametrize("file", sorted(OTHER_ANSWERS))
def test_error_pages_give_their_kind_of_answer(file: str) -> None:
    page = document(SINGLE, file)
    asked = ENGINE.address(page.url)
    assert asked is not None
    reading = getattr(ENGINE, f"read_{asked.kind.value}")(page, BERLIN)
    assert reading.answer is OTHER_ANSWERS[file]
    assert (reading.page is not None) == (reading.answer is Answer.EMPTY)
    assert reading.detail.endswith(".")


@pytest.mark.parametrize("file", ["login-post-ok.html", "login-post-wrong.html", "password-post-ok.html"])
def test_login_answers_are_no_pages(file: str) -> None:
    page = document(SINGLE, file)
    assert ENGINE.accepted(page) == ("ok" in file)
    for reading in (ENGINE.read_index(page, BERLIN), ENGINE.read_board(page, BERLIN)):
        assert reading.answer is Answer.NOT_UNDERSTOOD
    assert ENGINE.read_thread(page, BERLIN).answer is Answer.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "file", ["std-nocookie-index.html", "std-cookie-index.html", "blau-nocookie-index.html"]
)
def test_index_lists_the_boards(file: str) -> None:
    reading = ENGINE.read_index(document(SINGLE, file), BERLIN)
    assert reading.answer is Answer.OK
    assert reading.page is not None
    assert reading.page.title == "Werkbank & Kettenfett"
    boards = {board.id: board for board in reading.page.boards}
    assert list(boards) == [1, 2, 4, 5, 6, 7, 8, 9]
    for board in truth()["boards"]:
        if board["id"] in boards:
            row = boards[board["id"]]
            assert row.title == board["title"]
            assert row.parent_id == (board["parent"] or None)
            assert row.category == (not board["is_board"])
    assert [(sub.id, sub.title) for sub in boards[2].subboards] == [(3, "Strom & Licht")]
    assert (boards[2].posts, boards[2].threads) == (455, 45)
    assert boards[2].description == "Fragen und Antworten rund ums Rad – bitte mit Präfix"
    assert boards[2].last_post is not None
    assert boards[2].last_post.thread_id == 54
    assert boards[2].last_post.at == datetime(2026, 11, 25, 1, 31, tzinfo=UTC)
    assert boards[2].last_post.author is not None
    assert boards[2].last_post.author.id == 5
    assert boards[6].last_post is not None
    assert boards[6].last_post.thread_id is None
    assert boards[6].last_post.author is not None
    assert boards[6].last_post.author.name == "<Nachtfahrer>"
    assert boards[9].external
    assert boards[9].description == "Externer Link"


@pytest.mark.parametrize("file", ["std-nocookie-board-open.html", "blau-nocookie-board-open.html"])
def test_a_board_page_lists_its_subboards(file: str) -> None:
    reading = ENGINE.read_board(document(SINGLE, file), BERLIN)
    assert reading.page is not None
    (sub,) = reading.page.boards
    assert (sub.id, sub.parent_id, sub.posts, sub.threads) == (3, 2, 44, 11)
    assert sub.description == "Unterforum: Dynamo, Akku, Kabel"


def test_a_category_page_lists_boards_and_who_stands_below_whom() -> None:
    reading = ENGINE.read_board(document(SINGLE, "std-nocookie-board-category.html"), BERLIN)
    assert reading.page is not None
    assert [(board.id, board.parent_id) for board in reading.page.boards] == [(2, 1), (3, 2), (4, 1)]


def test_the_members_board_shows_the_mark_of_being_logged_in() -> None:
    assert ENGINE.read_board(document(SINGLE, "member-board-members.html"), BERLIN).member
    assert ENGINE.read_thread(document(SINGLE, "member-thread-members.html"), BERLIN).member
    assert not ENGINE.read_thread(document(SINGLE, "std-nocookie-thread-today.html"), BERLIN).member


def test_the_survey_of_a_real_thread() -> None:
    reading = ENGINE.read_thread(document(SINGLE, "std-nocookie-thread-poll-result.html"), BERLIN)
    assert reading.page is not None
    assert reading.page.survey is not None
    assert reading.page.survey.question == "Welche Kettenschaltung & warum?"
    assert [choice.votes for choice in reading.page.survey.choices] == [11, 7, 3]
    assert reading.page.survey.choices[0].text == "Neun Gänge reichen <für alle>"


@pytest.mark.parametrize("file", ["std-nocookie-search-24h-result.html", "std-nocookie-login.html"])
def test_other_pages_are_not_taken_for_what_they_are_not(file: str) -> None:
    entry = document(SINGLE, file)
    for address in ("index.php", "board.php?boardid=2", "thread.php?threadid=2", "print.php?threadid=2"):
        page = Document(BASE + address, entry.text, entry.made_at)
        kind = ENGINE.address(page.url)
        assert kind is not None
        reading = reader(kind.kind)(page, BERLIN)
        assert reading.answer in (Answer.NOT_UNDERSTOOD, Answer.LOGIN_WANTED)
        assert reading.page is None


def test_every_real_page_is_complete_and_none_is_when_cut() -> None:
    for folder in (SINGLE, SITE):
        for kind in PageKind:
            for file in files(folder, kind)[:12]:
                if file in OTHER_ANSWERS:
                    continue
                page = document(folder, file)
                half = Document(page.url, page.text[: len(page.text) * 9 // 10], page.made_at)
                reading = reader(kind)(half, BERLIN)
                assert reading.answer is Answer.BROKEN
                assert "cut off" in reading.detail


def test_the_thread_this_was_first_wanted_for() -> None:
    text = (PAGES / "satclub" / "print-36139.html").read_bytes().decode("windows-1252", errors="replace")
    url = "http://www.satclub-thueringen.de/print.php?threadid=36139"
    reading = ENGINE.print_view.read(Document(url, text, datetime(2025, 12, 1, tzinfo=UTC)), BERLIN)
    assert reading.answer is Answer.OK
    assert reading.page is not None
    assert reading.page.forum_title == "Satclub-Thueringen"
    assert [board.id for board in reading.page.path] == [38, 26]
    assert reading.page.thread_id == 36139
    (post,) = reading.page.posts
    assert post.author.name == "Whitebird"
    assert post.posted_at == datetime(2025, 11, 29, 15, 10, tzinfo=BERLIN.zone).astimezone(UTC)
    assert post.title == "China lacht über USA - umgeht Embargo für KI-Chips mit simplem 'Trick'"
    assert post.message_html.endswith("quelle: winfuture.de")
