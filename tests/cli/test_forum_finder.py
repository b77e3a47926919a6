"""The owner's page over a real forum and a real configuration file."""

import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from feedforum.cli.run import _settings
from feedforum.cli.serve import app_of, start_message
from feedforum.cli.startup import host_rate_limiter, open_store
from feedforum.clock import SystemClock
from feedforum.config import LiveSettings, load
from feedforum.discover.forum_finder import ForumFinder
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from tests.cli.conftest import Place
from tests.sample_forum.misbehaviour import busy
from tests.web.test_find import boxes, send
from tests.web.test_owner_login import log_in, token_in
from tests.web.test_status import words_of

OWNER = "correct horse"
WRITTEN = """\
# mine
[server]
owner_password_file = "password"  # not here
[polling]
request_delay = "0s"
user_agent = "Gast/1"
"""


@dataclass
class Owned:
    """The program with an owner and no forum, over a file."""

    path: Path
    client: FlaskClient
    current: LiveSettings
    store: Path
    saved: list[str] = field(default_factory=list)


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[Owned]:
    with program(tmp_path, WRITTEN) as made:
        yield made


@contextmanager
def program(folder: Path, text: str) -> Iterator[Owned]:
    path = folder / "config.toml"
    (folder / "password").write_text(OWNER)
    path.write_text(text)
    current, clock, saved = LiveSettings(load(path, ENGINES)), SystemClock(), list[str]()

    def take_up() -> None:
        saved.append(path.read_text())
        current.replace(load(path, ENGINES))

    with open_store(current.settings) as store:
        finder = ForumFinder(path, current, clock, host_rate_limiter(clock), take_up)
        client = app_of(store, current, clock, finder=finder).test_client()
        log_in(client, OWNER)
        yield Owned(path, client, current, folder / "feedforum.db", saved)


def test_from_an_address_to_a_forum_that_is_followed(owned: Owned, place: Place) -> None:
    address = f"{place.site.url}thread.php?threadid={place.thread}"
    answer = send(owned.client, address=address)
    assert "Werkstatt & Garten" in words_of(answer.text)
    assert boxes(answer) == {"2": set(), "3": {"disabled"}}
    asked = len(place.site.requests.entries)
    answer = send(owned.client, "/find/preview", address=place.site.url, board="2")
    assert re.findall("<h3>(.*)</h3>", answer.text) == ["Re: Grüße", "Grüße"]
    assert "Guten Tag, 5 €." in answer.text
    pages = [request.script for request in place.site.requests.entries[asked:]]
    assert pages == ["board.php", "thread.php"]
    assert {request.headers["user-agent"] for request in place.site.requests.entries} == {"Gast/1"}
    assert owned.path.read_text() == WRITTEN
    answer = send(owned.client, "/find/save", address=place.site.url, board="2")
    assert answer.status_code == 303
    assert len(place.site.requests.entries) == asked + len(pages)
    assert owned.saved == [owned.path.read_text()]
    assert owned.saved[0].startswith(WRITTEN)
    assert "# 3: Mitglieder, for members" in owned.saved[0]
    assert "127-0-0-1 has been added" in words_of(owned.client.get("/find").text)
    assert owned.client.get("/forums/127-0-0-1").status_code == 200
    assert [board.id for board in owned.current.settings.forums[0].boards or ()] == [2]


def test_nothing_is_stored_of_what_was_looked_at(owned: Owned, place: Place) -> None:
    before = owned.store.stat()
    send(owned.client, address=place.site.url)
    send(owned.client, "/find/preview", address=place.site.url, board="2")
    after = owned.store.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def test_boards_are_added_to_a_forum_that_is_followed(place: Place, tmp_path: Path) -> None:
    other = place.forum.add_board("Später", 1)
    forum = f'[[forum]]\nkey = "demo"\nurl = "{place.site.url}"\nboards = [2] # first\n'
    with program(tmp_path, WRITTEN + forum) as owned:
        answer = send(owned.client, address=place.site.url)
        assert boxes(answer)["2"] == {"checked", "disabled"}
        send(owned.client, "/find/save", address=place.site.url, board=str(other))
        text = owned.path.read_text()
        assert text == (WRITTEN + forum).replace("[2] # first", f"[2,\n    {other}, # Später\n] # first")
        assert [forum.key for forum in owned.current.settings.forums] == ["demo"]


