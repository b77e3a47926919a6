"""Passwords, cookies, keys and tokens: the file names where they are, in the environment or in files."""

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.config import schema
from feedforum.config.access_tokens import SHORTEST_TOKEN, checked_token
from feedforum.config.settings import Secrets
from feedforum.config.validation import forum_place
from feedforum.records import Cookie, Id

_KEY_BYTES = 32
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# RFC 6265, 4.1.1; what else browsers keep in a value, such as blanks inside of it, they send as it is
_COOKIE_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_COOKIE_VALUE = re.compile(r"[!-:<-~]([ -:<-~]*[!-:<-~])?|")
_COOKIE_FIELDS = 7
# How curl and others mark a cookie that scripts do not see; as a comment, for programs that do not know it.
_HTTP_ONLY = "#HttpOnly_"


def read_secrets(
    file: schema.File, path: Path, environment: Mapping[str, str]
) -> tuple[Secrets, tuple[str, ...]]:
    """The secrets, and a fault for each that is not where the file at `path` says."""
    reader = _Reader(path.resolve().parent, environment)
    passwords: dict[str, str] = {}
    cookies: dict[str, tuple[Cookie, ...]] = {}
    board_passwords: dict[tuple[str, Id], str] = {}
    server = f"{path}: [server]"
    tokens = (*file.server.access_tokens, *reader.tokens(server, file.server.access_tokens_file))
    for number, forum in enumerate(file.forum):
        place = forum_place(path, forum.key, number)
        passwords[forum.key] = reader.secret(place, forum, "password", "the password")[1]
        cookies[forum.key] = reader.cookies(place, forum)
        for board in forum.listed_boards:
            in_forum = f"{place} boards: board {board.id}:"
            password = reader.secret(in_forum, board, "password", "the password")[1]
            board_passwords[forum.key, board.id] = password
    key = reader.storage_key(f"{path}: [storage]", file.storage)
    owner = reader.owner_password(server, file.server)
    return Secrets(tokens, passwords, cookies, board_passwords, key, owner), tuple(reader.faults)


class _Reader:
    """Reads secrets, each empty if there is none, from the environment and from files named from `folder`.

    `faults` has a sentence for each that is not where it should be; it begins with the place that names it.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self._folder = folder
        self._environment = environment

    def secret(self, place: str, table: schema.Table, name: str, what: str) -> tuple[str, str]:
        """The key that names a secret, and the secret."""
        variable, file = getattr(table, f"{name}_env"), getattr(table, f"{name}_file")
        if variable:
            value = self._environment.get(variable, "")
            if not _VARIABLE.fullmatch(variable):
                # Not shown: it may be the secret itself, written in the wrong place.
                self.faults.append(f"{place} {name}_env: expected the name of an environment variable.")
                value = ""
            elif not value:
                fault = f"the variable {variable} is not set; set it to {what}."
                self.faults.append(f"{place} {name}_env: {fault}")
            return f"{name}_env", value
        text = (self._text(file) or "").rstrip("\r\n") if file else ""
        if file and not text:
            fault = f"cannot be read or is empty; name a file that holds {what}."
            self.faults.append(f"{place} {name}_file: {fault}")
        return f"{name}_file", text

    def tokens(self, place: str, name: str) -> tuple[str, ...]:
        """The access tokens in a file, one per line."""
        text = self._text(name) if name else ""
        if text is None:
            fault = "cannot be read; name a file that holds one token per line."
            self.faults.append(f"{place} access_tokens_file: {fault}")
            return ()
        lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        for number, token in lines:
            try:
                checked_token(token)
            except ValueError as error:
                self.faults.append(f"{place} access_tokens_file: line {number}: {error}.")
                return ()
        return tuple(token for _, token in lines)

    def owner_password(self, place: str, server: schema.Server) -> str:
        """The owner's password."""
        key, password = self.secret(place, server, "owner_password", "the password")
        if password and len(password) < SHORTEST_TOKEN:
            fault = f"expected a password of at least {SHORTEST_TOKEN} characters."
            self.faults.append(f"{place} {key}: {fault}")
            return ""
        return password

    def cookies(self, place: str, forum: schema.Forum) -> tuple[Cookie, ...]:
        """The cookies of a browser that is logged in."""
        key, text = self.secret(place, forum, "cookies", "the cookies of a browser that is logged in")
        try:
            return browser_cookies(text, forum.url) if text else ()
        except ValueError as error:
            form = "expected what a browser sends as Cookie, or a file in the form of cookies.txt"
            self.faults.append(f"{place} {key}: {error}; {form}.")
            return ()

    def storage_key(self, place: str, storage: schema.Storage) -> str:
        """The key as `cryptography` wants it; both alphabets of base64 are fine."""
        origin = "what openssl rand -base64 32 prints"
        name, text = self.secret(place, storage, "key", origin)
        key = text.strip().replace("+", "-").replace("/", "_")
        with suppress(ValueError):
            if not text or len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES:
                return key
        self.faults.append(f"{place} {name}: is not a key; expected {origin}.")
        return ""

    def _text(self, name: str) -> str | None:
        """The text of a file, or None if it cannot be read."""
        try:
            return (self._folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError):
            return None


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
