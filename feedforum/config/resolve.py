"""From the file's tables to settings: for each forum and board, the nearest setting wins."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from feedforum.config import schema
from feedforum.config.quiet_hours import spans_in
from feedforum.config.schema import forum_place
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import (
    AccessToken,
    AlertSettings,
    BoardSettings,
    FeedSettings,
    ForumSettings,
    Grant,
    MediaSettings,
    ServerSettings,
    Settings,
)
from feedforum.patterns import Patterns, pattern_for

AnyTable = TypeVar("AnyTable", bound=schema.Table)

_PAGE = re.compile(r"\.(html?|php\d?|aspx?|cfm|jsp)$", re.IGNORECASE)
"""How the names of pages end, and not those of folders: a folder may be called `club.example`."""

ONE_SCRIPT = re.compile(r"\.(?:pl|cgi)$", re.IGNORECASE)
"""How the addresses end of forums that are a single script, which each owner may call otherwise."""

_LOGIN = ("password_env", "password_file", "cookies_env", "cookies_file")


def resolve(file: schema.File, secrets: SecretReader) -> Settings:
    """The settings, with the secrets that the file names."""
    host, _, port = file.server.listen.rpartition(":")
    folder, storage = secrets.folder, file.storage
    ca_file = secrets.certificates("[polling]", file.polling.ca_file)
    server: dict[str, Any] = {
        "host": host.strip("[]"),
        "port": int(port),
        "public_url": file.server.public_url.rstrip("/"),
        "access_tokens": secrets.tokens(file.server),
        "export_dir": folder / file.server.export_dir if file.server.export_dir else None,
        "owner_password": secrets.owner_password(file.server),
    }
    alerts, token = file.alerts, secrets.secret("[alerts]", file.alerts, "token", "the token")
    return Settings(
        server=ServerSettings(**_as_written(ServerSettings, file.server) | server),
        storage_url=storage_url(storage.url, folder),
        forums=tuple(
            _forum(forum, forum_place(forum.key, number), file, secrets, ca_file)
            for number, forum in enumerate(file.forum)
        ),
        storage_key=secrets.storage_key(storage),
        log_format=file.logging.format,
        alerts=AlertSettings(alerts.url, alerts.format, token),
        named_tokens=tuple(
            AccessToken(table.name, written, Grant(table.forums, table.boards) if table.forums else True)
            for number, table in enumerate(file.token, 1)
            if (written := secrets.named_token(f"[[token]] {number}", table))
        ),
        media_folder=folder / storage.media,
        media_total=storage.media_total,
    )


def _as_written(settings: type, *tables: schema.Table) -> dict[str, Any]:
    """The values that settings have under the same name as some tables; the last table wins."""
    names = {each.name for each in fields(settings)}
    return {name: value for table in tables for name, value in table if name in names}


def storage_url(url: str, folder: Path) -> str:
    """The url, its file of SQLite below a folder unless it names another."""
    prefix = "sqlite:///"
    path = url.removeprefix(prefix)
    if path == url or not path or path.startswith((":memory:", "/")):
        return url
    return prefix + str(folder / path)


def _forum(
    forum: schema.Forum, place: str, file: schema.File, secrets: SecretReader, ca_file: str
) -> ForumSettings:
    feeds, polling = nearest(file.feeds, forum), nearest(file.polling, forum)

    def board_settings(board: schema.Board) -> BoardSettings:
        own = nearest(feeds, board)
        return BoardSettings(
            id=board.id,
            feeds=_feeds(own),
            backfill=_backfill(polling.backfill if board.backfill is None else board.backfill, own),
            password=secrets.secret(f"{place} boards: board {board.id}:", board, "password"),
            private=is_private(file, forum, board),
            paused=board.paused,
            asks_guests=asks_guests(file, forum, board),
        )

    watched = (None,) if forum.boards is None else forum.boards
    own_certificates = "ca_file" in forum.model_fields_set
    resolved: dict[str, Any] = {
        "url": _root(forum.url),
        "boards": None if forum.boards is None else tuple(map(board_settings, forum.boards)),
        "threads": tuple(thread.id for thread in forum.threads),
        "feeds": _feeds(feeds),
        "private": is_private(file, forum),
        "private_threads": tuple(thread.id for thread in forum.threads if thread.private is True),
        "open_threads": tuple(thread.id for thread in forum.threads if thread.private is False),
        "password": secrets.secret(place, forum, "password"),
        "headers": tuple(forum.headers.items()),
        "cookies": secrets.cookies(place, forum),
        "asks_guests": any(asks_guests(file, forum, board) for board in watched),
        "backfill": _backfill(polling.backfill, feeds),
        "ca_file": secrets.certificates(place, forum.ca_file) if own_certificates else ca_file,
        "quiet_hours": spans_in(polling.quiet_hours),
    }
    return ForumSettings(**_as_written(ForumSettings, forum, feeds, polling) | resolved)


def _root(url: str) -> str:
    """The forum's one script, or its folder with a slash; owners copy the address of its front page too."""
    parts = urlsplit(url)
    folder, _, page = parts.path.rpartition("/")
    path = folder if _PAGE.search(page) else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}" + ("" if ONE_SCRIPT.search(path) else "/")


