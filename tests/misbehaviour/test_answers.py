"""Each kind of answer in place of each kind of page: it is reported, and nothing that is known changes."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from feedforum.engines import ENGINES
from feedforum.records import Answer
from tests.misbehaviour.failing_answers import KINDS, SAID, SOFTWARE, behaviour, page, ways_of
from tests.misbehaviour.stored_rows import stored_rows
from tests.poll.world import HOUR, World, world
from tests.sample_forum import PageKind, SampleForum, Skin
from tests.sample_forum.misbehaviour import answer_with, anything
from tests.sample_forum.wire import Behaviour
from tests.skins import MAIN, ONE_OF_EACH_ENGINE, SKINS
from tests.thorough import THOROUGH

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PAGES = (PageKind.INDEX, PageKind.BOARD, PageKind.THREAD)
THREAD = ("id", "topic", "gone_at")
WITHHELD = ("login wanted", "password wanted")
INDIRECTLY = pytest.mark.parametrize("skin", SKINS, indirect=True, ids=lambda skin: skin.name)
PER_ENGINE = pytest.mark.parametrize(
    "skin", SKINS if THOROUGH else ONE_OF_EACH_ENGINE, indirect=True, ids=lambda skin: skin.name
)


def name(value: object) -> str | None:
    """What a test is called by."""
    return value.name if isinstance(value, Skin) else None


def workbench(skin: Skin) -> SampleForum:
    forum = SampleForum("Werkbank", skin=skin)
    category = forum.add_category("Alles")
    for title, topics in (("Räder", ("Kette springt", "Sattel knarrt")), ("Lampen", ("Dynamo summt",))):
        board = forum.add_board(title, category, posts_per_page=3)
        for topic in topics:
            thread = forum.new_thread(board, "Anna", topic, "Was tun?")
            for number in range(3):
                forum.advance(MINUTE)
                forum.reply(thread, "Bert", f"Antwort {number}")
    forum.advance(2 * HOUR)
    return forum


@pytest.fixture(scope="module")
def read_stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Skin], Path]:
    """Gives the store after a forum of a skin was read, which each test begins with a copy of."""

    @cache
    def read_store(skin: Skin) -> Path:
        folder = tmp_path_factory.mktemp(skin.name)
        with world(workbench(skin), [2, 3], folder) as it:
            while it.poll().more:
                pass
        return folder / "store.db"

    return read_store


@pytest.fixture
def skin(request: pytest.FixtureRequest) -> Skin:
    """The main one, if a test names no other."""
    found = getattr(request, "param", MAIN)
    assert isinstance(found, Skin)
    return found


@pytest.fixture
def it(skin: Skin, read_stores: Callable[[Skin], Path], tmp_path: Path) -> Iterator[World]:
    shutil.copy(read_stores(skin), tmp_path)
    with world(workbench(skin), [2, 3], tmp_path) as it:
        yield it


def all_comes_back(it: World) -> None:
    """After two days all is there, once. Usually nothing is waited for that is there already."""
    shown = [post.post_id for post in it.shown()]
    for pause in (DAY, DAY) if THOROUGH else (3 * HOUR, DAY, DAY):
        it.settle(1, pause)
        if not THOROUGH and it.numbers() == shown:
            break
    assert it.numbers() == shown


def places(skin: Skin) -> tuple[PageKind, ...]:
    """The kinds of page that are read."""
    return (*PAGES, PageKind.PRINT) if skin.print_view else PAGES


def has_all_weight(skin: Skin, kind: str, way: str) -> bool:
    """Whether an answer comes in every place, and for so long that what is missing would count as gone.

    What a kind of answer does to what is known is the same for all software and however it comes.
    """
    return THOROUGH or (skin is MAIN and way == next(iter(KINDS.get(kind, {})), way))


def makes_a_difference(skin: Skin, kind: str, way: str, place: PageKind) -> bool:
    """Whether an answer in the place of a page is read by other code than the same one elsewhere.

    `test_an_answer_is_told_in_a_sentence` has them all in the place of the index. Elsewhere what an engine
    reads of its own pages counts where it may mean that something is gone, or not for everybody.
    """
    if has_all_weight(skin, kind, way):
        return True
    if way == SAID and kind in ("not found", *WITHHELD):
        return place is PageKind.THREAD or (place is PageKind.BOARD and skin in ONE_OF_EACH_ENGINE)
    return kind == "not found" and place is PageKind.THREAD and skin is MAIN


@pytest.mark.parametrize(
    ("skin", "kind", "way", "place"),
    [
        (skin, kind, way, place)
        for skin in SKINS
        for kind, way in ways_of(skin)
        for place in places(skin)
        if THOROUGH or makes_a_difference(skin, kind, way, place)
    ],
    indirect=["skin"],
    ids=name,
)
def test_nothing_is_lost_by_an_answer_that_is_not_ok(
    skin: Skin, kind: str, way: str, place: PageKind, it: World, tmp_path: Path
) -> None:
    if place is PageKind.PRINT:
        it.forum.style = "bare"
    before = stored_rows(tmp_path)
    late = it.forum.reply(1, "Cleo", "Während der Störung")
    it.site.misbehave(behaviour(it.site, kind, way), it.site.pages(place), times=None)
    # What the forum itself says of a thread counts in the end, so no more than twice.
    for _ in range(
        1 if not has_all_weight(skin, kind, way) else 2 if way == SAID and kind == "not found" else 4
    ):
        it.forum.advance(3 * HOUR)
        report = it.poll()
    if place is PageKind.INDEX:
        assert (report.answer, report.failed) == (Answer(kind), True)
        assert stored_rows(tmp_path) == before
        assert it.site.requests.count <= 60
    else:
        after = stored_rows(tmp_path)
        known = {post["key"]: post for post in after["post"]}
        # What the forum shows to members alone is private at once; it comes back below under the same ids.
        # Some software answers for what it hides as for what is not there.
        hidden = ENGINES[it.forum.skin.engine].traits("").refusals_look_like_not_found and kind == "not found"
        withheld = way == SAID and (kind in WITHHELD or hidden)
        unlike = {"position": 0, "gone_at": None} if withheld else {"position": 0}
        for post in before["post"]:
            assert known[post["key"]] | unlike == post | unlike
        threads = [[(row | unlike)[name] for name in THREAD] for row in after["thread"]]
        assert threads == [[row[name] for name in THREAD] for row in before["thread"]]
        assert [row["title"] for row in after["board"]] == [row["title"] for row in before["board"]]
    it.site.behave()
    it.forum.style = "plain"
    all_comes_back(it)
    assert late in it.numbers()


@pytest.mark.parametrize(
    ("skin", "kind", "way"),
    [(skin, *way) for skin in SKINS for way in ways_of(skin)],
    indirect=["skin"],
    ids=name,
)
def test_an_answer_is_told_in_a_sentence(kind: str, way: str, it: World, tmp_path: Path) -> None:
    before = stored_rows(tmp_path)
    it.site.misbehave(behaviour(it.site, kind, way), times=None)
    report = it.poll()
    assert (report.answer, report.failed) == (Answer(kind), True)
    # Where all pages want a login or password, what was for everybody no longer is.
    assert kind in WITHHELD or stored_rows(tmp_path) == before
    assert report.detail.endswith((".", "”.", ".”", "”"))
    assert "\n" not in report.detail
    sent_on = it.forum.skin.sends_to_login and kind == "login wanted" and way == SAID
    # Where a forum may be for members from now on, boards are asked up to the first that is not refused.
    boards = {"login wanted": 2, "password wanted": 2, "not understood": 1}.get(kind, 0)
    assert report.requests == (1 + sent_on) * (1 + boards)


def test_every_kind_is_driven() -> None:
    usual = {answer for answer in Answer if answer.usual}
    # The forum's index alone tells the first; robots.txt alone, which no page is asked for, the second.
    told_elsewhere = {Answer.OTHER_FORUM, Answer.DISALLOWED}
    assert {Answer(kind) for kind, _ in ways_of(MAIN)} == set(Answer) - usual - told_elsewhere


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
    it.site.misbehave(answer_with(200, SOFTWARE["XenForo"]), times=None)
    it.settle(5)
    assert [post.key for post in it.posts()] == ids
    it.site.behave()
    new = it.forum.reply(1, "Cleo", "Wieder da")
    it.poll()
    assert [post.key for post in it.posts()] == [str(new), *ids]


QUOTED = (
    "SQL-DATABASE ERROR Wartungsarbeiten, Forum geschlossen: Zutritt verwehrt, gesperrt, gebannt; "
    "Just a moment... _cf_chl_opt Your IP has been banned, under maintenance, ungültigen Link, "
    "mysql_connect(): Can't connect to MySQL server. <title>Attention Required! | Cloudflare</title> "
    "<meta name=generator content=WordPress>"
)


@pytest.mark.parametrize(
    ("skin", "style"), [(skin, style) for skin in SKINS for style in skin.styles], indirect=["skin"], ids=name
)
def test_what_posts_and_topics_say_is_no_answer(style: str, it: World) -> None:
    it.forum.style = style
    topics = ("Cloudflare", "Wartung | Error", "Zutritt verwehrt", "Access denied", "Gesperrt")
    for topic in topics:
        it.forum.advance(MINUTE)
        said = it.forum.new_thread(2, "Anna", topic, QUOTED)
        it.forum.reply(said, "Bert", QUOTED.replace("<", "&lt;"), html=True)
    report = it.poll()
    assert (report.answer, report.new_posts) == (Answer.OK, 2 * len(topics))
    assert {board.answer for board in report.boards} <= {Answer.OK, Answer.UNCHANGED}


# --- Pages that are whole, and not what was asked for ---


def copy_of(it: World, path: str) -> bytes:
    with it.new_client() as client:
        fetched = client.get(it.site.url + path)
    assert fetched.document is not None
    return fetched.document.text.encode(it.forum.charset, "xmlcharrefreplace")


def answer_as(it: World, body: bytes) -> Behaviour:
    """A page in the encoding of the forum's own."""
    return answer_with(200, body, {"Content-Type": f"text/html; charset={it.forum.charset}"})


