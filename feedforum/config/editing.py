"""Forums and boards added to the configuration file, which otherwise stays as its owner wrote it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, Array, InlineTable, Table

from feedforum import translations
from feedforum.config.load import BYTE_ORDER_MARK, read_text, settings_in
from feedforum.config.secret_files import SecretFiles, replace_file
from feedforum.config.settings import ForumSettings, Settings, host_and_path
from feedforum.errors import ConfigError
from feedforum.records import Access, Discovery, FoundBoard, Id, MemberLogin, Profile
from feedforum.text.characters import clean_line

_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_MEANINGLESS = frozenset({"www", "forum", "forums", "board", "wbb", "foren"})
_LONGEST_KEY = 40

NOTHING: Mapping[Id, str] = MappingProxyType({})

_WHY_NOT = {
    Access.LOGIN: "for members: give username and password_env, and put its id in the list",
    Access.PASSWORD: "has a password of its own: put a table with id and password_env in the list",
    Access.REFUSED: "guests may not read it",
}


def suggested_key(url: str, taken: Collection[str] = ()) -> str:
    """A key for the forum at `url` that is not in `taken`: the distinctive part of its host name."""
    host = (urlsplit(url).hostname or "").lower()
    numeric = host.replace(".", "").isdigit() or ":" in host
    labels = [host] if numeric else [label for label in host.split(".")[:-1] if label not in _MEANINGLESS]
    name = _NOT_IN_A_KEY.sub("-", labels[-1] if labels else host).strip("-")[:_LONGEST_KEY] or "forum"
    return next(key for key in chain([name], (f"{name}-{n}" for n in count(2))) if key not in taken)


def configured_at(url: str, forums: Iterable[ForumSettings]) -> ForumSettings | None:
    """The forum that is configured at `url`, or None; `www.` and the scheme make no difference."""
    return next((forum for forum in forums if host_and_path(forum.url) == host_and_path(url)), None)


# --- the file ---


def add_forum(
    path: Path,
    found: Discovery,
    engines: Iterable[str],
    login: MemberLogin | None = None,
    passwords: Mapping[Id, str] = NOTHING,
) -> Settings:
    """Append a forum to the file at `path`, which is created if there is none; gives the settings then.

    It is replaced in one step, and only if it is valid then. A login's password and the `passwords` of boards
    go into files of their own. Raises ConfigError.
    """
    key = suggested_key(found.url)
    with SecretFiles(path) as secrets:
        username, file = "", ""
        if login is not None:
            username, file = login.username, secrets.password(key, login.password)
        named = secrets.board_passwords(key, passwords)
        added = partial(with_forum, found=found, username=username, password_file=file, board_files=named)
        return change_file(path, lambda text: secrets.with_token(added(text)), engines)


def add_boards(
    path: Path,
    key: str,
    boards: Sequence[FoundBoard],
    engines: Iterable[str],
    passwords: Mapping[Id, str] = NOTHING,
) -> Settings:
    """Append boards to those of a configured forum; else as `add_forum`."""
    with SecretFiles(path) as secrets:
        named = secrets.board_passwords(key, passwords)
        return change_file(
            path, lambda text: secrets.with_token(with_boards(text, key, boards, named)), engines
        )


def preview_settings(path: Path, found: Discovery, engines: Iterable[str]) -> ForumSettings:
    """The forum's settings as `add_forum` would make them, without writing. Raises ConfigError."""
    after = _edited(path, lambda text: with_forum(text, found))
    return settings_in(after, path, engines).forums[-1]


def change_file(path: Path, edit: Callable[[str], str], engines: Iterable[str]) -> Settings:
    """Replace the file by its text after an edit, if that is valid; gives the settings then."""
    after = _edited(path, edit)
    settings = settings_in(after, path, engines)
    replace_file(path, after.encode("utf-8"))
    return settings


def _edited(path: Path, edit: Callable[[str], str]) -> str:
    """The file's text after an edit, which sees no byte order mark and only one kind of line end."""
    try:
        before = read_text(path)
    except FileNotFoundError:
        before = ""
    text = before.removeprefix(BYTE_ORDER_MARK)
    after = edit(text.replace("\r\n", "\n"))
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return before[: len(before) - len(text)] + after


# --- its text ---


def with_forum(
    text: str,
    found: Discovery,
    username: str = "",
    password_file: str = "",
    board_files: Mapping[Id, str] = NOTHING,
) -> str:
    """The text of a configuration file with one more forum at its end; all else stays, byte for byte.

    Raises ConfigError if the text is not TOML, or cannot take another `[[forum]]`.
    """
    document = document_of(text)
    if "forum" in document and not isinstance(document["forum"], AoT):
        raise ConfigError("The configuration's forum is not a [[forum]]; write it in two brackets.")
    # As text: TOML allows one more `[[forum]]` even where other tables follow the forums.
    gap = "" if not text.strip() else "\n" if text.endswith("\n") else "\n\n"
    forums = document.unwrap().get("forum", [])
    taken = [str(forum.get("key")) for forum in forums if isinstance(forum, dict)]
    return text + gap + as_toml(found, taken, username, password_file, board_files)


