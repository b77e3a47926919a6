"""What is exported: the feeds that everybody may read, as they are served, and no other."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings

from feedforum.config import LiveSettings
from feedforum.config.settings import ServerSettings, Settings
from feedforum.errors import ExportError, StoreError
from feedforum.export import Exporter
from feedforum.feeds.formats import FORMATS
from feedforum.records import ExportCounts
from feedforum.store import Store
from feedforum.web import create_app
from tests.feeds.checks import CHECKS
from tests.poll.test_floor import busy_forum
from tests.poll.world import KEY, World, world
from tests.store.test_query_counts import counted
from tests.thorough import times
from tests.web.secret_worlds import Plan, plans, secret_world
from tests.web.sites import StillClock
from tests.web.test_leaks import keys, store

__all__ = ["store"]

SITE = "https://feeds.example/below"
BOARDS = (2, 3)
ALONE = 1


class Place:
    """A forum that was polled, and a folder for its feeds."""

    def __init__(self, it: World, folder: Path) -> None:
        self.it = it
        self.folder = folder
        it.settings = replace(it.settings, interval=600.0)
        self.current = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, SITE, ()), "", (it.settings,)))
        self.exporter = self.started()

    def started(self) -> Exporter:
        """By a program that has just been started."""
        return Exporter(
            self.folder, self.current, self.it.store.read_repository, self.it.store.revisions, self.it.clock
        )

    def names(self) -> set[str]:
        return names(self.folder)

    def client(self) -> FlaskClient:
        return create_app(self.current, self.it.store.read_repository, self.it.clock).test_client()

    def private(self, *boards: int) -> None:
        """From now on these boards are private."""
        before = self.current.settings
        forum = before.forums[0]
        chosen = tuple(replace(board, private=board.id in boards) for board in forum.boards or ())
        self.current.replace(replace(before, forums=(replace(forum, boards=chosen),)))


def names(folder: Path) -> set[str]:
    """The files below a folder, but for the lock and for codings."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    plain = {name for name in found if not name.endswith((".gz", ".br", ".lock"))}
    assert found - {".feedforum.lock"} == {f"{name}{end}" for name in plain for end in ("", ".gz", ".br")}
    return plain