# That no page is read as one of another kind is held by `tests/engines/test_contract.py` for all engines.
LIKELY = ((PageKind.THREAD, PageKind.THREAD), (PageKind.THREAD, PageKind.LOGIN))


@pytest.mark.parametrize(
    ("skin", "place", "shown"),
    [
        (skin, place, shown)
        for skin in SKINS
        for place in PAGES
        for shown in (*places(skin), PageKind.LOGIN)
        if skin is MAIN or THOROUGH or (skin in ONE_OF_EACH_ENGINE and (place, shown) in LIKELY)
    ],
    indirect=["skin"],
    ids=name,
)
def test_another_page_than_was_asked_for_changes_nothing(
    place: PageKind, shown: PageKind, it: World, tmp_path: Path
) -> None:
    before = [post.key for post in it.posts()]
    topics = [thread["topic"] for thread in stored_rows(tmp_path)["thread"]]
    wrong = copy_of(it, it.site.software.path(shown, 0 if shown in (PageKind.INDEX, PageKind.LOGIN) else 3))
    late = it.forum.reply(1, "Cleo", "Während der Störung")
    it.site.misbehave(answer_as(it, wrong), it.site.pages(place), times=None)
    for _ in range(4):
        it.forum.advance(3 * HOUR)
        it.poll()
    # Where thread pages are others, print views still tell what is new.
    known = {post.key for post in it.posts() if it.numbers([post]) not in ([late], [None])}
    # A form to log in says that guests may not see what was asked for.
    assert (
        known <= set(before)
        if shown is PageKind.LOGIN and place is not PageKind.INDEX
        else known == set(before)
    )
    assert [thread["topic"] for thread in stored_rows(tmp_path)["thread"]] == topics
    it.site.behave()
    all_comes_back(it)


