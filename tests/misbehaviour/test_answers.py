"""Every kind of answer in the place of every kind of page: it is told, and nothing that is known changes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.records import Answer
from tests.misbehaviour.kept import kept
from tests.misbehaviour.kinds import KINDS, SOFTWARE, WAYS, page
from tests.poll.world import HOUR, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import answer_with, anything, script

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PAGES = ("index.php", "board.php", "thread.php", "print.php")


def workbench() -> SampleForum:
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        board = forum.add_board(title, category, posts_per_page=3)
        for topic in ("Kette springt", "Dynamo summt"):
            thread = forum.new_thread(board, "Anna", topic, "Was tun?")
            for number in range(4):
                forum.advance(MINUTE)
                forum.reply(thread, "Bert", f"Antwort {number}")
    forum.advance(2 * HOUR)
    return forum


@pytest.fixture(scope="module")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after the forum was read, which each test begins with a copy of."""
    folder = tmp_path_factory.mktemp("read")
    with world(workbench(), [2, 3], folder) as it:
        while it.poll().more:
            pass
    return folder / "store.db"


@pytest.fixture
def it(read_store: Path, tmp_path: Path) -> Iterator[World]:
    shutil.copy(read_store, tmp_path)
    with world(workbench(), [2, 3], tmp_path) as it:
        yield it


@pytest.mark.parametrize(
    ("kind", "way", "name"),
    [
        (kind, way, name)
        for kind, way in WAYS
        for name in PAGES
        # How it comes makes a difference to the index, where polls end, and to threads, which may be gone.
        if name in ("index.php", "thread.php") or way == next(iter(KINDS[kind]))
    ],
)
def test_nothing_is_lost_by_an_answer_that_is_not_ok(
    kind: str, way: str, name: str, it: World, tmp_path: Path
) -> None:
    if name == "print.php":
        it.forum.style = "bare"
    before = kept(tmp_path)
    late = it.forum.reply(1, "Cleo", "Während der Störung")
    it.site.misbehave(KINDS[kind][way], script(name), times=None)
    # What the forum itself says of a thread counts in the end, so no more than twice.
    for _ in range(2 if way == "said by the forum" and kind == "not found" else 4):
        it.forum.advance(3 * HOUR)
        report = it.poll()
    if name == "index.php":
        assert (report.answer, report.failed) == (Answer(kind), True)
        assert kept(tmp_path) == before
        assert it.site.requests.count <= 60
    else:
        after = kept(tmp_path)
        known = {post["key"]: post for post in after["post"]}
        for post in before["post"]:
            assert {**known[post["key"]], "position": 0} == {**post, "position": 0}
        assert [(row["id"], row["topic"], row["gone_at"]) for row in after["thread"]] == [
            (row["id"], row["topic"], row["gone_at"]) for row in before["thread"]
        ]
        assert [row["title"] for row in after["board"]] == [row["title"] for row in before["board"]]
    it.site.behave()
    it.forum.style = "plain"
    it.settle(2, DAY)
    assert [post.id for post in it.posts()] == [post.post_id for post in it.shown()]
    assert late in [post.id for post in it.posts()]


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_an_answer_is_told_in_a_sentence(kind: str, way: str, it: World) -> None:
    it.site.misbehave(KINDS[kind][way], times=None)
    report = it.poll()
    assert report.answer is Answer(kind)
    assert report.detail.endswith((".", "”.", ".”", "”"))
    assert "\n" not in report.detail
    assert report.requests == 1


def test_every_kind_is_driven() -> None:
    usual = {answer for answer in Answer if answer.usual}
    # The forum's index alone tells the first; robots.txt alone, which no page is asked for, the second.
    told_elsewhere = {Answer.OTHER_FORUM, Answer.DISALLOWED}
    assert {Answer(kind) for kind in KINDS} == set(Answer) - usual - told_elsewhere


@pytest.mark.parametrize("name", SOFTWARE)
def test_other_software_is_named_and_its_pages_get_no_password(name: str, it: World) -> None:
    it.settings = replace(it.settings, username="Anna", password="geheim")
    it.site.misbehave(answer_with(200, SOFTWARE[name]), times=None)
    it.site.requests.clear()
    report = it.poll()
    assert (report.answer, name in report.detail) == (Answer.OTHER_SOFTWARE, True)
    assert it.site.requests.count == 1


def test_a_forum_is_read_on_after_its_old_software_is_back(it: World) -> None:
    ids = [post.key for post in it.posts()]
    it.site.misbehave(answer_with(200, SOFTWARE["WoltLab Suite"]), times=None)
    it.settle(5)
    assert [post.key for post in it.posts()] == ids
    it.site.behave()
    new = it.forum.reply(1, "Cleo", "Wieder da")
    it.poll()
    assert [post.key for post in it.posts()] == [str(new), *ids]


SAID = (
    "SQL-DATABASE ERROR Wartungsarbeiten, Forum geschlossen: Zutritt verwehrt, gesperrt, gebannt; "
    "Just a moment... _cf_chl_opt Your IP has been banned, under maintenance, ungültigen Link, "
    "mysql_connect(): Can't connect to MySQL server. <title>Attention Required! | Cloudflare</title> "
    "<meta name=generator content=WordPress>"
)


