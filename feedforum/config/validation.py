"""What is wrong with a configuration file: each fault a sentence with the table and the key.

`faults_of` words what pydantic found, `contradictions` finds keys that are each valid but cannot be
combined. So that both kinds are reported at once, `valid_part` gives what can be judged of a faulty file.
"""

import dataclasses
import difflib
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedforum.config import schema
from feedforum.config.resolve import is_private, nearest, nearest_privacy
from feedforum.config.schema import forum_place
from feedforum.records import Profile

Location = tuple[int | str, ...]
Faulty = frozenset[Location]
"""Faulty tables and keys of the file: `("forum", 0, "boards")`, `("server",)`."""

SECRET_KEYS = frozenset({"access_tokens", "sha256", "headers", "proxy"})
"""Keys whose values are never shown, however wrong they are."""

_TABLES: Mapping[str, type[BaseModel]] = {
    **{name: type(field.default) for name, field in schema.File.model_fields.items()},
    "forum": schema.Forum,
    "token": schema.TokenTable,
    "boards": schema.Board,
    "threads": schema.Thread,
    **dict.fromkeys(("include", "exclude"), schema.PatternTable),
}

_EXPECTED = {
    "bool_type": "expected true or false",
    "byte_size": 'expected a size such as "1MB" or "500KB"',
    "byte_size_unit": 'expected a size such as "1MB" or "500KB"',
    "dict_type": "expected a table in curly brackets",
    "greater_than": "expected more than {gt}",
    "greater_than_equal": "expected at least {ge}",
    "int_type": "expected a whole number",
    "less_than_equal": "expected at most {le}",
    "literal_error": "expected {expected}",
    "string_pattern_mismatch": (
        'expected lowercase letters, digits, "-", "_" and ".", with a letter or digit first'
    ),
    "string_too_long": "expected at most {max_length} characters",
    "string_too_short": "expected at least {min_length} characters",
    "string_type": "expected a text in quotes",
    "tuple_type": "expected a list in square brackets",
}


# --- what pydantic finds ---


def faults_of(raw: Mapping[str, Any], error: ValidationError) -> tuple[str, ...]:
    """Every fault that pydantic found in `raw`, the file's tables, as a sentence."""
    located = [(list(detail["loc"]), detail) for detail in error.errors()]
    return tuple(f"{_place(raw, where)}: {_sentence(where, detail)}" for where, detail in located)


def _place(raw: Mapping[str, Any], location: list[int | str]) -> str:
    table, *inside = location
    place = f"[{table}]"
    if table == "token" and inside:
        number, *inside = inside
        place = f"[[token]] {int(number) + 1}"
    if table == "forum":
        if not inside:
            return "[[forum]]"
        number, *inside = inside
        place = forum_place(_written_key(raw, int(number)), int(number))
    keys = (f"entry {key + 1}" if isinstance(key, int) else key for key in inside)
    return " ".join((place, *keys))


def _written_key(raw: Mapping[str, Any], number: int) -> str:
    forum = raw["forum"][number]
    key = forum.get("key") if isinstance(forum, dict) else None
    return key if isinstance(key, str) else ""


