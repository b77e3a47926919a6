"""Passwords, cookies, keys and tokens: the file names where they are, in the environment or in files."""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from feedforum.config import schema
from feedforum.config.access_tokens import SHORTEST_TOKEN, checked_token
from feedforum.config.settings import Secrets
from feedforum.config.validation import forum_place
from feedforum.records import Cookie, Id

T = TypeVar("T")

_KEY_BYTES = 32
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# RFC 6265, 4.1.1; what else browsers keep in a value, such as blanks inside of it, they send as it is
_COOKIE_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_COOKIE_VALUE = re.compile(r"[!-:<-~]([ -:<-~]*[!-:<-~])?|")
_COOKIE_FIELDS = 7
# How curl and others mark a cookie that scripts do not see; as a comment, for programs that do not know it.
_HTTP_ONLY = "#HttpOnly_"


class _MissingError(Exception):
    """A secret is not where it should be; the text is the fault."""


def read_secrets(
    file: schema.File, path: Path, environment: Mapping[str, str]
) -> tuple[Secrets, tuple[str, ...]]:
    """The secrets, and a fault for each that is not where the file at `path` says."""
    sources = _Sources(path.resolve().parent, environment)
    faults: list[str] = []

    def found(place: str, read: Callable[[], T | None]) -> T | None:
        try:
            return read()
        except _MissingError as fault:
            faults.append(f"{place} {fault}")
            return None

    server = f"{path}: [server]"
    tokens = found(server, partial(_tokens, sources, file.server.access_tokens_file)) or ()
    passwords: dict[str, str] = {}
    cookies: dict[str, tuple[Cookie, ...]] = {}
    board_passwords: dict[tuple[str, Id], str] = {}
    for number, forum in enumerate(file.forum):
        place = forum_place(path, forum.key, number)
        if password := found(place, partial(sources.password, forum)):
            passwords[forum.key] = password
        if pasted := found(place, partial(_cookies, sources, forum)):
            cookies[forum.key] = pasted
        for board in forum.listed_boards:
            if password := found(f"{place} boards: board {board.id}:", partial(sources.password, board)):
                board_passwords[forum.key, board.id] = password
    key = found(f"{path}: [storage]", partial(_key, sources, file.storage)) or ""
    owner = found(server, partial(_owner_password, sources, file.server)) or ""
    tokens = (*file.server.access_tokens, *tokens)
    return Secrets(tokens, passwords, cookies, board_passwords, key, owner), tuple(faults)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The environment, and files, named from the folder of the configuration file."""

    folder: Path
    environment: Mapping[str, str]

    def password(self, table: schema.Forum | schema.Board) -> str | None:
        return self.secret(table, "password", "the password")[1]

    def secret(self, table: schema.Table, name: str, what: str) -> tuple[str, str | None]:
        """The key that names a secret, and the secret; None if no key does. Raises _MissingError."""
        variable, file = getattr(table, f"{name}_env"), getattr(table, f"{name}_file")
        if variable:
            if not _VARIABLE.fullmatch(variable):
                # Not shown: it may be the secret itself, written in the wrong place.
                raise _MissingError(f"{name}_env: expected the name of an environment variable.")
            if not (value := self.environment.get(variable)):
                raise _MissingError(f"{name}_env: the variable {variable} is not set; set it to {what}.")
            return f"{name}_env", value
        if not file:
            return "", None
        text = self.text(file)
        if not text or not text.rstrip("\r\n"):
            raise _MissingError(f"{name}_file: cannot be read or is empty; name a file that holds {what}.")
        return f"{name}_file", text.rstrip("\r\n")

    def text(self, name: str) -> str | None:
        """The text of a file, or None if it cannot be read."""
        try:
            return (self.folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError):
            return None


def _tokens(sources: _Sources, name: str) -> tuple[str, ...]:
    if not name:
        return ()
    text = sources.text(name)
    if text is None:
        raise _MissingError("access_tokens_file: cannot be read; name a file that holds one token per line.")
    tokens = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            tokens += [checked_token(line.strip())] if line.strip() else []
        except ValueError as error:
            raise _MissingError(f"access_tokens_file: line {number}: {error}.") from None
    return tuple(tokens)


def _owner_password(sources: _Sources, server: schema.Server) -> str | None:
    key, password = sources.secret(server, "owner_password", "the password")
    if password is not None and len(password) < SHORTEST_TOKEN:
        raise _MissingError(f"{key}: expected a password of at least {SHORTEST_TOKEN} characters.")
    return password


def _cookies(sources: _Sources, forum: schema.Forum) -> tuple[Cookie, ...] | None:
    key, text = sources.secret(forum, "cookies", "the cookies of a browser that is logged in")
    if text is None:
        return None
    try:
        return browser_cookies(text, forum.url)
    except ValueError as fault:
        raise _MissingError(
            f"{key}: {fault}; expected what a browser sends as Cookie, or a file in the form of cookies.txt."
        ) from None


def _key(sources: _Sources, storage: schema.Storage) -> str | None:
    """The key as `cryptography` wants it; both alphabets of base64 are fine."""
    name, text = sources.secret(storage, "key", "what openssl rand -base64 32 prints")
    if text is None:
        return None
    key = text.strip().replace("+", "-").replace("/", "_")
    with suppress(ValueError):
        if len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES:
            return key
    raise _MissingError(f"{name}: is not a key; expected what openssl rand -base64 32 prints.")


def browser_cookies(text: str, url: str) -> tuple[Cookie, ...]:
    """The cookies for the forum at `url`, from what a browser sends as `Cookie` or a cookies.txt file.

    They are sent to the forum's own host only. A line of cookies.txt has, between tabs: domain, whether
    subdomains get it too, path, whether only https does, when it expires (the forum will know), name, value.
    Raises ValueError, which shows no value, if there is none, or one that cannot be sent.
    """
    lines = [line.removeprefix(_HTTP_ONLY) for line in text.splitlines()]
    rows = [line.split("\t") for line in lines if line.count("\t") >= _COOKIE_FIELDS - 2 and line[:1] != "#"]
    parts = urlsplit(url)
    if rows or text.lstrip().startswith("# "):
        found = tuple(_in_file(rows, parts.hostname or ""))
    else:
        found = tuple(_in_header(" ".join(lines), secure=parts.scheme == "https"))
    if not found:
        raise ValueError(f"holds no cookie for {parts.hostname}")
    for cookie in found:
        if not _COOKIE_NAME.fullmatch(cookie.name) or not _COOKIE_VALUE.fullmatch(cookie.value):
            raise ValueError("holds something that is not a cookie")
    return found


def _in_header(text: str, *, secure: bool) -> Iterator[Cookie]:
    value = re.sub(r"^\s*cookie\s*:", "", text, flags=re.IGNORECASE)
    for pair in value.split(";"):
        name, _, content = pair.partition("=")
        if pair.strip():
            yield Cookie(name.strip(), content.strip(), secure=secure)


def _in_file(rows: list[list[str]], host: str) -> Iterator[Cookie]:
    for domain, below, path, secure, _, name, *value in rows:
        if name and _is_for(host, domain.lower(), below=below.upper() == "TRUE"):
            yield Cookie(name, "".join(value).strip(), "", path or "/", secure.upper() == "TRUE")


def _is_for(host: str, domain: str, *, below: bool) -> bool:
    """Whether a browser would send such a cookie to the host, `www.` aside."""
    bare = domain.removeprefix(".")
    if host.removeprefix("www.") == bare.removeprefix("www."):
        return True
    return (below or domain.startswith(".")) and host.endswith(f".{bare}")
