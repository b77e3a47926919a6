"""All faults of a configuration are reported at once, each with its line."""

from pathlib import Path

import pytest

from feedforum.config import load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from tests.config.files import FORUM, faults, written


def test_all_at_once(tmp_path: Path) -> None:
    text = """
    [server]
    listen = "8080"
    [polling]
    timeout = "soon"
    [[forum]]
    key = "one"
    url = "http://one.example/"
    tread = [3]
    [[forum]]
    url = "two.example"
    """
    places = [fault.partition(": ")[0] for fault in faults(tmp_path, text)]
    assert places == [
        "[server] listen",
        "[polling] timeout",
        '[[forum]] "one" tread',
        "[[forum]] number 2 key",
        "[[forum]] number 2 url",
        "[[forum]] number 2 boards",
    ]


def test_contradictions_and_missing_secrets_at_once(tmp_path: Path) -> None:
    text = FORUM + 'username = "me"\npassword_env = "NOT_THERE"\nengine = "x"\n'
    keys = [fault.split(":")[0].rpartition(" ")[2] for fault in faults(tmp_path, text)]
    assert keys == ["password_env", "engine", "username"]


def test_a_line_is_found_behind_a_byte_order_mark_and_in_a_single_forum(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeff[forum]\nkey = "club"\n')
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    assert caught.value.faults[0].startswith(f"{path}:1: [[forum]]: expected a table in two brackets")


def test_faults_name_their_lines(tmp_path: Path) -> None:
    text = """\
# Mine
[server]
listen = "x"

[[forum]]
key = "a"
url = "http://a.example/"
boards = "none"

[[forum]]
url = "http://b.example/board.php?boardid=26"
boards = [
    1,
]
key = "b"
engine = "none"

[feds]
[[token]]
name = ""
"""
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    lines = {fault.removeprefix(f"{path}:").split(":")[0] for fault in caught.value.faults}
    assert lines == {"3", "8", "11", "16", "18", "20"}