@pytest.mark.parametrize("skin", ["plain", "blue", "bare"])
@pytest.mark.parametrize(
    "topic", ["Cloudflare", "Wartung | Error", "Zutritt verwehrt", "Access denied", "Gesperrt"]
)
def test_what_posts_and_topics_say_is_no_answer(topic: str, skin: str, it: World) -> None:
    it.forum.style = skin
    said = it.forum.new_thread(2, "Anna", topic, SAID)
    it.forum.reply(said, "Bert", SAID.replace("<", "&lt;"), html=True)
    report = it.poll()
    assert (report.answer, report.new_posts) == (Answer.OK, 2)
    assert {board.answer for board in report.boards} <= {Answer.OK, Answer.UNCHANGED}


# --- Pages that are whole, and not what was asked for ---


def copy_of(it: World, address: str) -> bytes:
    with it.new_guest() as client:
        fetched = client.get(it.site.url + address)
    assert fetched.document is not None
    return fetched.document.text.encode("windows-1252", "xmlcharrefreplace")


@pytest.mark.parametrize("name", PAGES[:3])
@pytest.mark.parametrize(
    "address",
    ["index.php", "board.php?boardid=3", "thread.php?threadid=3", "print.php?threadid=3", "login.php"],
)
def test_another_page_than_was_asked_for_changes_nothing(
    name: str, address: str, it: World, tmp_path: Path
) -> None:
    before = [post.key for post in it.posts()]
    topics = [thread["topic"] for thread in kept(tmp_path)["thread"]]
    wrong = copy_of(it, address)
    late = it.forum.reply(1, "Cleo", "Während der Störung")
    it.site.misbehave(answer_with(200, wrong), script(name), times=None)
    for _ in range(4):
        it.forum.advance(3 * HOUR)
        it.poll()
    # Where thread pages are others, print views still tell what is new, and there posts have no ids.
    assert {post.key for post in it.posts()} - {str(late), "1-n1"} == set(before)
    assert [thread["topic"] for thread in kept(tmp_path)["thread"]] == topics
    it.site.behave()
    it.settle(2, DAY)
    assert [post.id for post in it.posts()] == [post.post_id for post in it.shown()]


def test_another_forum_at_the_same_address_is_not_read(it: World, tmp_path: Path) -> None:
    other = SampleForum("Kochtopf", now=it.forum.now)
    category = other.add_category("Herd")
    for title in ("Suppen", "Braten"):
        board = other.add_board(title, category)
        other.new_thread(board, "Chef", "Rezept", "Umrühren")
    before = kept(tmp_path)
    with world(other, None) as elsewhere:
        pages = copy_of(elsewhere, "index.php")
    it.site.misbehave(answer_with(200, pages), anything, times=None)
    for _ in range(4):
        it.forum.advance(3 * HOUR)
        it.site.requests.clear()
        report = it.poll()
        assert (report.answer, it.site.requests.count) == (Answer.OTHER_FORUM, 1)
        assert "Kochtopf" in report.detail
    assert kept(tmp_path) == before


def test_a_forum_that_was_renamed_throughout_is_known_by_its_last_posts(it: World) -> None:
    it.forum.title = "Neuer Name"
    for number in (2, 3):
        it.forum.boards[number].title = f"Neu {number}"
    new = it.forum.reply(1, "Cleo", "Alles neu")
    report = it.poll()
    assert (report.answer, report.new_posts) == (Answer.OK, 1)
    assert it.posts()[0].id == new
    assert {board.title for board in it.store.read_repository.boards("sample")} == {"Neu 2", "Neu 3"}


@pytest.mark.parametrize("shown", [(), (1,)])
def test_an_index_without_its_boards_changes_nothing(shown: tuple[int, ...], it: World) -> None:
    before = [post.key for post in it.posts()]
    rows = "".join(f'<tr><td><a href="board.php?boardid={n}"><b>Alles</b></a></td></tr>' for n in shown)
    it.site.misbehave(
        answer_with(200, page("<title>Werkbank</title>", f"<table>{rows}</table>Burning Board 2.3.6")),
        script("index.php"),
        times=None,
    )
    it.settle(4)
    assert [post.key for post in it.posts()] == before


def test_a_board_that_hides_its_threads_from_guests_proves_none_gone(it: World) -> None:
    before = [post.key for post in it.posts()]
    empty = it.forum.add_board("Leer", 1)
    hidden = copy_of(it, f"board.php?boardid={empty}").replace(f"boardid={empty}".encode(), b"boardid=2")
    it.forum.reply(1, "Cleo", "Neu")
    it.site.misbehave(answer_with(200, hidden), script("board.php", boardid=2), times=None)
    it.settle(5)
    assert {post.key for post in it.posts()} >= set(before)
    (told,) = [board for board in it.poll().boards if board.id == 2]
    assert told.answer is Answer.NOT_UNDERSTOOD
