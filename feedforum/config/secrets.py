"""What the file only points at: passwords, cookies, keys and tokens, in the environment or in files."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from feedforum.config import schema
from feedforum.config.access_tokens import SHORTEST_TOKEN, checked_token
from feedforum.config.browser_cookies import pasted_cookies
from feedforum.config.settings import Secrets
from feedforum.config.validation_messages import place_of_forum
from feedforum.records import Cookie

T = TypeVar("T")

_KEY_BYTES = 32
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _MissingError(Exception):
    """A secret is not where it should be; the text is the fault."""


def read_secrets(
    file: schema.File, path: Path, environment: Mapping[str, str]
) -> tuple[Secrets, tuple[str, ...]]:
    """The secrets, and a fault for each that is not where the file says.

    Names of files count from the folder of `path`, the configuration file.
    """
    places = _Places(path, environment)
    faults: list[str] = []

    def found(read: Callable[[], T | None], place: str) -> Iterator[T]:
        """What was read, if anything; that it is not there is a fault of that place."""
        try:
            value = read()
        except _MissingError as fault:
            faults.append(f"{place} {fault}")
            return
        if value is not None:
            yield value

    tokens = list(file.server.access_tokens)
    for more in found(partial(_tokens, places, file.server.access_tokens_file), f"{path}: [server]"):
        tokens += more
    passwords: dict[str, str] = {}
    cookies: dict[str, tuple[Cookie, ...]] = {}
    board_passwords: dict[tuple[str, int], str] = {}
    for number, forum in enumerate(file.forum):
        place = place_of_forum(path, forum.key, number)
        passwords.update((forum.key, word) for word in found(partial(places.password, forum), place))
        cookies.update((forum.key, each) for each in found(partial(_cookies, places, forum), place))
        for board in () if forum.boards == "all" else forum.boards:
            words = found(partial(places.password, board), f"{place} boards: board {board.id}:")
            board_passwords.update(((forum.key, board.id), word) for word in words)
    key = next(found(partial(_key, places, file.storage), f"{path}: [storage]"), "")
    owner = next(found(partial(_owner_password, places, file.server), f"{path}: [server]"), "")
    return Secrets(tuple(tokens), passwords, cookies, board_passwords, key, owner), tuple(faults)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where secrets are: an environment, and files named from the folder of the configuration file."""

    path: Path
    environment: Mapping[str, str]

    def password(self, table: schema.Forum | schema.Board) -> str | None:
        return self.secret(table, "password", "the password")[1]

    def secret(self, table: schema.Table, name: str, what: str) -> tuple[str, str | None]:
        """The key of the table that points at a secret, and the secret; None if no key does.

        Raises _MissingError.
        """
        variable, file = getattr(table, f"{name}_env"), getattr(table, f"{name}_file")
        if variable:
            if not _VARIABLE.fullmatch(variable):
                # Not shown: it may be the secret itself, in the wrong place.
                raise _MissingError(f"{name}_env: expected the name of a variable of the environment.")
            if not (held := self.environment.get(variable)):
                raise _MissingError(f"{name}_env: the environment has no {variable}; set it to {what}.")
            return f"{name}_env", held
        if not file:
            return "", None
        text = self.text(file)
        if not text or not text.rstrip("\r\n"):
            raise _MissingError(f"{name}_file: cannot be read or is empty; name a file that holds {what}.")
        return f"{name}_file", text.rstrip("\r\n")

    def text(self, name: str) -> str | None:
        """What stands in a file, or None if it cannot be read."""
        try:
            return (self.path.resolve().parent / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError):
            return None


def _tokens(places: _Places, name: str) -> tuple[str, ...]:
    if not name:
        return ()
    text = places.text(name)
    if text is None:
        raise _MissingError("access_tokens_file: cannot be read; name a file that holds a token a line.")
    return tuple(
        _token(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    )


def _token(number: int, written: str) -> str:
    try:
        return checked_token(written)
    except ValueError as error:
        raise _MissingError(f"access_tokens_file: line {number}: {error}.") from None


def _owner_password(places: _Places, server: schema.Server) -> str | None:
    key, password = places.secret(server, "owner_password", "the password")
    if password is not None and len(password) < SHORTEST_TOKEN:
        raise _MissingError(f"{key}: expected a password of at least {SHORTEST_TOKEN} characters.")
    return password


def _cookies(places: _Places, forum: schema.Forum) -> tuple[Cookie, ...] | None:
    key, text = places.secret(forum, "cookies", "the cookies of a browser that is logged in")
    if text is None:
        return None
    try:
        return pasted_cookies(text, forum.url)
    except ValueError as fault:
        raise _MissingError(
            f"{key}: {fault}; expected what a browser sends as Cookie, or a file in the form of cookies.txt."
        ) from None


def _key(places: _Places, storage: schema.Storage) -> str | None:
    """The key as `cryptography` wants it; base64 with either pair of signs is fine."""
    name, text = places.secret(storage, "key", "what openssl rand -base64 32 prints")
    if text is None:
        return None
    key = text.strip().replace("+", "-").replace("/", "_")
    try:
        fits = len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        fits = False
    if not fits:
        raise _MissingError(f"{name}: is no key; expected what openssl rand -base64 32 prints.")
    return key
