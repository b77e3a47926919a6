"""What the file only points at: passwords and tokens, in the environment or in files of their own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from feedforum.config import models
from feedforum.config.faults import place_of_forum
from feedforum.config.settings import Secrets


class _MissingError(Exception):
    """A secret is not where it should be; the text is the fault."""


def read_secrets(
    file: models.File, path: Path, environment: Mapping[str, str]
) -> tuple[Secrets, tuple[str, ...]]:
    """The secrets, and a fault for each that is not where the file says.

    Names of files count from the folder of `path`, the configuration file.
    """
    faults: list[str] = []
    tokens = list(file.server.access_tokens)
    passwords: dict[str, str] = {}
    try:
        tokens.extend(_tokens(file.server.access_tokens_file, path))
    except _MissingError as fault:
        faults.append(f"{path}: [server] access_tokens_file: {fault}")
    owner_password = ""
    try:
        owner_password = _owner_password(file.server, path, environment)
    except _MissingError as fault:
        faults.append(f"{path}: [server] owner_{fault}")
    for number, forum in enumerate(file.forum):
        try:
            password = _password(forum.password_env, forum.password_file, path, environment)
        except _MissingError as fault:
            faults.append(f"{place_of_forum(path, forum.key, number)} {fault}")
        else:
            if password is not None:
                passwords[forum.key] = password
    return Secrets(tuple(tokens), passwords, owner_password), tuple(faults)


def _tokens(name: str, path: Path) -> Iterator[str]:
    if not name:
        return
    text = _text(name, path)
    if text is None:
        raise _MissingError("cannot be read; name a file that holds a token a line.")
    for number, line in enumerate(text.splitlines(), 1):
        token = line.strip()
        if token and len(token) < models.SHORTEST_TOKEN:
            raise _MissingError(f"line {number}: expected at least {models.SHORTEST_TOKEN} characters.")
        if token:
            yield token


def _owner_password(server: models.Server, path: Path, environment: Mapping[str, str]) -> str:
    variable, name = server.owner_password_env, server.owner_password_file
    password = _password(variable, name, path, environment)
    if password is not None and len(password) < models.SHORTEST_TOKEN:
        key = "password_env" if variable else "password_file"
        raise _MissingError(f"{key}: expected a password of at least {models.SHORTEST_TOKEN} characters.")
    return password or ""


def _password(variable: str, name: str, path: Path, environment: Mapping[str, str]) -> str | None:
    if variable:
        password = environment.get(variable)
        if not password:
            raise _MissingError(f"password_env: the environment has no {variable}; set it to the password.")
        return password
    if name:
        text = _text(name, path)
        if not text or not text.rstrip("\r\n"):
            raise _MissingError(
                "password_file: cannot be read or is empty; name a file that holds the password."
            )
        return text.rstrip("\r\n")
    return None


def _text(name: str, path: Path) -> str | None:
    try:
        return (path.resolve().parent / name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None
