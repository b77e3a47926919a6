"""A forum proposed, and added to a file that a person wrote."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.config.editing import (
    add_boards,
    add_forum,
    as_toml,
    preview_settings,
    suggested_key,
    with_boards,
    with_forum,
)
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.records import Access, Answer, Discovery, FoundBoard
from tests.unprivileged import folder_of, without_privileges

FOUND = Discovery(
    Answer.OK,
    "http://www.example.org/",
    software="Burning Board 2",
    zone="Europe/Berlin",
    boards=(
        FoundBoard(2, "Allgemeines"),
        FoundBoard(3, "Mitglieder", access=Access.REFUSED),
        FoundBoard(4, "Basteln\n] # &"),
    ),
)

WRITTEN = """\
# mine
[server]
listen = "127.0.0.1:8080"   # as the proxy has it

[[forum]]
key   = 'example'
url = "http://forum.example/"
boards = [ 1,2 ]  # two

[feeds]  # for all
entries = 50
"""


def test_the_piece_is_ready_to_paste() -> None:
    assert as_toml(FOUND) == (
        "[[forum]]\n"
        "# Burning Board 2\n"
        'key = "example"\n'
        'url = "http://www.example.org/"\n'
        'timezone = "Europe/Berlin"\n'
        "boards = [\n"
        "    2, # Allgemeines\n"
        "    # 3: Mitglieder, guests may not read it\n"
        "    4, # Basteln ] # &\n"
        "]\n"
    )


@pytest.mark.parametrize("title", ["a\nb", "# \x00", "\x1b[31m", '"""', "[[forum]]", "\ud800", "é" * 300])
def test_whatever_a_board_is_called_it_stays_a_comment(title: str) -> None:
    boards = (FoundBoard(1, title), FoundBoard(2, title, access=Access.LOGIN), FoundBoard(3, "x"))
    text = as_toml(replace(FOUND, boards=boards, software=title))
    assert tomllib.loads(text)["forum"][0]["boards"] == [1, 3]
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "taken", "key"),
    [
        ("http://www.satclub-thueringen.de/", (), "satclub-thueringen"),
        ("https://forum.example.org/wbb/", (), "example"),
        ("https://forum.example.org/wbb/", ("example", "example-2"), "example-3"),
        ("http://127.0.0.1:8801/", (), "127-0-0-1"),
        ("http://forum.de/", (), "forum-de"),
        ("http://localhost/", (), "localhost"),
        ("http://_/", (), "forum"),
    ],
)
def test_keys_are_the_telling_part_of_the_host(url: str, taken: tuple[str, ...], key: str) -> None:
    assert suggested_key(url, taken) == key


@pytest.mark.parametrize("text", ["", "\n", "# only this", WRITTEN, WRITTEN.rstrip("\n")])
def test_what_stands_there_stays_byte_for_byte(text: str) -> None:
    after = with_forum(text, FOUND)
    assert after.startswith(text)
    assert tomllib.loads(after)["forum"][-1]["boards"] == [2, 4]


@pytest.mark.parametrize("text", ["[server", 'forum = "x"', "forum = [ { key = 'a' } ]"])
def test_a_file_without_room_for_a_forum_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        with_forum(text, FOUND)


def test_without_boards_all_are_followed() -> None:
    text = as_toml(replace(FOUND, boards=()))
    assert tomllib.loads(text)["forum"][0]["boards"] == "all"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[1, 2]  # two", "[1, 2,\n    4, # Basteln ] # &\n]  # two"),
        ("[\n    1, # a\n    2 # b\n]", "[\n    1, # a\n    2, # b\n    4, # Basteln ] # &\n]"),
        ("[{ id = 2, entries = 9 }]", "[{ id = 2, entries = 9 },\n    4, # Basteln ] # &\n]"),
        ("[]", "[\n    2, # Allgemeines\n    4, # Basteln ] # &\n]"),
        ("[4, 2]", "[4, 2]"),
    ],
)
def test_boards_are_added_to_a_forum_and_all_else_stays(before: str, after: str) -> None:
    text = (
        "# mine\n[[forum]]\nkey = 'x'\nboards = [2]\n\n"
        f"[[forum]]\nkey = 'example' # that\nboards = {before}\nthreads = [7]\n\n[feeds] # for all\n"
    )
    assert with_boards(text, "example", FOUND.boards) == text.replace(
        f"boards = {before}", f"boards = {after}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[server",
        "",
        "[[forum]]\nkey = 'other'\nboards = [1]\n",
        "[[forum]]\nkey = 'example'\nboards = 'all'\n",
        "[[forum]]\nkey = 'example'\nthreads = [1]\n",
        "[[forum]]\nkey = 'example'\n[[forum.boards]]\nid = 1\n",
        "[[forum]]\nkey = 'example'\nboards = [1]\n[feeds]\n[[forum]]\nkey = 'x'\nboards = [1]\n",
    ],
)
def test_boards_that_cannot_be_added_in_their_place_are_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        with_boards(text, "example", FOUND.boards)


def test_boards_are_added_to_the_file_of_a_forum(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    add_forum(path, replace(FOUND, boards=FOUND.boards[:2]), ENGINES)
    settings = add_boards(path, "example", FOUND.boards, ENGINES)
    assert [board.id for board in settings.forums[0].boards or ()] == [2, 4]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_draft_has_what_holds_for_all_forums_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN + "[polling]\nrequest_delay = '7s'\n")
    forum = preview_settings(path, FOUND, ENGINES)
    assert (forum.key, forum.request_delay, forum.feeds.entries) == ("example-2", 7.0, 50)
    assert path.read_text() == WRITTEN + "[polling]\nrequest_delay = '7s'\n"


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    settings = add_forum(path, FOUND, ENGINES)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [forum.key for forum in settings.forums] == ["example"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_rights_its_place_its_comments_and_its_line_ends(tmp_path: Path) -> None:
    path, link = tmp_path / "real.toml", tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    link.symlink_to(path)
    settings = add_forum(link, FOUND, ENGINES)
    assert [forum.key for forum in settings.forums] == ["example", "example-2"]
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode())
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_faulty_file_stays_as_it_is_and_its_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[server]\nlisten = 5\n")
    with pytest.raises(ConfigError) as fault:
        add_forum(path, FOUND, ENGINES)
    assert fault.value.faults[0].startswith(f"{path}:2: [server] listen")
    assert path.read_text() == "[server]\nlisten = 5\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with folder_of(None) as folder:
        folder.chmod(0o555)
        with without_privileges(), pytest.raises(ConfigError, match="paste"):
            add_forum(folder / "config.toml", FOUND, ENGINES)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be"):
        add_forum(tmp_path / "none" / "config.toml", FOUND, ENGINES)