def _sentence(location: list[int | str], detail: ErrorDetails) -> str:
    if detail["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        *above, name = location
        known = _known_names(above)
        if (secret := _secret_meant(str(name), known)) is not None:
            return secret
        tables = ("server", "storage", "logging", "polling", "feeds", "forum", "alerts")
        if above and name in tables:
            return f"is a table of its own, [{name}]; its keys stand right in [[forum]] too."
        homes = [
            table
            for table in tables
            if (above or not isinstance(detail["input"], dict | list))
            and above[2:3] != ["profile"]
            and name in _TABLES[table].model_fields
            and name not in known
        ]
        if homes:
            places = " or ".join(f"[[{home}]]" if home == "forum" else f"[{home}]" for home in homes)
            return f"belongs in {places}; move it there."
        near = difflib.get_close_matches(str(name), known, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
        return f"unknown {'key' if above else 'table'}; {hint}"
    if detail["type"] == "missing":
        return "is missing."
    expected, value = _expected(location, detail), detail["input"]
    if detail["type"] in ("bool_type", "int_type") and isinstance(value, str):
        expected = f"{expected}, without quotation marks"
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f"{expected}, not {shown}." if _may_be_shown(location, detail) else f"{expected}."


_SECRET_NAMES = {
    "password": ("password", "owner_password"),
    "owner_password": ("owner_password",),
    "cookies": ("cookies",),
    "key": ("key",),
    "token": ("token",),
}
"""What people call secrets, and what the keys that name their file or variable may begin with."""


def _secret_meant(name: str, known: Sequence[str]) -> str | None:
    """What to write in place of a secret that stands in the file itself; None for any other key."""
    own = "does not stand in this file, which others may read; put it into a file of its own, named with"
    for prefix in _SECRET_NAMES.get(name, ()):
        if f"{prefix}_env" in known:
            return f"{own} {prefix}_file, or into an environment variable, named with {prefix}_env."
        if f"{prefix}_file" in known:
            return f"{own} {prefix}_file."
    if name in ("password", "owner_password"):
        return f"{own} password_file in its [[forum]], or owner_password_file in [server]."
    return None


def _known_names(place: Sequence[int | str]) -> list[str]:
    names = tuple(part for part in place if isinstance(part, str))
    if names[:2] == ("forum", "profile"):
        table = typing.get_type_hints(Profile)[names[2]] if names[2:] else Profile
        return [field.name for field in dataclasses.fields(table)]
    return list(_TABLES.get(names[-1] if names else "", schema.File).model_fields)


def _expected(location: list[int | str], detail: ErrorDetails) -> str:
    if detail["type"] in ("model_type", "model_attributes_type", "dataclass_type"):
        return "expected a table"
    if location == ["forum"]:
        return "expected a table in two brackets, [[forum]], for each forum"
    form = _EXPECTED.get(detail["type"])
    return form.format_map(detail.get("ctx", {})) if form else detail["msg"].removeprefix("Value error, ")


def _may_be_shown(location: list[int | str], detail: ErrorDetails) -> bool:
    value = detail["input"]
    if isinstance(value, dict | list) or SECRET_KEYS & set(location):
        return False
    # A webhook's address is a secret, and a secret may stand where its variable or file is to be named.
    if location[:2] == ["alerts", "url"] or str(location[-1]).endswith(("_env", "_file")):
        return False
    # A URL may contain a secret: "https://user:password@host/", "postgresql://host?password=…", "?sid=…".
    return not (isinstance(value, str) and ("@" in value or "?" in value))


# --- what can be judged of a faulty file ---

_STAND_IN = {"key": "x", "url": "http://x/"}


def valid_part(raw: Mapping[str, Any], error: ValidationError) -> tuple[schema.File, Faulty]:
    """The file with defaults in place of what is faulty, and where that is.

    A misspelt key puts the key that was probably meant in doubt too.
    """
    places = [detail["loc"] for detail in error.errors()]
    # The key of the file, or the table, that a fault inside of it makes unusable.
    length = {"forum": 3, "token": 1}
    wrong = frozenset(place[: length.get(str(place[0]), 2)] for place in places)
    valid = {name: deepcopy(table) for name, table in raw.items() if (name,) not in wrong}
    for *above, name in (place for place in wrong if place[0] in valid):
        holder: Any = valid
        for part in above:
            holder = holder[part]
        if isinstance(holder, dict):
            holder.pop(name, None)
        else:
            holder[name] = {}
    valid["forum"] = [_STAND_IN | forum for forum in valid.get("forum", ())]
    file = schema.File.model_validate(valid)
    forums = tuple(
        forum.model_copy(update={"key": _written_key(raw, number)}) for number, forum in enumerate(file.forum)
    )
    meant = frozenset(_probably_meant(place) for place in wrong) - {("forum",)}
    return file.model_copy(update={"forum": forums}), wrong | meant


def _probably_meant(place: Location) -> Location:
    """The known name that is most like the written one; a known name is most like itself."""
    *above, name = place
    near = difflib.get_close_matches(str(name), _known_names(above), 1)
    return (*above, near[0]) if near and isinstance(name, str) else place


# --- keys that cannot be combined ---

_INTERVALS = ("interval", "max_interval")
_PASSWORD, _COOKIES = ("password_env", "password_file"), ("cookies_env", "cookies_file")
_POLLING = tuple(("polling", key) for key in _INTERVALS)
_PRIVACY = (("token",), ("server", "access_tokens"), ("server", "access_tokens_file"), ("feeds", "private"))
_PRIVATE = ("username", "cookies_env", "cookies_file", "private", "boards", "threads")
_NO_TOKEN = "needs access_tokens in [server]; add one, or set private = false to serve it to everybody."  # noqa: S105


def contradictions(
    file: schema.File, engines: Iterable[str], *, tokens: bool, faulty: Faulty = frozenset()
) -> Iterator[str]:
    """A sentence for each; what is `faulty` has its default in `file` and is not judged."""

    def judged(places: Iterable[Location]) -> bool:
        return not any(place[:length] in faulty for place in places for length in range(1, len(place) + 1))

    numbered = list(enumerate(file.forum))
    keys = Counter(forum.key for number, forum in numbered if judged([("forum", number, "key")]))
    for key, times in keys.items():
        if times > 1:
            yield f"{forum_place(key, 0)} key: is used {times} times; give each forum its own key."
    for table, names, faults in (
        ("polling", _INTERVALS, _interval_order(file.polling)),
        ("server", ("hub", "public_url"), _without_public_url(file.server, "hub")),
        ("server", ("export_dir", "public_url"), _without_public_url(file.server, "export_dir")),
    ):
        if judged((table, name) for name in names):
            yield from (f"[{table}] {fault}" for fault in faults)
    if judged([("token",), ("forum",)]):
        yield from _tokens(file)
    for number, forum in numbered:
        place = forum_place(forum.key, number)
        checks: tuple[tuple[Iterable[str], Iterable[Location], Iterable[str]], ...] = (
            (("boards", "threads"), (), _watched(forum)),
            (("engine", "profile"), (), _engine(forum, engines)),
            (_INTERVALS, _POLLING, _interval_order(file.polling, forum)),
            (("username", *_PASSWORD), (), _login(forum)),
            (("username", *_COOKIES), (), _cookies(forum)),
            (_PRIVATE, _PRIVACY, () if tokens else _private_without_token(file, forum)),
        )
        for keys_of_forum, elsewhere, found in checks:
            if judged((*(("forum", number, key) for key in keys_of_forum), *elsewhere)):
                yield from (f"{place} {fault}" for fault in found)


def _tokens(file: schema.File) -> Iterator[str]:
    names = Counter(table.name for table in file.token)
    for number, table in enumerate(file.token, 1):
        place = f"[[token]] {number}"
        if names[table.name] > 1:
            yield f"{place} name: {table.name!r} is used {names[table.name]} times; give each its own."
        for key in table.forums:
            if key not in {forum.key for forum in file.forum}:
                yield f"{place} forums: no [[forum]] has the key {key!r}."
        if table.boards and len(table.forums) != 1:
            yield f"{place} boards: belong to one forum; name it alone in forums."


def _interval_order(polling: schema.Polling, forum: schema.Forum | None = None) -> Iterator[str]:
    if forum and not forum.model_fields_set.intersection(_INTERVALS):
        return
    of_all = nearest(polling, forum) if forum else polling
    if of_all.interval > of_all.max_interval:
        yield "interval: is longer than max_interval; make max_interval at least as long."


_NEED_PUBLIC_URL = {
    "hub": "the address from which the hub fetches the feeds",
    "export_dir": "the address at which the files are served",
}


def _without_public_url(server: schema.Server, key: str) -> Iterator[str]:
    if getattr(server, key) and not server.public_url:
        yield f"{key}: needs public_url, {_NEED_PUBLIC_URL[key]}."


def _watched(forum: schema.Forum) -> Iterator[str]:
    if forum.boards == () and not forum.threads:
        yield 'boards: name the boards to watch, or "all", or some threads.'
    for board_id, times in Counter(board.id for board in forum.boards or ()).items():
        if times > 1:
            yield f"boards: board {board_id} is listed {times} times; list it once."


def _engine(forum: schema.Forum, engines: Iterable[str]) -> Iterator[str]:
    names = ("auto", *engines, "profile")
    if forum.engine == "profile" and forum.profile is None:
        yield 'engine: "profile" needs a [forum.profile], which feedforum discover writes.'
    elif forum.profile is not None and forum.engine not in ("auto", "profile"):
        yield f"profile: is not looked at with engine {forum.engine!r}; take one of them out."
    elif forum.engine not in names:
        quoted = ", ".join(f'"{name}"' for name in names)
        yield f"engine: expected one of {quoted}, not {forum.engine!r}."


def _login(forum: schema.Forum) -> Iterator[str]:
    named = [key for key in _PASSWORD if getattr(forum, key)]
    if forum.username and not named:
        yield "username: needs its password; name it with password_env or password_file."
    if named and not forum.username:
        yield f"{named[0]}: needs a username to go with it."


def _cookies(forum: schema.Forum) -> Iterator[str]:
    named = [key for key in _COOKIES if getattr(forum, key)]
    if named and forum.username:
        yield f"{named[0]}: replaces username and its password; keep one of them."


def _private_without_token(file: schema.File, forum: schema.Forum) -> Iterator[str]:
    """What nobody could read, as there is no token: the whole forum, or else single boards and threads."""
    if any(_login(forum)):
        return
    if nearest_privacy(file, forum) is True:
        yield "private: such feeds need access_tokens in [server]; add one, or nobody can read them."
        return
    if is_private(file, forum):
        key = "username" if forum.username else "private"
        yield f"{key}: what only a member sees {_NO_TOKEN}"
        return
    for board in forum.boards or ():
        if is_private(file, forum, board):
            yield f"boards: board {board.id} is private, and {_NO_TOKEN}"
    for thread in forum.threads:
        if thread.private is True:
            yield f"threads: thread {thread.id} is private, and {_NO_TOKEN}"