def as_toml(
    found: Discovery,
    taken: Collection[str] = (),
    username: str = "",
    password_file: str = "",
    board_files: Mapping[Id, str] = NOTHING,
) -> str:
    """The forum as a `[[forum]]`, ready to be pasted at the end of a configuration with the keys `taken`.

    Boards that guests may not read are named in comments, but for those whose passwords are in `board_files`.
    It has all boards if none is named.
    """
    table = tomlkit.table()
    table.add(
        tomlkit.comment(clean_line(f"“{found.title}”, {found.software}" if found.title else found.software))
    )
    if not found.zone_fits:
        doubt = "The dates on its index do not fit this timezone; find the right one on its pages."
        table.add(tomlkit.comment(doubt))
    for unsure in found.doubts:
        table.add(tomlkit.comment(translations.text(translations.DEFAULT, f"doubt_{unsure}")))
    table["key"] = suggested_key(found.url, taken)
    table["url"] = found.url
    table["timezone"] = found.zone
    boards = [board for board in found.boards if not board.category]
    table["boards"] = _boards(boards, board_files) if boards else "all"
    if username:
        table["username"] = username
        table["password_file"] = password_file
    if found.profile is not None:
        table["profile"] = _set_keys(found.profile)
    piece = tomlkit.document()
    piece["forum"] = tomlkit.aot()
    piece["forum"].append(table)
    return piece.as_string()


def profile_as_toml(profile: Profile) -> str:
    """The profile as `[forum.profile]`, ready to be put behind its `[[forum]]`."""
    piece = tomlkit.document()
    piece["forum"] = tomlkit.aot()
    piece["forum"].append(tomlkit.item({"profile": _set_keys(profile)}))
    return piece.as_string().partition("\n")[2]


def _set_keys(profile: Profile) -> dict[str, Any]:
    """The keys of a profile that are not as they are by default: plain ones first, as TOML wants it."""
    plain: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for field in fields(profile):
        value = getattr(profile, field.name)
        if is_dataclass(value):
            own = {each.name: getattr(value, each.name) for each in fields(value)}
            given = {name: each for name, each in own.items() if each != _DEFAULTS.get(name, "")}
            tables |= {field.name: given} if given else {}
        elif value:
            plain[field.name] = value
    return plain | tables


_DEFAULTS = {"tags": 1, "newest_first": False}


def _boards(boards: Iterable[FoundBoard], files: Mapping[Id, str]) -> Array:
    """One board per line, with its name, so that a person can delete those that are not wanted."""
    array = tomlkit.array()
    for board in boards:
        title = clean_line(board.title)
        if board.may_be_followed or board.id in files:
            array.add_line(_entry(board, files), comment=title)
        else:
            comment = f"{_literal(board.id)}: {title}, {_WHY_NOT[board.access]}"
            array.add_line(comment=comment, add_comma=False)
    array.add_line(indent="")
    return array


def _entry(board: FoundBoard, files: Mapping[Id, str]) -> Id | InlineTable:
    """What stands for a board: its id, or a table if it has a password."""
    if board.id not in files:
        return board.id
    return tomlkit.inline_table().append("id", board.id).append("password_file", files[board.id])


def with_boards(
    text: str, key: str, boards: Sequence[FoundBoard], board_files: Mapping[Id, str] = NOTHING
) -> str:
    """The text of a configuration file with more boards at the end of those of the forum `key`.

    Without those that it has already, and those that we may not read. Raises ConfigError if the text has no
    such forum, or its list cannot be extended without moving other things.
    """
    document, table = forum_table(text, key)
    listed = table.get("boards")
    new = [board for board in boards if board.may_be_followed or board.id in board_files]
    # Where other tables stand between forums, tomlkit would move them.
    if not isinstance(listed, Array) or document.as_string() != text:
        ids = ", ".join(_literal(board.id) for board in new)
        advice = f"cannot be extended automatically; add these to them by hand: {ids}."
        raise ConfigError(f"The boards of {key!r} {advice}")
    known = {each["id"] if isinstance(each, Mapping) else each for each in listed.unwrap()}
    new = [board for board in new if board.id not in known]
    one_per_line = "\n" in listed.as_string()
    for board in new:
        listed.add_line(_entry(board, board_files), comment=clean_line(board.title))
    if new and not one_per_line:
        listed.add_line(indent="")
    return document.as_string()


def forum_table(text: str, key: str) -> tuple[tomlkit.TOMLDocument, Table]:
    """The document of a file's text, and the table of a forum in it. Raises ConfigError if it has none."""
    document = document_of(text)
    tables = document.get("forum", [])
    table = next((each for each in tables if isinstance(each, Table) and each.get("key") == key), None)
    if table is None:
        raise ConfigError(f"The configuration has no [[forum]] with the key {key!r}.")
    return document, table


def _literal(value: int | str) -> str:
    return tomlkit.item(value).as_string()


def document_of(text: str) -> tomlkit.TOMLDocument:
    """The document of a file's text. Raises ConfigError if it is no TOML."""
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise ConfigError(f"The configuration is not valid TOML: {error}.") from None
