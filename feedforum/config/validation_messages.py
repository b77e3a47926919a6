"""A fault in the file, as a sentence: the file, the table, the key, and what was expected there."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedforum.config import schema

SECRET_KEYS = frozenset({"access_tokens", "headers", "proxy"})
"""Keys whose values are never shown, however wrong they are."""

_TABLES: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): schema.File,
    ("server",): schema.Server,
    ("storage",): schema.Storage,
    ("logging",): schema.Logging,
    ("polling",): schema.Polling,
    ("feeds",): schema.Feeds,
    ("forum",): schema.Forum,
    ("forum", "boards"): schema.Board,
    ("forum", "threads"): schema.Thread,
    **{
        (*table, key): schema.Patterns
        for table in (("feeds",), ("forum",), ("forum", "boards"))
        for key in ("include", "exclude")
    },
}

_EXPECTED = {
    "bool_parsing": "expected true or false",
    "bool_type": "expected true or false",
    "byte_size": 'expected a size such as "1MB" or "500KB"',
    "byte_size_unit": 'expected a size such as "1MB" or "500KB"',
    "dict_type": "expected a table in curly brackets",
    "greater_than": "expected more than {gt}",
    "greater_than_equal": "expected at least {ge}",
    "int_type": "expected a whole number",
    "less_than_equal": "expected at most {le}",
    "literal_error": "expected {expected}",
    "string_pattern_mismatch": 'expected small letters, digits, "-", "_" and ".", a letter or digit first',
    "string_too_long": "expected at most {max_length} characters",
    "string_too_short": "expected at least {min_length} characters",
    "string_type": "expected a text in quotes",
    "tuple_type": "expected a list in square brackets",
}


def place_of_forum(path: Path, key: str, number: int) -> str:
    """Where a forum's table stands, for the beginning of a sentence: its key, else its number from 0."""
    return f"{path}: [[forum]] {_forum_name(key, number)}"


def _forum_name(key: object, number: int) -> str:
    return f'"{key}"' if isinstance(key, str) and key else f"number {number + 1}"


def location_of(detail: ErrorDetails) -> tuple[int | str, ...]:
    """Where a fault is: the table, the number of a forum, the key, and on inside of it."""
    location = detail["loc"]
    # After `boards` pydantic names the branch of its union, which is no key of the file.
    return (*location[:3], *location[4:]) if location[2:3] == ("boards",) else location


def tables_and_keys(table: Sequence[int | str]) -> list[str]:
    """What may stand in a table, or at the top of the file."""
    names = tuple(part for part in table if isinstance(part, str))
    return list(_TABLES.get(names, schema.File).model_fields)


def faults_of(path: Path, raw: Mapping[str, Any], error: ValidationError) -> tuple[str, ...]:
    """Every fault that pydantic found in `raw`, the file's tables, as a sentence."""
    return tuple(_fault(path, raw, detail) for detail in error.errors())


def _fault(path: Path, raw: Mapping[str, Any], detail: ErrorDetails) -> str:
    location = list(location_of(detail))
    return f"{path}: {_place(raw, location)}: {_sentence(location, detail)}"


def _place(raw: Mapping[str, Any], location: list[int | str]) -> str:
    table, *inside = location
    if table != "forum":
        return f"[{table}] {_words(inside)}".rstrip()
    if not inside:
        return "[[forum]]"
    number, *keys = inside
    forum = raw["forum"][number]
    key = forum.get("key") if isinstance(forum, dict) else None
    return f"[[forum]] {_forum_name(key, int(number))} {_words(keys)}".rstrip()


def _words(keys: list[int | str]) -> str:
    return " ".join(f"entry {key + 1}" if isinstance(key, int) else key for key in keys)


def _sentence(location: list[int | str], detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown(location)
    if detail["type"] == "missing":
        return "is missing."
    expected = _expected(location, detail)
    return f"{expected}, not {detail['input']!r}." if _may_be_shown(location, detail) else f"{expected}."


def _expected(location: list[int | str], detail: ErrorDetails) -> str:
    if detail["type"] in ("model_type", "model_attributes_type"):
        return "expected a table"
    if location == ["forum"]:
        return "expected a table in two brackets, [[forum]], for each forum"
    form = _EXPECTED.get(detail["type"])
    return form.format_map(detail.get("ctx", {})) if form else detail["msg"].removeprefix("Value error, ")


def _may_be_shown(location: list[int | str], detail: ErrorDetails) -> bool:
    given = detail["input"]
    if isinstance(given, dict | list) or SECRET_KEYS & set(location):
        return False
    # A URL may hold a password: "https://user:password@host/", "postgresql://host?password=…".
    return not (isinstance(given, str) and ("@" in given or "password" in given.lower()))


def _unknown(location: list[int | str]) -> str:
    *above, name = location
    known = tables_and_keys(above)
    what = "key" if above else "table"
    near = difflib.get_close_matches(str(name), known, 1)
    return f"unknown {what}; " + (f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}.")
