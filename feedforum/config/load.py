"""From the configuration file to settings; all faults are reported at once."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from feedforum.config import schema
from feedforum.config.fault_lines import not_toml, with_lines
from feedforum.config.field_types import StorageUrl
from feedforum.config.resolve import resolve, storage_url
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import Settings
from feedforum.config.validation import Faulty, contradictions, faults_of, valid_part
from feedforum.errors import ConfigError

BYTE_ORDER_MARK = "\ufeff"
"""What editors on Windows put first."""


def load(path: Path, engines: Iterable[str], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the file at `path`, with passwords and tokens from `environment` and other files.

    `engines` are the names that `engine` may have. Raises ConfigError with every fault and its place.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        advice = "create it with feedforum discover --write URL, or name another with --config."
        raise ConfigError(f"{path}: no such file; {advice}") from None
    return settings_in(text, path, engines, environment)


def in_file(path: Path, place: str, sentence: str) -> ConfigError:
    """The fault of a key, `[storage] url`, that only shows when what it names is used."""
    fault = f"{place}: {sentence[:1].lower()}{sentence[1:]}"
    return ConfigError(*with_lines((fault,), path, read_text(path)))


def read_text(path: Path) -> str:
    """The text, with its byte order mark and line ends. Raises FileNotFoundError and ConfigError."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); name another file with --config."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: is not UTF-8 text; save it as UTF-8.") from None


def settings_in(
    text: str, path: Path, engines: Iterable[str], environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings that the file at `path` would have with that text; see `load`."""
    # TOML has no line ends of old Macs; Python's text files translate them.
    text = StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=None).read()
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(not_toml(path, text, error)) from None
    wrong: tuple[str, ...] = ()
    faulty: Faulty = frozenset()
    try:
        file = schema.File.model_validate(raw)
    except ValidationError as error:
        file, faulty = valid_part(raw, error)
        wrong = faults_of(raw, error)
    secrets = SecretReader(path, environment)
    settings = resolve(file, secrets)
    faults = (
        *wrong,
        *secrets.faults,
        *contradictions(file, engines, tokens=bool(settings.tokens), faulty=faulty),
    )
    if faults:
        raise ConfigError(*with_lines(faults, path, text))
    return settings


def read_storage_url(written: str, place: str) -> str:
    """A storage url from the command line, its file below the present folder. Raises ConfigError."""
    try:
        return storage_url(TypeAdapter(StorageUrl).validate_python(written), Path.cwd())
    except ValidationError as error:
        # The fault alone: what was written may hold a password.
        raise ConfigError(f"{place}: {error.errors()[0]['ctx']['error']}.") from None
