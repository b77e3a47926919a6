"""Passwords and tokens that the owner's pages bring: in files of their own beside the configuration."""

import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from itertools import chain, count
from pathlib import Path
from secrets import token_urlsafe
from typing import Self

from feedforum.errors import ConfigError
from feedforum.records import Id

_TOKEN_BYTES = 24
_ODD = re.compile(r"[^\w-]+", re.ASCII)
_READERS = "readers"
_TABLE = '\n[[token]]\nname = "{name}"\ntoken_file = "{file}"\n'


class SecretFiles:
    """Files beside the configuration at `path`, for its owner only. Raises ConfigError.

    New ones are removed if the block fails; those that are there get other secrets once it has not.
    """

    def __init__(self, path: Path) -> None:
        self._folder = path.resolve().parent
        self._new: list[Path] = []
        self._others: dict[Path, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *error: object) -> None:
        for path in self._new if failed else ():
            path.unlink(missing_ok=True)
        for path, secret in () if failed else self._others.items():
            replace_file(path, secret.encode())

    def password(self, name: str, secret: str, there: object = None) -> str:
        """The name of the file with a password: the one that is `there`, or else a new one."""
        if not there:
            return self._made(name, "password", secret)
        self._others[self._folder / str(there)] = secret
        return str(there)

    def board_password(self, key: str, id_: Id, secret: str, there: object = None) -> str:
        """The same for a board of the forum of that key."""
        return self.password(f"{key}-board-{_ODD.sub('-', str(id_))}", secret, there)

    def board_passwords(self, key: str, passwords: Mapping[Id, str]) -> dict[Id, str]:
        return {id_: self.board_password(key, id_, each) for id_, each in passwords.items()}

    def with_token(self, text: str) -> str:
        """A configuration's text, with a first token if there are new secrets: what members see needs one."""
        file = tomllib.loads(text)
        server = file.get("server", {})
        has_token = file.get("token") or server.get("access_tokens") or server.get("access_tokens_file")
        if has_token or not self._new:
            return text
        name = self._made(_READERS, "token", token_urlsafe(_TOKEN_BYTES))
        return text.rstrip("\n") + "\n" + _TABLE.format(name=_READERS, file=name)

    def _made(self, name: str, kind: str, secret: str) -> str:
        names = (f"{name}{more}.{kind}" for more in chain([""], (f"-{n}" for n in count(2))))
        free = self._folder / next(each for each in names if not (self._folder / each).exists())
        try:
            handle = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secret)
        except OSError as error:
            raise ConfigError(f"{free}: cannot be written ({error.strerror}).") from None
        self._new.append(free)
        return free.name


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file in one step, with its permissions, or for its owner only. Raises ConfigError."""
    target = path.resolve()
    try:
        # In the same folder, so that replacing the file is atomic.
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with ExitStack() as cleanup:
            cleanup.callback(Path(name).unlink, missing_ok=True)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                os.chmod(name, target.stat().st_mode & 0o7777)
            os.replace(name, target)
    except OSError as error:
        reason = f"cannot be written ({error.strerror}); paste the forum's table into it by hand."
        raise ConfigError(f"{path}: {reason}") from None
