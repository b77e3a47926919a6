"""From the configuration file to settings; all faults are reported at once."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from pydantic import ValidationError

from feedforum.config import schema
from feedforum.config.fault_lines import with_lines
from feedforum.config.resolve import resolve
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import Settings
from feedforum.config.validation import Faulty, contradictions, faults_of, valid_part
from feedforum.errors import ConfigError

BYTE_ORDER_MARK = "\ufeff"
"""What editors on Windows put first."""


def load(path: Path, engines: Iterable[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the file at `path`, with passwords and tokens from `environment` and other files.

    `engines` are the names that `engine` may have. Raises ConfigError with every fault: the file, the
    table, the key, and what was expected there.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        advice = "create it with feedforum discover --write URL, or name another with --config."
        raise ConfigError((f"{path}: no such file; {advice}",)) from None
    return settings_in(text, path, engines, environment)


def read_text(path: Path) -> str:
    """The text, with its byte order mark and line ends. Raises FileNotFoundError and ConfigError."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError(
            (f"{path}: cannot be read ({error.strerror}); name another file with --config.",)
        ) from None
    except UnicodeDecodeError:
        raise ConfigError((f"{path}: is not UTF-8 text; save it as UTF-8.",)) from None


def settings_in(
    text: str, path: Path, engines: Iterable[str], environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings that the file at `path` would have with that text; see `load`."""
    try:
        # TOML has no line ends of old Macs; Python's text files translate them.
        raw = tomllib.loads(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=None).read())
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_not_toml(path, text, error),)) from None
    wrong: tuple[str, ...] = ()
    faulty: Faulty = frozenset()
    try:
        file = schema.File.model_validate(raw)
    except ValidationError as error:
        file, faulty = valid_part(raw, error)
        wrong = faults_of(path, raw, error)
    secrets = SecretReader(path, environment)
    settings = resolve(file, secrets)
    tokens = bool(settings.tokens)
    faults = (*wrong, *secrets.faults, *contradictions(file, path, engines, tokens=tokens, faulty=faulty))
    if faults:
        raise ConfigError(with_lines(faults, path, text))
    return settings


_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_UNQUOTED = re.compile(r"\s*[\w\"'-]+\s*=\s*(?!true\b|false\b)[^\W\d_][^\"'\[\]{}=#]*(?:#.*)?")


def _not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    """What keeps the file from being TOML. No value is shown: it may be a secret."""
    found = _LINE.search(str(error))
    lines = StringIO(text, newline=None).read().splitlines()
    line = int(found[1]) if found else 0
    if 0 < line <= len(lines) and _UNQUOTED.fullmatch(lines[line - 1]):
        return f'{path}:{line}: a text stands in quotation marks here, as in key = "value" (line {line}).'
    return f"{path}: is not valid TOML: {error}."
