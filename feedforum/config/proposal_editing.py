"""A `[[forum]]` and its boards as they would be written by hand, and their way into a file. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, Array, Table

from feedforum.config.settings import ForumSettings
from feedforum.errors import ConfigError
from feedforum.text.characters import clean_line

_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
_DULL = frozenset({"www", "forum", "forums", "board", "wbb", "foren"})
_LONGEST_KEY = 40
_BY_HAND = "The boards of {key!r} cannot be added to in their place; put these into them by hand: {ids}."


@dataclass(frozen=True, slots=True)
class ProposedBoard:
    """A board to follow; with `why_not` it is named in a comment alone, which says why."""

    id: int
    title: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A forum to follow, with all its boards if none is named. `remarks` are comments for its owner."""

    key: str
    url: str
    timezone: str
    boards: tuple[ProposedBoard, ...]
    remarks: tuple[str, ...] = ()


def suggested_key(url: str, taken: Collection[str] = ()) -> str:
    """A key for the forum at `url` that is none of those `taken`: the telling part of its host's name."""
    host = (urlsplit(url).hostname or "").lower()
    numeric = host.replace(".", "").isdigit() or ":" in host
    labels = [host] if numeric else [label for label in host.split(".")[:-1] if label not in _DULL]
    name = _NOT_IN_A_KEY.sub("-", labels[-1] if labels else host).strip("-")[:_LONGEST_KEY] or "forum"
    number = 1
    key = name
    while key in taken:
        number += 1
        key = f"{name}-{number}"
    return key


def configured(url: str, forums: Iterable[ForumSettings]) -> ForumSettings | None:
    """The forum that is configured at `url`, None if none is; `www.` and the scheme do not count."""
    return next((forum for forum in forums if _place(forum.url) == _place(url)), None)


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")


def as_toml(proposal: Proposal) -> str:
    """The text of the proposal: a `[[forum]]` ready to be pasted at the end of a configuration."""
    return _added(tomlkit.document(), proposal)


def with_forum(text: str, proposal: Proposal) -> str:
    """The text of a configuration file with one more forum at its end; all else stays, byte for byte.

    Raises ConfigError where the text is no TOML, or has no room for a `[[forum]]`.
    """
    document = _document(text)
    if "forum" in document and not isinstance(document["forum"], AoT):
        raise ConfigError(("The configuration's forum is no [[forum]]; write it in two brackets.",))
    return _added(document, proposal)


def with_boards(text: str, key: str, boards: Sequence[ProposedBoard]) -> str:
    """The text of a configuration file with more boards at the end of those of the forum `key`.

    Those that it has already, and those that cannot be followed, are left out. All else stays. Raises
    ConfigError where the text is no TOML, has no such forum, or one whose boards cannot be added to there.
    """
    document = _document(text)
    tables = document.get("forum", [])
    table = next((each for each in tables if isinstance(each, Table) and each.get("key") == key), None)
    if table is None:
        raise ConfigError((f"The configuration has no [[forum]] with the key {key!r}.",))
    listed = table.get("boards")
    # Where other tables stand between forums, tomlkit would put them elsewhere.
    if not isinstance(listed, Array) or document.as_string() != text:
        raise ConfigError((_BY_HAND.format(key=key, ids=_numbers(boards)),))
    known = {int(each["id"]) if isinstance(each, Mapping) else int(each) for each in listed.unwrap()}
    more = [board for board in boards if not board.why_not and board.id not in known]
    one_a_line = "\n" in listed.as_string()
    for board in more:
        listed.add_line(board.id, comment=clean_line(board.title))
    if more and not one_a_line:
        listed.add_line(indent="")
    return document.as_string()


def _numbers(boards: Sequence[ProposedBoard]) -> str:
    return ", ".join(str(board.id) for board in boards if not board.why_not)


def _document(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise ConfigError((f"The configuration is not valid TOML: {error}.",)) from None


def taken_keys(text: str) -> frozenset[str]:
    """The keys of the forums in a configuration's text; none where it is no TOML."""
    try:
        forums = tomlkit.parse(text).unwrap().get("forum", [])
    except ParseError:
        return frozenset()
    return frozenset(str(forum["key"]) for forum in forums if isinstance(forum, dict) and "key" in forum)


def _added(document: tomlkit.TOMLDocument, proposal: Proposal) -> str:
    """At the end, as text: where a file has other tables after its forums, TOML allows one more there too."""
    before = document.as_string()
    table = tomlkit.aot()
    table.append(_table(proposal))
    alone = tomlkit.document()
    alone.append("forum", table)
    gap = "" if not before.strip() else "\n" if before.endswith("\n") else "\n\n"
    return before + gap + alone.as_string()


def _table(proposal: Proposal) -> Table:
    table = tomlkit.table()
    for remark in proposal.remarks:
        table.add(tomlkit.comment(clean_line(remark)))
    table["key"] = proposal.key
    table["url"] = proposal.url
    table["timezone"] = proposal.timezone
    table["boards"] = _boards(proposal.boards) if proposal.boards else "all"
    return table


def _boards(boards: tuple[ProposedBoard, ...]) -> Array:
    """One board a line, each with its name, so that a person can strike out what is not wanted."""
    array = tomlkit.array()
    for board in boards:
        title = clean_line(board.title)
        if board.why_not:
            array.add_line(comment=f"{board.id}: {title}, {board.why_not}", add_comma=False)
        else:
            array.add_line(board.id, comment=title)
    array.add_line(indent="")
    return array
