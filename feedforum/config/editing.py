"""Forums and boards added to the configuration file, which stays as its owner wrote it."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from feedforum.config.config_text import MARK, text_of
from feedforum.config.load import settings_in
from feedforum.config.proposal_editing import (
    Proposal,
    ProposedBoard,
    suggested_key,
    taken_keys,
    with_boards,
    with_forum,
)
from feedforum.config.settings import ForumSettings, Settings
from feedforum.errors import ConfigError

_ENGINES = ("wbb2",)


def add_forum(
    path: Path,
    proposal: Proposal,
    environment: Mapping[str, str] = os.environ,
    engines: tuple[str, ...] = _ENGINES,
) -> Settings:
    """Put a forum at the end of the file at `path`, which is made where there is none.

    Comments, order and line ends stay. A key that is taken gets a number. The file is replaced in
    one step, and only if it is sound then; it keeps its rights, and a new one is its owner's alone.
    Gives the settings that it stands for then. Raises ConfigError.
    """
    return _change(path, lambda text: _with_forum(text, proposal), environment, engines)


def add_boards(
    path: Path,
    key: str,
    boards: Sequence[ProposedBoard],
    environment: Mapping[str, str] = os.environ,
    engines: tuple[str, ...] = _ENGINES,
) -> Settings:
    """Put boards at the end of those of a forum that is there already; else as `add_forum`."""
    return _change(path, lambda text: with_boards(text, key, boards), environment, engines)


def drafted(
    path: Path,
    proposal: Proposal,
    environment: Mapping[str, str] = os.environ,
    engines: tuple[str, ...] = _ENGINES,
) -> ForumSettings:
    """The forum as `add_forum` would settle it, with all that holds for every forum. Nothing is written.

    Raises ConfigError.
    """
    after = _changed(_before(path), lambda text: _with_forum(text, proposal))
    return settings_in(after, path, environment, engines).forums[-1]


def _with_forum(text: str, proposal: Proposal) -> str:
    return with_forum(text, replace(proposal, key=suggested_key(proposal.url, taken_keys(text))))


def _before(path: Path) -> str:
    try:
        return text_of(path)
    except FileNotFoundError:
        return ""


def _changed(before: str, change: Callable[[str], str]) -> str:
    """The text after a change, which knows of no byte order mark and of one kind of line end."""
    text = before.removeprefix(MARK)
    mark = before[: len(before) - len(text)]
    after = change(text.replace("\r\n", "\n"))
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return mark + after


def _change(
    path: Path, change: Callable[[str], str], environment: Mapping[str, str], engines: tuple[str, ...]
) -> Settings:
    after = _changed(_before(path), change)
    settings = settings_in(after, path, environment, engines)
    _replace(path, after.encode("utf-8"))
    return settings


def _replace(path: Path, content: bytes) -> None:
    target = path.resolve()
    temporary: Path | None = None
    try:
        # beside the file, so that the last step is one
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise ConfigError(
            (f"{path}: cannot be written ({error.strerror}); paste the piece into it by hand.",)
        ) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
