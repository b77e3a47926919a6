"""No command, page, log or byte of the store tells a secret that the configuration points at."""

from argparse import Namespace
from hashlib import md5
from pathlib import Path

import pytest

from feedforum.cli.startup import open_store, settings_of
from feedforum.config import LiveSettings
from feedforum.web import create_app
from tests.cli.conftest import Place, Run
from tests.fake_clock import FakeClock

BOARD_PASSWORD = "losungswort"
COOKIE = md5(b"geheim").hexdigest()
ENVIRONMENT = {"WORD": "geheim", "BOARD": BOARD_PASSWORD, "KEY": "A" * 43 + "=", "COOKIES": ""}
TOKEN = "sesam-oeffne-dich"
MORE = f'access_tokens = ["{TOKEN}"]\n[storage]\nkey_env = "KEY"\nurl = "sqlite:///store.db"\n'
LOGIN = {"username": '"Ines"', "password_env": '"WORD"'}


@pytest.fixture
def guarded(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The forum with a board that has a password, and an environment that holds all secrets."""
    board = place.forum.add_board("Vorstand", 1, password=BOARD_PASSWORD)
    place.forum.new_thread(board, "Paul", "Unter uns", "Vertraulich.")
    place.forum.new_thread(3, "Paul", "Für Mitglieder", "Auch das.")
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COOKIES", f"Cookie: wbb2_userid=1; wbb2_userpassword={COOKIE}")
    return place


def write(place: Place, **keys: str) -> list[str]:
    text = place.write(**{"boards": '[2, 3, { id = 4, password_env = "BOARD" }]'} | keys)
    config = place.config.read_text(encoding="utf-8")
    place.config.write_text(config.replace('"127.0.0.1:0"\n', f'"127.0.0.1:0"\n{MORE}', 1), encoding="utf-8")
    return text


def pages(place: Place) -> bytes:
    """Every page and feed about the forum, as whoever has a token sees them."""
    settings = settings_of(Namespace(config=str(place.config)))
    paths = ["/", "/forums/demo", "/search?q=vertraulich", "/feeds.opml", "/feeds/demo/posts.atom", "/none"]
    paths += [f"/forums/demo/boards/{board}" for board in (2, 3, 4)]
    paths += [f"/feeds/demo/boards/{board}/posts.json" for board in (2, 3, 4)]
    with open_store(settings) as store:
        client = create_app(LiveSettings(settings), store.read_repository, FakeClock()).test_client()
        return b"".join(client.get(path, auth=("", TOKEN)).data for path in paths)


@pytest.mark.parametrize("keys", [LOGIN, {"cookies_env": '"COOKIES"'}], ids=["login", "cookies"])
def test_what_lets_us_in_is_told_nowhere(
    guarded: Place, run: Run, keys: dict[str, str], tmp_path: Path
) -> None:
    config = write(guarded, **keys)
    checked = run("check", "--online", *config)
    polled = run("poll", *config)
    assert (checked[0], polled[0]) == (0, 0), (checked, polled)
    again = run("poll", *config)
    logins = sum(asked.script == "login.php" for asked in guarded.site.requests)
    assert (again[0], logins) == (0, 2 if keys is LOGIN else 0), "once by check, and once by both polls"
    shown = pages(guarded)
    assert b"Vertraulich." in shown
    assert b"Auch das." in shown
    guarded.forum.boards[4].password = "ein anderes"
    guarded.site.software.sessions.end_all()
    inspected = run("inspect", f"{guarded.site.url}board.php?boardid=4", *config)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path != guarded.config)
    output = repr((checked, polled, again, inspected)).encode() + shown + held
    for secret in (
        "geheim",
        BOARD_PASSWORD,
        COOKIE,
        ENVIRONMENT["KEY"],
        md5(BOARD_PASSWORD.encode()).hexdigest(),
    ):
        assert secret.encode() not in output, secret


def test_check_says_what_came_of_each(guarded: Place, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARD", "falsch")
    status, out, _ = run("check", "--online", *write(guarded, **LOGIN))
    assert status == 1
    assert "demo  logged in as Ines" in out
    assert "password wanted: Board 4 refuses its password: check what password_env" in out
    monkeypatch.setenv("COOKIES", "wbb2_userid=1; wbb2_userpassword=ausgelaufen")
    status, out, _ = run("check", "--online", *write(guarded, cookies_env='"COOKIES"'))
    assert status == 1
    assert "demo  not logged in: The session that the pasted cookies carry has ended;" in out
    assert "falsch" not in out
    assert "ausgelaufen" not in out