def nearest(general: AnyTable, own: schema.Table) -> AnyTable:
    """The general table, with those of its keys that are set in the forum's or board's own."""
    keys = own.model_fields_set & type(general).model_fields.keys()
    return general.model_copy(update={key: getattr(own, key) for key in keys})


def _backfill(value: int | Literal["all"] | None, feeds: schema.Feeds) -> int | None:
    if value == "all":
        return None
    return feeds.entries if value is None else value


def _feeds(feeds: schema.Feeds) -> FeedSettings:
    resolved: dict[str, Any] = {
        "edits_as_new": feeds.edits == "new",
        "include": _patterns(feeds.include),
        "exclude": _patterns(feeds.exclude),
        "media": MediaSettings(
            keep=feeds.media == "keep",
            all_hosts=feeds.media_hosts == "all",
            any_kind=feeds.media_kinds == "any",
            max_size=feeds.media_max_size,
        ),
    }
    return FeedSettings(**_as_written(FeedSettings, feeds) | resolved)


def _patterns(table: schema.PatternTable) -> Patterns:
    found = {field: tuple(pattern_for(field, each) for each in texts) for field, texts in table}
    return Patterns(**found)


def is_private(file: schema.File, forum: schema.Forum, board: schema.Board | None = None) -> bool:
    """Whether posts need an access token: as the owner says, else exactly if no guest could read them."""
    privacy = nearest_privacy(file, forum, board)
    return needs_secret(forum, board) if privacy == "auto" else privacy


def asks_guests(file: schema.File, forum: schema.Forum, board: schema.Board | None = None) -> bool:
    """Whether the forum is asked if guests can read it, or a board: where a login alone makes it private.

    Not where passwords of boards or a header give access too: a board's password may open those below it.
    """
    others = forum.model_copy(update=dict.fromkeys(("username", *_LOGIN), ""))
    privacy = nearest_privacy(file, forum, board)
    return privacy == "auto" and needs_secret(forum) and not needs_secret(others, board)


def nearest_privacy(
    file: schema.File, forum: schema.Forum, board: schema.Board | None = None
) -> bool | Literal["auto"]:
    """The value of `private` in the board's table, else the forum's, else `[feeds]`."""
    own = (table.private for table in (board, forum) if table and "private" in table.model_fields_set)
    return next(own, file.feeds.private)


def needs_secret(forum: schema.Forum, board: schema.Board | None = None) -> bool:
    """Whether a forum, or a board of it, is read as a member or with a board's password.

    A board's password may open others, those below it; which they are only the forum knows.
    """
    return (
        bool(forum.username)
        or _names_secret(forum)
        or any(name.lower() == "authorization" for name in forum.headers)
        or (board is not None and any(map(_names_secret, forum.boards or ())))
    )


def _names_secret(table: schema.Forum | schema.Board) -> bool:
    """All that a forum or a board takes from the environment or a file are secrets that give access."""
    return any(value for name, value in table if name.endswith(("_env", "_file")) and name != "ca_file")
