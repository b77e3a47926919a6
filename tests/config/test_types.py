"""Each key takes values of its own type alone: nothing else is taken for true, and true for no number."""

import dataclasses
import datetime as dt
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from feedforum.config import schema
from feedforum.config.field_types import ForumProfile
from feedforum.records import Profile
from tests.config.files import club, faults

_PROFILE: dict[str, Any] = {"urls": {"thread": "t?id={id}"}, "threads": {"row": "tr"}}
_PROFILE |= {"posts": {"block": "div", "author": "b", "date": "i", "text": "p"}}
_DAY = dt.date(2026, 1, 1)
_VALUES = ("yes", "true", "1", 1, 0, True, False, 1.0, 1.5, _DAY, [True], [1.5], [_DAY], {"a": True})
_NEED: dict[type[BaseModel], dict[str, Any]]
_NEED = {schema.Board: {"id": 1}, schema.Thread: {"id": 1}, schema.TokenTable: {"name": "Anna"}}
_NEED |= {schema.Forum: {"key": "a", "url": "http://a.example/"}}


def _models() -> Iterator[tuple[type[BaseModel], str]]:
    for table in vars(schema).values():
        if isinstance(table, type) and issubclass(table, schema.Table):
            yield from ((table, name) for name in table.model_fields)


def _profile_keys() -> Iterator[tuple[str, str]]:
    for name, kind in typing.get_type_hints(Profile).items():
        if name.startswith("_"):
            continue
        inner = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else [""]
        yield from ((name, key) for key in inner)


def _type_kept(written: object, read: object) -> bool:
    """Whether true and false, and numbers, are what they were, and nothing else became one."""
    if isinstance(written, list) and isinstance(read, list | tuple):
        return all(_type_kept(*pair) for pair in zip(written, read, strict=True))
    return isinstance(written, bool) == isinstance(read, bool) and not isinstance(written, float | dt.date)


@pytest.mark.parametrize(
    ("table", "key"), [pytest.param(*each, id=f"{each[0].__name__}.{each[1]}") for each in _models()]
)
def test_no_value_is_taken_for_one_of_another_type(table: type[BaseModel], key: str) -> None:
    for value in _VALUES:
        try:
            read = getattr(table.model_validate(_NEED.get(table, {}) | {key: value}), key)
        except ValidationError:
            continue
        assert _type_kept(value, read), value


@pytest.mark.parametrize(("name", "key"), list(_profile_keys()))
def test_a_profile_takes_no_value_for_one_of_another_type(name: str, key: str) -> None:
    for value in _VALUES:
        own: Any = _PROFILE.get(name, {}) | {key: value} if key else value
        try:
            read = TypeAdapter(ForumProfile).validate_python(_PROFILE | {name: own})
        except ValidationError:
            continue
        inner = getattr(read, name)
        assert _type_kept(value, getattr(inner, key) if key else inner), value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (club('paused = "yes"'), "paused: expected true or false, without quotation marks, not 'yes'."),
        (club("paused = 1"), "paused: expected true or false, not 1."),
        (club('entries = "50"'), "entries: expected a whole number, without quotation marks, not '50'."),
        (club("entries = true"), "entries: expected a whole number, not true."),
        (club("max_size = true"), 'max_size: expected a size such as "1MB" or "500KB", not true.'),
        (club("engine = 4"), "engine: expected a text in quotes, not 4."),
    ],
)
def test_the_sentence_says_how_it_is_written(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [f'[[forum]] "club" {fault}']
