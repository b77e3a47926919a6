"""Forums and boards added to the configuration file, which otherwise stays as its owner wrote it."""

import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, Array, Table

from feedforum.config.load import BYTE_ORDER_MARK, read_text, settings_in
from feedforum.config.settings import ForumSettings, Settings
from feedforum.errors import ConfigError
from feedforum.records import Id
from feedforum.text.characters import clean_line

_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_MEANINGLESS = frozenset({"www", "forum", "forums", "board", "wbb", "foren"})
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class ProposedBoard:
    """A board to watch; one with `why_not` is only named in a comment, which says why."""

    id: Id
    title: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A forum to watch, with all its boards if none is named. `remarks` are comments for its owner."""

    key: str
    url: str
    timezone: str
    boards: tuple[ProposedBoard, ...]
    remarks: tuple[str, ...] = ()


def suggested_key(url: str, taken: Collection[str] = ()) -> str:
    """A key for the forum at `url` that is not in `taken`: the distinctive part of its host name."""
    host = (urlsplit(url).hostname or "").lower()
    numeric = host.replace(".", "").isdigit() or ":" in host
    labels = [host] if numeric else [label for label in host.split(".")[:-1] if label not in _MEANINGLESS]
    name = _NOT_IN_A_KEY.sub("-", labels[-1] if labels else host).strip("-")[:_LONGEST_KEY] or "forum"
    return next(key for key in chain([name], (f"{name}-{n}" for n in count(2))) if key not in taken)


def configured_at(url: str, forums: Iterable[ForumSettings]) -> ForumSettings | None:
    """The forum that is configured at `url`, or None; `www.` and the scheme make no difference."""
    return next((forum for forum in forums if _host_and_path(forum.url) == _host_and_path(url)), None)


def _host_and_path(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")


# --- the file ---


def add_forum(path: Path, proposal: Proposal, engines: Iterable[str]) -> Settings:
    """Append a forum to the file at `path`, which is created if there is none; gives the settings then.

    A key that is taken gets a number. The file is replaced in one step, and only if it is valid then, with
    its permissions, or readable for its owner only. Raises ConfigError.
    """
    return _change(path, lambda text: _with_free_key(text, proposal), engines)


def add_boards(path: Path, key: str, boards: Sequence[ProposedBoard], engines: Iterable[str]) -> Settings:
    """Append boards to those of a configured forum; else as `add_forum`."""
    return _change(path, lambda text: with_boards(text, key, boards), engines)


def preview_settings(path: Path, proposal: Proposal, engines: Iterable[str]) -> ForumSettings:
    """The forum's settings as `add_forum` would make them, without writing. Raises ConfigError."""
    after = _edited(path, lambda text: _with_free_key(text, proposal))
    return settings_in(after, path, engines).forums[-1]


def _change(path: Path, edit: Callable[[str], str], engines: Iterable[str]) -> Settings:
    after = _edited(path, edit)
    settings = settings_in(after, path, engines)
    _replace(path, after.encode("utf-8"))
    return settings


def _edited(path: Path, edit: Callable[[str], str]) -> str:
    """The file's text after an edit, which sees no byte order mark and only one kind of line end."""
    try:
        before = read_text(path)
    except FileNotFoundError:
        before = ""
    text = before.removeprefix(BYTE_ORDER_MARK)
    after = edit(text.replace("\r\n", "\n"))
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return before[: len(before) - len(text)] + after


def _with_free_key(text: str, proposal: Proposal) -> str:
    return with_forum(text, replace(proposal, key=suggested_key(proposal.url, _keys_in(text))))


def _keys_in(text: str) -> frozenset[str]:
    forums = _document(text).unwrap().get("forum", [])
    return frozenset(str(forum["key"]) for forum in forums if isinstance(forum, dict) and "key" in forum)


def _replace(path: Path, content: bytes) -> None:
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
        raise ConfigError(
            (f"{path}: cannot be written ({error.strerror}); paste the forum's table into it by hand.",)
        ) from None


# --- its text ---


def as_toml(proposal: Proposal) -> str:
    """The proposal as a `[[forum]]`, ready to be pasted at the end of a configuration."""
    return _appended(tomlkit.document(), proposal)


def with_forum(text: str, proposal: Proposal) -> str:
    """The text of a configuration file with one more forum at its end; all else stays, byte for byte.

    Raises ConfigError if the text is not TOML, or cannot take another `[[forum]]`.
    """
    document = _document(text)
    if "forum" in document and not isinstance(document["forum"], AoT):
        raise ConfigError(("The configuration's forum is not a [[forum]]; write it in two brackets.",))
    return _appended(document, proposal)


def with_boards(text: str, key: str, boards: Sequence[ProposedBoard]) -> str:
    """The text of a configuration file with more boards at the end of those of the forum `key`.

    Boards that it has already, and those with `why_not`, are left out. All else stays. Raises ConfigError
    if the text is not TOML, has no such forum, or its list cannot be extended without moving other things.
    """
    document = _document(text)
    tables = document.get("forum", [])
    table = next((each for each in tables if isinstance(each, Table) and each.get("key") == key), None)
    if table is None:
        raise ConfigError((f"The configuration has no [[forum]] with the key {key!r}.",))
    listed = table.get("boards")
    new = [board for board in boards if not board.why_not]
    # Where other tables stand between forums, tomlkit would move them.
    if not isinstance(listed, Array) or document.as_string() != text:
        ids = ", ".join(_literal(board.id) for board in new)
        raise ConfigError(
            (f"The boards of {key!r} cannot be extended automatically; add these to them by hand: {ids}.",)
        )
    known = {each["id"] if isinstance(each, Mapping) else each for each in listed.unwrap()}
    new = [board for board in new if board.id not in known]
    one_per_line = "\n" in listed.as_string()
    for board in new:
        listed.add_line(board.id, comment=clean_line(board.title))
    if new and not one_per_line:
        listed.add_line(indent="")
    return document.as_string()


def _literal(value: int | str) -> str:
    return tomlkit.item(value).as_string()


def _document(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise ConfigError((f"The configuration is not valid TOML: {error}.",)) from None


def _appended(document: tomlkit.TOMLDocument, proposal: Proposal) -> str:
    """Appended as text: TOML allows one more `[[forum]]` even where other tables follow the forums."""
    before = document.as_string()
    gap = "" if not before.strip() else "\n" if before.endswith("\n") else "\n\n"
    table = tomlkit.table()
    for remark in proposal.remarks:
        table.add(tomlkit.comment(clean_line(remark)))
    table["key"] = proposal.key
    table["url"] = proposal.url
    table["timezone"] = proposal.timezone
    table["boards"] = _boards(proposal.boards) if proposal.boards else "all"
    piece = tomlkit.document()
    piece["forum"] = tomlkit.aot()
    piece["forum"].append(table)
    return before + gap + piece.as_string()


def _boards(boards: tuple[ProposedBoard, ...]) -> Array:
    """One board per line, with its name, so that a person can delete those that are not wanted."""
    array = tomlkit.array()
    for board in boards:
        title = clean_line(board.title)
        if board.why_not:
            array.add_line(comment=f"{_literal(board.id)}: {title}, {board.why_not}", add_comma=False)
        else:
            array.add_line(board.id, comment=title)
    array.add_line(indent="")
    return array
