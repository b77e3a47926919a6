"""Passwords and tokens that the owner's pages bring: in files of their own beside the configuration."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain, count
from pathlib import Path
from secrets import token_urlsafe

from feedforum.config.load import read_text
from feedforum.errors import ConfigError
from feedforum.records import Id

_TOKEN_BYTES = 24
_ODD = re.compile(r"[^\w-]+", re.ASCII)
_READERS = "readers"
_TABLE = '\n[[token]]\nname = "{name}"\ntoken_file = "{file}"\n'


@contextmanager
def secret_file(path: Path, name: str, kind: str, secret: str) -> Iterator[str]:
    """The name of a new file `NAME.KIND` beside that at `path`, which only its owner may read, with a secret.

    It is removed if the block fails. Raises ConfigError.
    """
    folder = path.resolve().parent
    names = (f"{name}{more}.{kind}" for more in chain([""], (f"-{n}" for n in count(2))))
    free = folder / next(each for each in names if not (folder / each).exists())
    try:
        handle = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secret)
    except OSError as error:
        raise ConfigError((f"{free}: cannot be written ({error.strerror}).",)) from None
    try:
        yield free.name
    except BaseException:
        free.unlink(missing_ok=True)
        raise


def board_password_files(
    files: ExitStack, path: Path, key: str, passwords: Mapping[Id, str]
) -> dict[Id, str]:
    """The names of new files with the passwords of boards of a forum; as `secret_file`, within `files`."""
    return {
        id_: files.enter_context(
            secret_file(path, f"{key}-board-{_ODD.sub('-', str(id_))}", "password", each)
        )
        for id_, each in passwords.items()
    }


@contextmanager
def first_token(path: Path) -> Iterator[Callable[[str], str]]:
    """An edit that gives a configuration without access tokens one, in a new file; else none is made.

    What members see needs a token. As `secret_file`.
    """
    if _has_token(path):
        yield lambda text: text
        return
    with secret_file(path, _READERS, "token", token_urlsafe(_TOKEN_BYTES)) as name:
        yield lambda text: text.rstrip("\n") + "\n" + _TABLE.format(name=_READERS, file=name)


def _has_token(path: Path) -> bool:
    try:
        file = tomllib.loads(read_text(path).removeprefix("\ufeff").replace("\r\n", "\n"))
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        return False
    server = file.get("server", {})
    return bool(file.get("token") or server.get("access_tokens") or server.get("access_tokens_file"))