@INDIRECTLY
def test_another_forum_at_the_same_address_is_not_read(it: World, tmp_path: Path) -> None:
    other = SampleForum("Kochtopf", now=it.forum.now, skin=it.forum.skin)
    category = other.add_category("Herd")
    for title in ("Suppen", "Braten"):
        board = other.add_board(title, category)
        other.new_thread(board, "Chef", "Rezept", "Umrühren")
    before = stored_rows(tmp_path)
    with world(other, None) as elsewhere:
        pages = copy_of(elsewhere, elsewhere.site.software.path(PageKind.INDEX))
    it.site.misbehave(answer_as(it, pages), anything, times=None)
    for _ in range(4):
        it.forum.advance(3 * HOUR)
        it.site.requests.clear()
        report = it.poll()
        assert (report.answer, it.site.requests.count) == (Answer.OTHER_FORUM, 1)
        assert "Kochtopf" in report.detail
    assert stored_rows(tmp_path) == before


@INDIRECTLY
def test_a_forum_that_was_renamed_throughout_is_known_by_its_last_posts(it: World) -> None:
    it.forum.title = "Neuer Name"
    for number in (2, 3):
        it.forum.boards[number].title = f"Neu {number}"
    new = it.forum.reply(1, "Cleo", "Alles neu")
    report = it.poll()
    assert (report.answer, report.new_posts) == (Answer.OK, 1)
    assert it.numbers()[0] == new
    assert {board.title for board in it.store.read_repository.boards("sample")} == {"Neu 2", "Neu 3"}


@pytest.mark.parametrize("shown", [(), (1,)])
def test_an_index_without_its_boards_changes_nothing(shown: tuple[int, ...], it: World) -> None:
    before = [post.key for post in it.posts()]
    rows = "".join(f'<tr><td><a href="board.php?boardid={n}"><b>Alles</b></a></td></tr>' for n in shown)
    it.site.misbehave(
        answer_with(200, page("<title>Werkbank</title>", f"<table>{rows}</table>Burning Board 2.3.6")),
        it.site.pages(PageKind.INDEX),
        times=None,
    )
    it.settle(4)
    assert [post.key for post in it.posts()] == before


@PER_ENGINE
def test_a_board_that_hides_its_threads_from_guests_proves_none_gone(it: World) -> None:
    before = [post.key for post in it.posts()]
    empty = it.forum.add_board("Leer", 1)
    there, here = (it.site.software.path(PageKind.BOARD, board) for board in (empty, 2))
    hidden = copy_of(it, there).replace(there.encode(), here.encode())
    it.forum.reply(1, "Cleo", "Neu")
    it.site.misbehave(answer_as(it, hidden), it.site.pages(PageKind.BOARD, 2), times=None)
    it.settle(4)
    assert {post.key for post in it.posts()} >= set(before)
    (board,) = [board for board in it.poll().boards if board.id == 2]
    assert board.answer is Answer.NOT_UNDERSTOOD
