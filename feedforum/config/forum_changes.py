"""Changes to a forum that the configuration file has: its boards, threads and login, a pause, its removal.

All that is not changed stays as its owner wrote it, comments too. Each function raises ConfigError, and then
the file is as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, Table

from feedforum.config import schema
from feedforum.config.editing import change_file, forum_table
from feedforum.config.secret_files import SecretFiles
from feedforum.config.settings import Settings
from feedforum.errors import ConfigError
from feedforum.records import Id, MemberLogin
from feedforum.text.characters import clean_line


@dataclass(frozen=True, slots=True)
class ForumChange:
    """How a forum is to be from now on.

    `boards` are those to follow, with their titles; where all were followed and still are, `every_board`
    leaves that so. Of them the `paused_boards` are not read. `threads` are those that are followed by
    themselves. A `login` replaces the one that is there, None leaves it; so do the `passwords` of boards.
    """

    timezone: str
    paused: bool
    boards: Mapping[Id, str]
    paused_boards: frozenset[Id]
    threads: tuple[Id, ...]
    every_board: bool = False
    login: MemberLogin | None = None
    passwords: Mapping[Id, str] = field(default_factory=dict, repr=False)


def change_forum(path: Path, key: str, change: ForumChange, engines: Iterable[str]) -> Settings:
    """Change a forum of the file; passwords go into the files that it names, or new ones for its owner."""
    with SecretFiles(path) as secrets:
        return change_file(
            path, lambda text: secrets.with_token(_changed(text, key, change, secrets)), engines
        )


def change_login(path: Path, key: str, login: MemberLogin, engines: Iterable[str]) -> Settings:
    """Log in to a forum of the file at `path` as another member, and leave all else."""

    def edit(text: str) -> str:
        document, table = _table(text, key)
        _set_login(table, key, login, secrets)
        return secrets.with_token(document.as_string())

    with SecretFiles(path) as secrets:
        return change_file(path, edit, engines)


def remove_forum(path: Path, key: str, engines: Iterable[str]) -> Settings:
    """Remove the forum of that key from the file at `path`; what was read of it stays in the store."""
    return change_file(path, lambda text: _without(text, key), engines)


def follow(
    path: Path, key: str, engines: Iterable[str], *, board_id: Id | None = None, thread_id: Id | None = None
) -> Settings:
    """Follow one more board or thread of the forum of that key."""

    def edit(text: str) -> str:
        document, table = _table(text, key)
        for name, id_ in (("boards", board_id), ("threads", thread_id)):
            listed = table.get(name)
            if id_ is None or listed == "all":
                continue
            if isinstance(listed, Array):
                listed.append(id_)
            else:
                table[name] = [id_]
        return document.as_string()

    return change_file(path, edit, engines)


def _table(text: str, key: str) -> tuple[tomlkit.TOMLDocument, Table]:
    document, table = forum_table(text, key)
    # Where other tables stand between forums, tomlkit would move them.
    if document.as_string() != text:
        raise ConfigError(f"The forum {key!r} cannot be changed automatically; edit its table by hand.")
    return document, table


def _without(text: str, key: str) -> str:
    document, table = _table(text, key)
    forums: Any = document["forum"]
    del forums[next(n for n, each in enumerate(forums) if each is table or each.get("key") == key)]
    if not forums:
        del document["forum"]
    return document.as_string()


def _changed(text: str, key: str, change: ForumChange, secrets: SecretFiles) -> str:
    document, table = _table(text, key)
    if table.get("timezone", schema.Forum.model_fields["timezone"].default) != change.timezone:
        table["timezone"] = change.timezone
    if change.paused:
        table["paused"] = True
    elif "paused" in table:
        table["paused"] = False
    single = change.paused_boards or change.passwords or not change.every_board
    if single or table.get("boards") != "all":
        _set_boards(table, key, change, secrets)
    if "threads" in table:
        _keep(table["threads"], change.threads)
    if change.login is not None:
        _set_login(table, key, change.login, secrets)
    return document.as_string()


def _set_login(table: Table, key: str, login: MemberLogin, secrets: SecretFiles) -> None:
    table["username"] = login.username
    table["password_file"] = secrets.password(key, login.password, table.get("password_file"))
    table.pop("password_env", None)


def _set_boards(table: Table, key: str, change: ForumChange, secrets: SecretFiles) -> None:
    """The boards that are followed: without those that are not any more, each paused or not."""
    listed = table.get("boards")
    if not isinstance(listed, Array):
        listed = tomlkit.array()
        for board_id, title in change.boards.items():
            listed.add_line(board_id, comment=clean_line(title) or None)
        listed.add_line(indent="")
        table["boards"] = listed
    _keep(table["boards"], change.boards)
    boards: Any = table["boards"]
    for place, each in enumerate(boards):
        id_ = _id_of(each)
        board = each if isinstance(each, InlineTable) else tomlkit.inline_table().append("id", id_)
        if id_ in change.paused_boards:
            board["paused"] = True
        elif board.get("paused"):
            board["paused"] = False
        if id_ in change.passwords:
            there = board.get("password_file")
            board["password_file"] = secrets.board_password(key, id_, change.passwords[id_], there)
            board.pop("password_env", None)
        if len(board) > 1:
            boards[place] = board


def _keep(listed: Any, ids: Iterable[Id]) -> None:
    for place in range(len(listed) - 1, -1, -1):
        if _id_of(listed[place]) not in ids:
            del listed[place]


def _id_of(entry: Any) -> Id:
    plain: Any = entry.unwrap() if hasattr(entry, "unwrap") else entry
    id_: Id = plain["id"] if isinstance(plain, Mapping) else plain
    return id_
