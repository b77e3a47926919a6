"""From the file to settings, with every fault named at once."""

import os
import tomllib
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feedforum.config import schema
from feedforum.config.config_text import MARK, text_of
from feedforum.config.resolve import settle
from feedforum.config.secrets import read_secrets
from feedforum.config.settings import Settings
from feedforum.config.validation_messages import faults_of
from feedforum.config.validation_rules import contradictions
from feedforum.config.validation_salvage import Faulty, sound_part
from feedforum.errors import ConfigError

_MISSING = "{path}: no such file; have feedforum discover --write URL make it, or name another with --config."


def load(
    path: Path, environment: Mapping[str, str] = os.environ, engines: tuple[str, ...] = ("wbb2",)
) -> Settings:
    """The settings that the file at `path` gives.

    Passwords and tokens come from `environment` and from the files it names. Raises `ConfigError`
    with every fault: the file, the table, the key, and what was expected there.
    """
    try:
        text = text_of(path)
    except FileNotFoundError:
        raise ConfigError((_MISSING.format(path=path),)) from None
    return settings_in(text, path, environment, engines)


def settings_in(
    text: str,
    path: Path,
    environment: Mapping[str, str] = os.environ,
    engines: tuple[str, ...] = ("wbb2",),
) -> Settings:
    """The settings that the file at `path` would give with that text; see `load`."""
    raw = _parse(text, path)
    file, wrong, faulty = _read(path, raw)
    secrets, missing = read_secrets(file, path, environment)
    tokens = bool(secrets.access_tokens)
    faults = (*wrong, *missing, *contradictions(file, path, engines, tokens=tokens, faulty=faulty))
    if faults:
        raise ConfigError(faults)
    return settle(file, secrets, path.resolve().parent)


def _read(path: Path, raw: dict[str, Any]) -> tuple[schema.File, tuple[str, ...], Faulty]:
    """The file, or what of it is sound, with the faults of the rest and their places."""
    try:
        return schema.File.model_validate(raw), (), frozenset()
    except ValidationError as error:
        file, faulty = sound_part(raw, error)
        return file, faults_of(path, raw, error), faulty


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        # TOML knows no line that ends as on old Macs; Python's text files do.
        return tomllib.loads(StringIO(text.removeprefix(MARK), newline=None).read())
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((f"{path}: is not valid TOML: {error}.",)) from None