def test_a_member_logs_in_and_the_password_goes_into_a_file(place: Place, tmp_path: Path) -> None:
    tokens = WRITTEN.replace("[server]", '[server]\naccess_tokens = ["open-sesame"]', 1)
    with program(tmp_path, tokens) as owned:
        refused = send(owned.client, address=place.site.url, username="Ines", password="falsch")
        assert "The forum refused the login" in words_of(refused.text)
        answer = send(owned.client, address=place.site.url, username="Ines", password="geheim")
        assert boxes(answer) == {"2": set(), "3": set()}
        assert send(owned.client, "/find/save", address=place.site.url, board="3").status_code == 303
        (forum,) = owned.current.settings.forums
        assert (forum.username, forum.password, forum.private) == ("Ines", "geheim", True)
        assert [board.id for board in forum.boards or ()] == [3]
        assert "geheim" not in owned.path.read_text()
        assert (tmp_path / "127-0-0-1.password").stat().st_mode & 0o777 == 0o600
        send(owned.client, address=place.site.url, username="Ines", password="geheim")
        assert send(owned.client, "/find/save", address=place.site.url, board="2").status_code == 303
        assert [board.id for board in owned.current.settings.forums[0].boards or ()] == [3, 2]
        assert [path.name for path in tmp_path.glob("*.password")] == ["127-0-0-1.password"]
        settings = f"/forums/{forum.key}/settings"
        paused = owned.client.post(
            settings, data={"token": token_in(owned.client.get(settings)), "board": "3", "paused": "1"}
        )
        assert paused.status_code == 303
        assert owned.current.settings.forums[0].paused


def unlink(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_text(WRITTEN + "wrong = 1\n")


def mount(path: Path) -> None:
    """As a folder in its place, which nothing can be put over either."""
    text = path.read_text()
    path.unlink()
    path.mkdir()
    (path / "text").write_text(text)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (unlink, "no longer exists"),
        (damage, "unknown key"),
        (mount, "cannot be read"),
    ],
)
def test_a_file_that_is_not_what_runs_is_refused_and_left(
    owned: Owned, place: Place, change: Callable[[Path], None], fault: str
) -> None:
    send(owned.client, address=place.site.url)
    change(owned.path)
    before = owned.path.is_file() and owned.path.read_text()
    answer = send(owned.client, "/find/save", address=place.site.url, board="2")
    assert answer.status_code == 409
    assert fault in words_of(answer.text)
    assert f'url = "{place.site.url}"' in words_of(answer.text)
    assert (owned.path.is_file() and owned.path.read_text()) == before
    assert owned.saved == []


def test_a_file_that_cannot_be_written_is_one_sentence(
    owned: Owned, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*values: object, **named: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("feedforum.config.secret_files.tempfile.mkstemp", refuse)
    answer = send(owned.client, "/find/save", address=place.site.url, board="2")
    assert answer.status_code == 409
    assert "cannot be written (Read-only file system); paste the forum's table" in words_of(answer.text)
    assert owned.path.read_text() == WRITTEN


def test_what_does_not_answer_is_told(owned: Owned, place: Place) -> None:
    place.site.misbehave(busy(503), times=None)
    answer = send(owned.client, address=place.site.url)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_robots_txt_is_heeded(owned: Owned, place: Place) -> None:
    place.site.robots_txt = "User-agent: *\nDisallow: /\n"
    answer = send(owned.client, address=place.site.url)
    assert "robots.txt" in words_of(answer.text)
    assert [request.path for request in place.site.requests.entries] == ["/robots.txt"]


def test_it_runs_without_a_forum_only_where_an_owner_can_add_one(nowhere: Path) -> None:
    (nowhere / "password").write_text(OWNER)
    (nowhere / "config.toml").write_text(WRITTEN)
    settings = _settings(Namespace(config=None))
    assert start_message(settings, 8080)[1:] == [
        "no forum is configured yet; add one at http://127.0.0.1:8080/find"
    ]
    (nowhere / "config.toml").write_text("")
    with pytest.raises(ConfigError):
        _settings(Namespace(config=None))
