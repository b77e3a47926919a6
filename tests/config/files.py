"""Configuration files for tests."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from feedforum.config import Settings, load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.translations import translated_fault

FORUM = """
[[forum]]
key = "club"
url = "http://club.example/forum"
boards = [26, 38]
"""


def club(line: str) -> str:
    """The text of a file with a forum that has that line too."""
    return f'[[forum]]\nkey = "club"\nurl = "http://club.example/"\nboards = "all"\n{line}\n'


def written(folder: Path, text: str) -> Path:
    """The path of a file `config.toml` with that text."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Settings:
    """What a file with that text means."""
    return load(written(folder, text), ENGINES, environment or {})


def faults(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """The faults of a file with that text, each without the path it has to begin with."""
    path = written(folder, text)
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, environment or {})
    place = re.compile(rf"{re.escape(str(path))}(?::\d+)?: ")
    assert all(map(place.match, caught.value.faults))
    assert [fault for fault in caught.value.faults if not translated_fault("de", fault)] == []
    return [place.sub("", fault, count=1) for fault in caught.value.faults]
