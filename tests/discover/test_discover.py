"""From any address of a forum to what it is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.discover import discover
from feedforum.discover.url_candidates import roots_in
from feedforum.errors import DiscoverError
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.records import Access, Answer, Discovery, Document, Fetched, FoundBoard
from tests.fake_clock import FakeClock
from tests.sample_forum import PageKind, SampleForum, Site, Skin, serve
from tests.sample_forum.misbehaviour import answer_with, busy
from tests.sample_forum.skins import SUITE, WBB3, YABB
from tests.sample_forum.wire import Behaviour

NOW = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def site() -> Iterator[Site]:
    forum = SampleForum(now=NOW)
    category = forum.add_category("Alles")
    general = forum.add_board("Allgemeines", category)
    forum.add_board("Mitglieder", category, members_only=True)
    below = forum.add_board("Darunter", general)
    forum.new_thread(below, "Ines", "Unten", "Text", at=NOW - HOUR)
    thread = forum.new_thread(general, "Ines", "Grüße", "Guten Tag, 5 €.")
    forum.reply(thread, "Paul", "Ebenfalls.")
    with serve(forum) as served:
        yield served


def page(markup: str) -> Behaviour:
    return answer_with(200, markup, {"Content-Type": "text/html"})


def look(
    address: str, seen: list[str] | None = None, kind: type[ForumClient] = ForumClient, **more: int
) -> Discovery:
    clock = FakeClock(NOW)
    turns = HostRateLimiter(clock, Random(1))
    fetch_options = FetchOptions("feedforum/test", request_delay=0, robots_txt=False)
    fetched_urls: list[str] = [] if seen is None else seen
    return discover(
        address, lambda url: kind(fetch_options, clock, turns, InMemoryRobots()), fetched_urls.append, **more
    )


class Secured(ForumClient):
    """Finds behind `https` what there is without it: the sample forum has no certificate."""

    def get(self, url: str) -> Fetched:
        return super().get(url.replace("https://", "http://"))


def test_a_forum_from_its_front_page(site: Site) -> None:
    found = look(site.url)
    assert (found.answer, found.url, found.engine) == (Answer.OK, site.url, "wbb2")
    assert (found.software, found.title) == ("Burning Board 2.3.6", "Werkstatt & Garten")
    assert (found.language, found.encoding, found.zone) == ("de", "windows-1252", "Europe/Berlin")
    assert found.zone_fits


def test_its_boards_are_a_tree_with_activity_and_access(site: Site) -> None:
    boards = look(site.url).boards
    assert [(board.id, board.title, board.depth, board.access) for board in boards] == [
        (1, "Alles", 0, Access.UNKNOWN),
        (2, "Allgemeines", 1, Access.OPEN),
        (4, "Darunter", 2, Access.OPEN),
        (3, "Mitglieder", 1, Access.LOGIN),
    ]
    assert boards[0].category
    # The index names the board below without a word of it; its own page, which is asked for, tells.
    assert (boards[2].threads, boards[2].last_post_at) == (None, NOW.replace(second=0) - HOUR)
    assert [board.id for board in boards if board.may_be_followed] == [2, 4]
    assert (boards[1].threads, boards[1].posts, boards[1].last_post_at) == (2, 3, NOW.replace(second=0))


@pytest.mark.parametrize(
    "address",
    [
        "index.php",
        "board.php?boardid=2",
        "board.php?boardid=3",
        "thread.php?threadid=1",
        "thread.php?postid=2&sid=0123456789abcdef0123456789abcdef#post2",
        "print.php?threadid=1",
    ],
)
def test_any_page_of_it_will_do(site: Site, address: str) -> None:
    found = look(site.url + address)
    assert (found.answer, found.url, len(found.boards)) == (Answer.OK, site.url, 4)


@pytest.mark.parametrize(
    ("skin", "style"), [(SUITE, "plain"), (SUITE, "six"), (SUITE, "four"), (WBB3, "plain")]
)
def test_a_forum_in_a_folder_beside_other_applications(skin: Skin, style: str) -> None:
    forum = SampleForum(now=NOW, skin=skin, style=style)
    category = forum.add_category("Alles")
    board = forum.add_board("Allgemeines", category)
    thread = forum.new_thread(board, "Anna", "Felgen", "eins")
    forum.add_board("Leer", category)
    with serve(forum, root="/forum/") as site:
        address = site.url + site.software.path(PageKind.THREAD, thread)
        found = look(address)
        assert (found.answer, found.url, found.engine) == (Answer.OK, site.url, skin.engine)
        assert [board.access for board in found.boards] == [Access.UNKNOWN, Access.OPEN, Access.OPEN]


def test_a_page_that_is_not_there(site: Site) -> None:
    assert look(site.url + "nothing.php").answer is Answer.NOT_FOUND


def test_an_address_without_a_scheme(site: Site) -> None:
    seen: list[str] = []
    bare = site.url.removeprefix("http://")
    assert look(bare, seen).url == site.url
    assert seen[:2] == [f"https://{bare}", f"http://{bare}"]


def test_a_host_that_has_something_else_behind_https(site: Site) -> None:
    seen: list[str] = []
    bare = site.url.removeprefix("http://")
    site.misbehave(page("<p>Hier entsteht eine Website.</p>"), times=1)
    found = look(bare, seen, Secured)
    assert (found.answer, found.url) == (Answer.OK, site.url)
    assert seen[:2] == [f"https://{bare}", f"http://{bare}"]
    site.misbehave(page("<p>Hier entsteht eine Website.</p>"), times=2)
    assert look(bare, kind=Secured).answer is Answer.NOT_UNDERSTOOD


def test_what_is_found_behind_https_is_not_looked_for_without(site: Site) -> None:
    seen: list[str] = []
    look(site.url.removeprefix("http://"), seen, Secured)
    assert [url for url in seen if url == site.url] == []


def test_a_page_tells_more_than_a_host_that_is_silent(site: Site) -> None:
    site.misbehave(page("<p>Hier entsteht eine Website.</p>"), times=1)
    site.misbehave(busy(503), times=1)
    assert look(site.url.removeprefix("http://"), kind=Secured).answer is Answer.NOT_UNDERSTOOD


def test_the_page_at_hand_is_not_asked_for_again(site: Site) -> None:
    asked: list[str] = []
    look(site.url, asked)
    assert asked == [site.url, *(a for a in asked if "board.php" in a)]
    assert site.requests.count == len(asked)


@pytest.mark.parametrize(
    "front",
    [
        '<html><body><p>Willkommen <a href="/board.php?boardid=2">zum Forum</a></body></html>',
        '<html><frameset><frame src="/"></frameset></html>',
        '<html><head><base href="/"></head><body><a href="thread.php?threadid=1">neu</a></body></html>',
    ],
)
def test_a_front_page_that_only_leads_to_the_forum(site: Site, front: str) -> None:
    site.misbehave(page(front), lambda request: request.path == "/willkommen.html")
    found = look(f"{site.url}willkommen.html")
    assert (found.answer, found.url) == (Answer.OK, site.url)


def test_what_is_no_forum(site: Site) -> None:
    site.misbehave(page("<html><body><h1>Blog</h1></body></html>"), times=None)
    found = look(site.url)
    assert (found.answer, found.engine, found.boards) == (Answer.NOT_UNDERSTOOD, "", ())
    assert "Burning Board 2" in found.detail


def test_a_forum_that_does_not_answer(site: Site) -> None:
    site.misbehave(busy(503), times=None)
    assert look(site.url).answer is Answer.OVERLOADED


def test_a_closed_forum_is_told_as_such(site: Site) -> None:
    site.forum.closed_because = "Umbau"
    found = look(site.url)
    assert (found.answer, found.engine) == (Answer.CLOSED, "wbb2")


@pytest.mark.parametrize(
    "address",
    ["", "ftp://forum.example/", "http://", "zwei worte.example", "http://[::1"],
)
def test_what_is_no_web_address_is_said(address: str) -> None:
    with pytest.raises(DiscoverError, match="not a web address"):
        look(address)


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(DiscoverError, match="leave them out") as fetched_urls:
        look("http://ines:geheim@forum.example/")
    assert "geheim" not in str(fetched_urls.value)


def test_only_so_many_boards_are_asked_whether_they_let_a_guest_in(site: Site) -> None:
    found = look(site.url, most_boards=1)
    assert [board.access for board in found.boards] == [
        Access.UNKNOWN,
        Access.OPEN,
        Access.UNKNOWN,
        Access.UNKNOWN,
    ]
    assert site.requests.count == 2


def test_a_zone_in_which_the_newest_post_would_lie_ahead_is_told(site: Site) -> None:
    site.forum.zone, site.forum.named_days = ZoneInfo("Asia/Tokyo"), False
    assert not look(site.url).zone_fits


def test_a_board_can_be_followed_unless_it_is_known_to_refuse() -> None:
    assert FoundBoard(1, "x").may_be_followed
    assert not FoundBoard(1, "x", access=Access.PASSWORD).may_be_followed


def test_a_forum_that_is_one_script_with_boards_of_words() -> None:
    forum = SampleForum("Uhren", now=NOW, skin=YABB)
    category = forum.add_category("Alles")
    made: dict[str, dict[str, Any]] = {
        "lenses": {}, "bench": {"members_only": True}, "vault": {"password": "x"}, "empty": {},
    }  # fmt: skip
    for word, settings in made.items():
        board = forum.add_board(word.title(), category, word=word, **settings)
        if word != "empty":
            forum.new_thread(board, "Ines", "Grüße", "Guten Tag.", at=NOW - HOUR)
    with serve(forum, root="/cgi-bin/yabb2/") as site:
        script = f"{site.url}YaBB.pl"
        for address in (script, f"{script}?board=lenses"):
            found = look(address)
            assert (found.answer, found.engine, found.software) == (Answer.OK, "yabb", "YaBB 2.6.11")
            assert found.url == script
            assert [(board.id, board.access) for board in found.boards] == [
                ("lenses", Access.OPEN),
                ("bench", Access.LOGIN),
                ("vault", Access.PASSWORD),
                ("empty", Access.OPEN),
            ]


def test_a_script_of_another_name_is_where_a_forum_begins() -> None:
    base = "http://old.example/cgi-bin/yabb/"
    links = '<a href="YaBB.cgi?board=lenses;action=display;num=1700000000">Linsen</a>'
    document = Document("http://old.example/cgi-bin/yabb/x.html", f"<html><body>{links}</body></html>", NOW)
    assert roots_in(document) == (f"{base}YaBB.cgi",)
