"""A forum added to the configuration file, which stays as its owner wrote it."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from feedforum.config.load import load
from feedforum.config.proposing import Proposal, suggested_key, taken_keys, with_forum
from feedforum.config.settings import Settings
from feedforum.config.written import MARK, text_of
from feedforum.errors import ConfigError


def add_forum(
    path: Path,
    proposal: Proposal,
    environment: Mapping[str, str] = os.environ,
    engines: tuple[str, ...] = ("wbb2",),
) -> Settings:
    """Put a forum at the end of the file at `path`, which is made where there is none.

    Comments, order and line ends stay. A key that is taken gets a number. The file is replaced in
    one step, and only if it is sound then; it keeps its rights, and a new one is its owner's alone.
    Gives the settings that it stands for then. Raises ConfigError.
    """
    target = path.resolve()
    try:
        before = text_of(path)
    except FileNotFoundError:
        before = ""
    text = before.removeprefix(MARK)
    mark = before[: len(before) - len(text)]
    proposal = replace(proposal, key=suggested_key(proposal.url, taken_keys(text)))
    after = with_forum(text.replace("\r\n", "\n"), proposal)
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return _replaced(path, target, (mark + after).encode("utf-8"), environment, engines)


def _replaced(
    path: Path, target: Path, content: bytes, environment: Mapping[str, str], engines: tuple[str, ...]
) -> Settings:
    temporary: Path | None = None
    try:
        # beside the file, so that the names of secrets' files mean the same, and the last step is one
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        settings = load(temporary, environment, engines)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except OSError as error:
        raise ConfigError(
            (f"{path}: cannot be written ({error.strerror}); paste the piece into it by hand.",)
        ) from None
    except ConfigError as error:
        faults = tuple(fault.replace(str(temporary), str(path)) for fault in error.faults)
        raise ConfigError(faults) from None
    else:
        temporary = None
        return settings
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
