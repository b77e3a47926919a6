"""Changes to a forum in a file that a person wrote."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.config.editing import add_boards, add_forum
from feedforum.config.forum_changes import ForumChange, change_forum, follow, remove_forum
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.records import Access, Answer, Discovery, FoundBoard, MemberLogin

WRITTEN = """\
# mine
[server]
access_tokens = ["open-sesame"]

[[forum]]
key   = 'one'   # for ever
url = "http://one.example/"
boards = [
    1, # eins
    # 5: closed
    { id = 2, entries = 7 }, # zwei
    3, # drei
]
threads = [ 7, 8 ] # two

[[forum]]
key = "two"
url = "http://two.example/"
boards = "all"
"""
AS_IT_IS = ForumChange("Europe/Berlin", False, {1: "Eins", 2: "Zwei", 3: "Drei"}, frozenset(), (7, 8), True)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def changed(config: Path, key: str = "one", **changes: object) -> str:
    values = {name: getattr(AS_IT_IS, name) for name in AS_IT_IS.__slots__} | changes
    change_forum(config, key, ForumChange(**values), ENGINES)
    return config.read_text(encoding="utf-8")


def test_what_stays_as_it_is_stays_byte_for_byte(config: Path) -> None:
    assert changed(config) == changed(config, "two") == WRITTEN


def test_boards_and_threads_leave_with_their_comments_and_no_others(config: Path) -> None:
    boards = {2: "Zwei", 3: "Drei"}
    assert changed(config, boards=boards, threads=(8,)) == WRITTEN.replace("    1, # eins\n", "").replace(
        "[ 7, 8 ]", "[8 ]"
    )


def test_a_board_is_paused_and_goes_on(config: Path) -> None:
    once = changed(config, paused_boards=frozenset({1, 2}))
    assert "{id = 1, paused = true}, # eins" in once
    assert [board if isinstance(board, int) else board["paused"] for board in boards_in(once)] == [
        True,
        True,
        3,
    ]
    again = changed(config)
    assert [board if isinstance(board, int) else board["paused"] for board in boards_in(again)] == [
        False,
        False,
        3,
    ]


def test_a_forum_is_paused_and_goes_on_with_another_zone(config: Path) -> None:
    forum = tomllib.loads(changed(config, paused=True, timezone="UTC"))["forum"][0]
    assert (forum["paused"], forum["timezone"]) == (True, "UTC")
    assert tomllib.loads(changed(config, paused=False))["forum"][0]["paused"] is False


def test_of_all_boards_those_that_stay_are_listed(config: Path) -> None:
    text = changed(config, "two", every_board=False, boards={4: "Vier", "lens": "Linsen"}, threads=())
    assert boards_in(text, 1) == [4, "lens"]
    assert "4, # Vier" in text


def test_a_password_goes_into_a_file_for_its_owner_only(config: Path) -> None:
    text = changed(config, login=MemberLogin("Ann", "gehe im"))
    assert "gehe im" not in text
    password = config.parent / "one.password"
    assert (password.read_text(), password.stat().st_mode & 0o777) == ("gehe im", 0o600)
    changed(config, login=MemberLogin("Ben", "anders"))
    assert (password.read_text(), password.stat().st_mode & 0o777) == ("anders", 0o600)
    found = Discovery(Answer.OK, "http://www.one.example/", zone="UTC", boards=(FoundBoard(2, "Rest"),))
    settings = add_forum(config, found, ENGINES, MemberLogin("Ann", "noch eins"))
    assert (settings.forums[-1].username, settings.forums[-1].password) == ("Ann", "noch eins")
    assert password.read_text() == "anders"
    assert settings.forums[-1].private


def test_a_board_gets_a_password_in_a_file_for_its_owner_only(config: Path) -> None:
    text = changed(config, passwords={1: "Sesam", 2: "auf"}, paused_boards=frozenset({1}))
    assert "Sesam" not in text
    boards = tomllib.loads(text)["forum"][0]["boards"]
    assert boards[0] == {"id": 1, "paused": True, "password_file": "one-board-1.password"}
    assert boards[1:] == [{"id": 2, "entries": 7, "password_file": "one-board-2.password"}, 3]
    assert "}, # eins" in text
    password = config.parent / "one-board-1.password"
    assert (password.read_text(), password.stat().st_mode & 0o777) == ("Sesam", 0o600)
    changed(config, passwords={1: "anders"})
    assert (password.read_text(), password.stat().st_mode & 0o777) == ("anders", 0o600)
    assert len([path for path in config.parent.iterdir() if path.suffix == ".password"]) == 2
    listed = changed(config, "two", boards={"a:b": "Vier", 5: ""}, threads=(), passwords={"a:b": "x"})
    assert boards_in(listed, 1) == [{"id": "a:b", "password_file": "two-board-a-b.password"}, 5]


def test_a_found_board_with_a_password_is_added_with_it(config: Path) -> None:
    open_one, locked = FoundBoard(7, "Offen"), FoundBoard(8, "Zu", access=Access.PASSWORD)
    found = Discovery(Answer.OK, "http://www.three.example/", zone="UTC", boards=(open_one, locked))
    settings = add_forum(config, found, ENGINES, passwords={8: "Sesam"})
    boards = [(board.id, board.password) for board in settings.forums[-1].boards or ()]
    assert boards == [(7, ""), (8, "Sesam")]
    more = FoundBoard("nine", "Neun", access=Access.PASSWORD)
    after = add_boards(config, "one", [more, replace(locked, id=10)], ENGINES, {"nine": "auf"})
    assert [(board.id, board.password) for board in after.forums[0].boards or ()][3:] == [("nine", "auf")]


def test_the_first_login_makes_an_access_token_as_nobody_could_read_without_one(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(WRITTEN.replace('access_tokens = ["open-sesame"]\n', ""), encoding="utf-8")
    changed(config, login=MemberLogin("Ann", "geheim"))
    token = tmp_path / "readers.token"
    assert token.stat().st_mode & 0o777 == 0o600
    assert len(token.read_text()) > 30
    assert config.read_text(encoding="utf-8").endswith('name = "readers"\ntoken_file = "readers.token"\n')
    changed(config, login=MemberLogin("Ben", "anders"))
    assert config.read_text(encoding="utf-8").count("[[token]]") == 1


def test_a_change_that_is_not_valid_changes_nothing_and_leaves_no_password(config: Path) -> None:
    with pytest.raises(ConfigError, match="timezone"):
        changed(config, timezone="Nowhere", login=MemberLogin("Ann", "geheim"))
    assert config.read_text(encoding="utf-8") == WRITTEN
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]


def test_a_thread_or_board_is_followed(config: Path) -> None:
    settings = follow(config, "one", ENGINES, thread_id=9, board_id=4)
    assert settings.forums[0].threads == (7, 8, 9)
    assert [board.id for board in settings.forums[0].boards or ()] == [1, 2, 3, 4]
    assert follow(config, "two", ENGINES, thread_id=5, board_id=4).forums[1].boards is None


def test_a_forum_is_removed_and_the_rest_stays(config: Path) -> None:
    assert [forum.key for forum in remove_forum(config, "one", ENGINES).forums] == ["two"]
    assert config.read_text(encoding="utf-8").startswith("# mine\n")
    with pytest.raises(ConfigError, match="no \\[\\[forum\\]\\] with the key 'one'"):
        remove_forum(config, "one", ENGINES)


def boards_in(text: str, number: int = 0) -> list[int | dict[str, bool]]:
    boards: list[int | dict[str, bool]] = tomllib.loads(text)["forum"][number]["boards"]
    return boards
