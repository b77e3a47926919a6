"""Which boards guests can read, where we are a member: asked of the forum once a day, as nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from feedforum.config import LiveSettings
from feedforum.config.settings import ServerSettings, Settings
from feedforum.export import Exporter
from feedforum.fetch import ForumClient
from feedforum.poll import Poll
from feedforum.poll.guest_access import compare_indexes
from feedforum.records import Author, BoardRow, IndexPage, LastPost
from feedforum.web import create_app
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum, Skin, skin_named
from tests.sample_forum.misbehaviour import blocked
from tests.web.sites import StillClock

TOKEN = "a token that is long"
DAY = timedelta(days=1)
OPEN, MEMBERS, INNER = 2, 3, 4
SKINS = [skin_named(name) for name in ("wbb2", "phpbb3")]


class Polled:
    """A forum with an open board and two for members, polled as a member, and its feeds."""

    def __init__(self, it: World, client: ForumClient) -> None:
        self.it, self.client = it, client
        self.asked: list[str] = []

    def poll(self) -> None:
        before, start = self.it.site.requests.count, len(self.asked)
        poll = Poll(
            self.it.settings,
            self.it.store,
            self.client,
            self.it.clock,
            seen=lambda page: self.asked.append(page.requested),
        )
        report = poll.run()
        assert report.answer == "ok", report.detail
        assert report.requests == self.it.site.requests.count - before, self.asked[start:]

    def guest(self) -> list[str]:
        """What was asked for as a guest since the last call."""
        found = [each for each in self.asked if each.endswith("as a guest")]
        self.asked.clear()
        return found

    def public(self) -> set[int]:
        """The boards whose feeds everybody may read; each of the others says 401, as pages do."""
        web = self.web()
        boards = (OPEN, MEMBERS, INNER)
        codes = {
            board: {
                web.get(path).status_code
                for path in (f"/feeds/{KEY}/boards/{board}/posts.atom", f"/forums/{KEY}/boards/{board}")
            }
            for board in boards
        }
        assert all(each in ({200}, {401}) for each in codes.values()), codes
        for board in boards:
            assert web.get(f"/feeds/{KEY}/boards/{board}/posts.atom?token={TOKEN}").status_code == 200
        return {board for board, found in codes.items() if found == {200}}

    def settings(self) -> LiveSettings:
        server = ServerSettings("127.0.0.1", 0, "https://feeds.example", (TOKEN,))
        return LiveSettings(Settings(server, "", (self.it.settings,)))

    def web(self) -> FlaskClient:
        clock = StillClock(self.it.clock.now())
        return create_app(self.settings(), self.it.store.read_repository, clock).test_client()


@contextmanager
def polled(skin: Skin, place: Path, *, every_board: bool = False) -> Iterator[Polled]:
    forum = SampleForum("Werkbank", skin=skin)
    top = forum.add_category("Alles")
    forum.register("Anna", "geheim")
    for title, members in (("Offen", False), ("Geheimrat", True), ("Vorstand", True)):
        board = forum.add_board(title, top, members_only=members)
        forum.new_thread(board, "Anna", f"Faden in {title}", f"Text in {title}")
    with world(forum, None if every_board else [OPEN, MEMBERS, INNER], place) as it:
        boards = it.settings.boards and tuple(
            replace(board, private=True, asks_guests=True) for board in it.settings.boards
        )
        it.settings = replace(
            it.settings, username="Anna", password="geheim", private=True, asks_guests=True, boards=boards
        )
        with it.new_client() as client:
            yield Polled(it, client)


each_skin = pytest.mark.parametrize("skin", SKINS, ids=lambda skin: skin.name)


@each_skin
@pytest.mark.parametrize("every_board", [False, True])
def test_boards_that_guests_can_read_need_no_token(skin: Skin, every_board: bool, tmp_path: Path) -> None:
    with polled(skin, tmp_path, every_board=every_board) as it:
        it.poll()
        assert it.public() == {OPEN}
        for path in (f"/feeds/{KEY}/posts.atom", "/", "/feeds.opml", "/search?q=Text", f"/forums/{KEY}"):
            page = it.web().get(path).text
            assert not any(word in page for word in ("Geheimrat", "Vorstand")), path
        assert "Text in Offen" in it.web().get(f"/feeds/{KEY}/posts.atom").text
        assert "Geheimrat" in it.web().get(f"/feeds/{KEY}/posts.atom?token={TOKEN}").text


@each_skin
def test_the_index_is_asked_for_once_a_day(skin: Skin, tmp_path: Path) -> None:
    with polled(skin, tmp_path) as it:
        it.poll()
        assert it.guest()[0] == "index as a guest"
        for hours in (1, 22):
            it.it.forum.advance(hours * HOUR)
            it.poll()
            assert it.guest() == []
        it.it.forum.advance(HOUR)
        it.poll()
        asked = it.guest()
        assert asked.count("index as a guest") == 1
        assert "thread 1 as a guest" not in asked, "what was proven a day ago is confirmed by the index"
        assert it.public() == {OPEN}


@each_skin
def test_a_board_that_is_closed_leaves_public_feeds_and_may_return(skin: Skin, tmp_path: Path) -> None:
    with polled(skin, tmp_path) as it:
        it.poll()
        it.it.forum.boards[OPEN].members_only = True
        it.it.forum.reply(1, "Anna", "Unter uns")
        it.it.forum.advance(8 * DAY)
        it.poll()
        assert it.public() == set()
        assert "Unter uns" not in it.web().get(f"/feeds/{KEY}/posts.atom").text
        it.it.forum.boards[OPEN].members_only = False
        it.it.forum.advance(DAY)
        it.poll()
        assert it.public() == {OPEN}


def test_what_is_closed_is_exported_no_more(tmp_path: Path) -> None:
    with polled(SKINS[0], tmp_path) as it:
        it.poll()
        store = it.it.store
        exporter = Exporter(
            tmp_path / "feeds", it.settings(), store.read_repository, store.revisions, it.it.clock
        )
        exporter.everything()
        written = {path.parent.name for path in (tmp_path / "feeds").rglob("boards/*/posts.atom")}
        assert written == {str(OPEN)}
        assert "boards/2" in (tmp_path / "feeds/feeds.opml").read_text()
        store.poll_repository(KEY).save_guest_shown([OPEN], None)
        exporter.forum(KEY)
        exporter.list_all()
        assert not list((tmp_path / "feeds").rglob("*.atom"))
        assert "boards/2" not in (tmp_path / "feeds/feeds.opml").read_text()


def test_what_guests_cannot_read_at_all_is_closed_at_the_next_look(tmp_path: Path) -> None:
    with polled(SKINS[1], tmp_path) as it:
        it.poll()
        it.it.forum.members_alone = True
        it.it.forum.advance(DAY)
        it.poll()
        assert it.public() == set()


def test_a_look_that_fails_changes_nothing_but_what_is_not_confirmed_ends(tmp_path: Path) -> None:
    with polled(SKINS[0], tmp_path) as it:
        it.poll()
        it.guest()
        nobody = it.client.as_guest

        def shut_out() -> ForumClient:
            it.it.site.misbehave(blocked())
            return nobody()

        it.client.as_guest = shut_out  # type: ignore[method-assign]
        it.it.forum.advance(13 * DAY)
        it.poll()
        assert it.guest() == ["index as a guest"]
        assert it.public() == {OPEN}
        it.it.forum.advance(2 * DAY)
        assert it.public() == set()


def test_what_the_owner_says_is_not_asked(tmp_path: Path) -> None:
    with polled(SKINS[0], tmp_path) as it:
        boards = it.it.settings.boards or ()
        said = tuple(replace(board, asks_guests=False) if board.id == OPEN else board for board in boards)
        it.it.settings = replace(it.it.settings, boards=said)
        it.poll()
        assert it.public() == set(), "private = true stands"
        it.it.settings = replace(it.it.settings, asks_guests=False)
        it.it.forum.advance(DAY)
        it.guest()
        it.poll()
        assert it.guest() == []


def test_rows_are_compared_without_their_times() -> None:
    now = StillClock().now()

    def index(thread: int | None, hours: int = 0, *, locked: bool = False) -> IndexPage:
        last = None if thread is None else LastPost(now + hours * HOUR, Author("Anna"), thread)
        return IndexPage("Forum", (BoardRow(1, "Eins", last_post=last, locked=locked),))

    def compared(guests: IndexPage, days: int | None = 1) -> tuple[object, object]:
        found = compare_indexes(index(7), guests, {1: None if days is None else now - days * DAY}, now)
        return found.hidden, found.unproven

    assert compared(index(7, hours=2)) == ((), ())
    assert compared(index(7), days=None) == ((), (1,)), "a row alone is no proof"
    assert compared(index(7), days=7) == ((), (1,))
    assert compared(index(8)) == ((), (1,))
    assert compared(index(None)) == ((1,), ())
    assert compared(index(7, locked=True)) == ((1,), ())
    assert compared(IndexPage("Forum", ())) == ((1,), ())
