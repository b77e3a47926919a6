"""`config.example.toml` shows every key with its default, and can be used as it is."""

import re
import tomllib
from pathlib import Path
from typing import Any

from feedforum.config import load, schema
from feedforum.engines import ENGINES

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "config.example.toml"

# Said once, in [polling] and [feeds], and good in a [[forum]] too.
ELSEWHERE = set(schema.Polling.model_fields) | set(schema.Feeds.model_fields)


def in_full() -> str:
    """The example with every key in force."""
    return re.sub(r"(?m)^#(?=[a-z_]+ = )", "", EXAMPLE.read_text(encoding="utf-8"))


def tables() -> dict[str, Any]:
    return tomllib.loads(in_full())


def test_it_shows_every_key_and_no_other() -> None:
    shown = tables()
    assert set(shown) == set(schema.File.model_fields)
    for name, model in (
        ("server", schema.Server),
        ("storage", schema.Storage),
        ("logging", schema.Logging),
        ("alerts", schema.Alerts),
        ("polling", schema.Polling),
        ("feeds", schema.Feeds),
    ):
        assert set(shown[name]) == set(model.model_fields), name
    (forum,) = shown["forum"]
    assert set(forum) == set(schema.Forum.model_fields) - ELSEWHERE


def test_what_is_commented_out_is_the_default(tmp_path: Path) -> None:
    full = tmp_path / "config.toml"
    full.write_text(in_full(), encoding="utf-8")
    bare = tmp_path / "bare.toml"
    bare.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load(full, ENGINES, {}) == load(bare, ENGINES, {})


def test_only_what_has_no_default_is_in_force() -> None:
    in_force = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert {name: table for name, table in in_force.items() if name != "forum"} == {
        "server": {},
        "storage": {},
        "logging": {},
        "alerts": {},
        "polling": {},
        "feeds": {},
    }
    assert set(in_force["forum"][0]) == {"key", "url", "boards", "threads"}


def test_every_key_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"#?[a-z_]+ = ", line)]
    assert len(keys) > len(schema.Forum.model_fields)
    assert [lines[number] for number in keys if not lines[number - 1].startswith("# ")] == []


def test_the_board_with_settings_of_its_own_shows_every_key_of_a_board() -> None:
    (line,) = re.findall(r"(?m)^# (boards = .*\{.*)$", EXAMPLE.read_text(encoding="utf-8"))
    board = tomllib.loads(line)["boards"][1]
    assert set(board) == set(schema.Board.model_fields)
    schema.Board.model_validate(board)


def test_the_thread_with_settings_of_its_own_shows_every_key_of_a_thread() -> None:
    (line,) = re.findall(r"(?m)^# (threads = .*\{.*)$", EXAMPLE.read_text(encoding="utf-8"))
    thread = tomllib.loads(line)["threads"][1]
    assert set(thread) == set(schema.Thread.model_fields)
    schema.Thread.model_validate(thread)