@contextmanager
def polled_place(folder: Path) -> Iterator[Place]:
    forum, boards = busy_forum(boards=2, threads=3)
    with world(forum, boards, folder, threads=(ALONE,), entries=4) as it:
        it.poll()
        yield Place(it, folder / "out")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with polled_place(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One whose feeds are written, and which no test changes."""
    with polled_place(tmp_path_factory.mktemp("exported")) as made:
        assert made.exporter.everything() == ExportCounts(feeds=len(EXPECTED) - 1, written=len(EXPECTED) - 1)
        yield made


EXPECTED = {
    *(f"feeds/{KEY}/{what}.{ext}" for what in ("posts", "threads") for ext in FORMATS),
    *(
        f"feeds/{KEY}/boards/{b}/{what}.{ext}"
        for b in BOARDS
        for what in ("posts", "threads")
        for ext in FORMATS
    ),
    *(f"feeds/{KEY}/threads/{ALONE}.{ext}" for ext in FORMATS),
    "feeds.opml",
}


def test_there_is_a_file_for_each_feed_under_its_address(exported: Place) -> None:
    assert exported.names() == EXPECTED
    for name in EXPECTED - {"feeds.opml"}:
        body = (exported.folder / name).read_bytes()
        CHECKS[name.rpartition(".")[2]](body)
        assert f"{SITE}/{name}".encode() in body
        assert gzip.decompress((exported.folder / f"{name}.gz").read_bytes()) == body
        assert brotli.decompress((exported.folder / f"{name}.br").read_bytes()) == body


def test_the_bytes_are_those_that_are_served_but_for_further_pages(exported: Place) -> None:
    client, further = exported.client(), 0
    for name in EXPECTED:
        body, served = (exported.folder / name).read_bytes(), client.get(f"/{name}").data
        assert b"before=" not in body
        if b"before=" not in served:
            assert body == served
        elif name.endswith(".json"):
            written = json.loads(served)
            del written["next_url"]
            assert json.loads(body) == written
            further += 1
    assert further


def test_a_file_is_as_old_as_its_feed(exported: Place) -> None:
    feed = json.loads((exported.folder / f"feeds/{KEY}/posts.json").read_bytes())
    newest = exported.it.posts(limit=1)[0]
    assert feed["items"][0]["id"].endswith(f"/{newest.key}")
    written = int((exported.folder / f"feeds/{KEY}/posts.json").stat().st_mtime)
    assert abs(written - newest.posted_at.timestamp()) < 60


def test_what_has_not_changed_is_neither_made_nor_written(exported: Place) -> None:
    with counted() as statements:
        assert exported.exporter.forum(KEY) == ExportCounts()
        exported.exporter.list_all()
    assert statements == []
    # Another process makes all anew, and finds the same.
    before = {path: path.stat().st_ino for path in exported.folder.rglob("*")}
    assert exported.started().everything() == ExportCounts(feeds=len(EXPECTED) - 1)
    assert {path: path.stat().st_ino for path in before} == before


def test_news_change_the_files_that_show_them(place: Place) -> None:
    place.exporter.everything()
    before = {name: (place.folder / name).read_bytes() for name in EXPECTED}
    place.it.forum.advance(timedelta(minutes=5))
    place.it.forum.reply(5, "Bert", "Etwas Neues")
    place.it.poll()
    came = place.exporter.forum(KEY)
    changed = {name for name in EXPECTED if (place.folder / name).read_bytes() != before[name]}
    assert changed
    assert came.written == len(changed)
    assert all(b"Etwas Neues" in (place.folder / name).read_bytes() for name in changed if "posts." in name)
    for name in changed:
        assert (
            gzip.decompress((place.folder / f"{name}.gz").read_bytes()) == (place.folder / name).read_bytes()
        )


def test_what_becomes_private_is_removed_and_is_in_no_other_feed(place: Place) -> None:
    place.exporter.everything()
    place.private(3)
    exporter = place.started()
    assert exporter.remove_obsolete() == 6
    exporter.forum(KEY)
    exporter.list_all()
    assert {name for name in place.names() if "boards/3" in name} == set()
    assert f"feeds/{KEY}/boards/2/posts.atom" in place.names()
    assert b"boards/3" not in (place.folder / "feeds.opml").read_bytes()
    place.private(2, 3)
    before = place.current.settings
    forum = replace(before.forums[0], private=True, threads=())
    place.current.replace(replace(before, forums=(forum,)))
    assert place.exporter.everything().feeds == 0
    assert place.names() == {"feeds.opml"}


def test_what_is_configured_no_longer_is_removed(place: Place) -> None:
    place.exporter.everything()
    before = place.current.settings
    forum = before.forums[0]
    place.current.replace(
        replace(before, forums=(replace(forum, boards=(forum.boards or ())[:1], threads=()),))
    )
    place.exporter.remove_obsolete()
    assert place.names() == {name for name in EXPECTED if "boards/3" not in name and "threads/" not in name}
    place.current.replace(replace(before, forums=()))
    place.exporter.remove_obsolete()
    assert place.names() == {"feeds.opml"}
    assert not (place.folder / "feeds" / KEY).exists()


def test_a_forum_that_was_not_polled_has_no_files_and_loses_none(tmp_path: Path) -> None:
    forum, boards = busy_forum(2)
    with world(forum, boards, tmp_path) as it:
        place = Place(it, tmp_path / "out")
        assert place.exporter.everything() == ExportCounts(unread=(KEY,))
        assert place.names() == {"feeds.opml"}
        it.poll()
        assert place.exporter.forum(KEY).written == 18


def test_a_store_that_fails_takes_no_file_away(place: Place) -> None:
    place.exporter.everything()
    with place.it.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE attachment RENAME TO away")
        connection.exec_driver_sql("UPDATE post SET title = 'other'")
    with pytest.raises(StoreError):
        place.exporter.forum(KEY)
    assert place.names() == EXPECTED
    with place.it.store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO attachment")
    assert place.exporter.forum(KEY).written


@pytest.mark.parametrize("kind", ["a file", "below a file"])
def test_a_folder_that_cannot_be_written_is_named(place: Place, kind: str) -> None:
    place.folder.write_text("mine")
    folder = place.folder if kind == "a file" else place.folder / "below"
    exporter = Exporter(
        folder, place.current, place.it.store.read_repository, place.it.store.revisions, place.it.clock
    )
    with pytest.raises(ExportError, match=f"Feeds cannot be written to {folder}"):
        exporter.everything()
    assert place.folder.read_text() == "mine"


PLAN = settings(max_examples=times(25, 12), deadline=None)


@PLAN
@given(plan=plans)
def test_nothing_private_is_in_any_file(
    store: Store, tmp_path_factory: pytest.TempPathFactory, plan: Plan
) -> None:
    made = secret_world(store, next(keys), plan)
    served = replace(made.settings.server, public_url=SITE)
    current = LiveSettings(replace(made.settings, server=served))
    folder = tmp_path_factory.mktemp("out")
    Exporter(folder, current, store.read_repository, store.revisions, StillClock()).everything()
    hidden = made.hidden()
    for name in names(folder):
        written = (folder / name).read_text("utf-8")
        assert not {word for word in hidden if word in written or word in name}, name
