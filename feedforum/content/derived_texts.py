"""What is told of a post beside its HTML, found in the steps in which that is written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from feedforum.content.html_tree import BLOCKS, VOID, Element, End, Start, Step, attribute
from feedforum.content.sanitise import OWN_CLASSES
from feedforum.content.smilies import in_smiley_folder
from feedforum.text.characters import clean_line

EXCERPT_LENGTH = 280
"""How many characters an excerpt has at most, the ellipsis included."""

_BREAKS = BLOCKS | {"br"}
_MATTERING = frozenset({"blockquote", "details", "section", "summary"})
_WITH_ADDRESS = frozenset({"a", "audio", "source", "video"})


@dataclass(frozen=True, slots=True)
class DerivedTexts:
    """See `pipeline.Rendered`."""

    text: str
    excerpt: str
    picture: str
    fingerprint: str


@dataclass(slots=True)
class _Found:
    own: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    picture: str = ""
    room: int = EXCERPT_LENGTH


def derive(steps: Iterable[Step], title: str, base: str) -> DerivedTexts:
    """What is told of a post of this title.

    White space, marks such as bold, the sections for survey, attachments and signature, and the forum's
    own address make no difference to the fingerprint, so that the page of a thread and its print view
    give the same, and so does a forum that moved.
    """
    found = _Found()
    _walk(steps, found)
    own = " ".join("".join(found.own).split())
    parts = (" ".join(title.split()), own, *found.addresses)
    told = "\x00".join(part.replace(base, "/") if base else part for part in parts)
    return DerivedTexts(
        " ".join([own, *"".join(found.beside).split()]).strip(),
        shortened(clean_line("".join(found.shown)), EXCERPT_LENGTH),
        found.picture,
        hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32],
    )


def shortened(line: str, length: int) -> str:
    """The line, cut at a word with an ellipsis if it is longer than `length` characters."""
    if len(line) <= length:
        return line
    cut = line[:length]
    head, blank, _ = cut.rpartition(" ")
    # `clean_line` closes the direction marks that the cut left open.
    return clean_line((head if blank else cut[:-1]).rstrip(" ,;:-–") + "…")


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a node stands in.

    `section`: one that we added; `spoilers`: how many that are unfolded only on demand; `quote`: the
    words of others.
    """

    section: bool = False
    spoilers: int = 0
    quote: bool = False


def _walk(steps: Iterable[Step], found: _Found) -> None:
    around: list[_Inside] = []
    inside = _Inside()
    for step in steps:
        if isinstance(step, str):
            _tell(found, step, inside)
            continue
        if isinstance(step, End):
            inside = around.pop()
            name = step.name
        else:
            element, name = step.element, step.element.tag
            if name not in VOID:
                around.append(inside)
            if name == "img":
                _picture(found, element, inside)
            elif name in _WITH_ADDRESS and not inside.section:
                found.addresses.append(attribute(element, "href") or attribute(element, "src"))
        if name in _BREAKS:
            _tell(found, " ", inside)
        if isinstance(step, Start) and name in _MATTERING:
            inside = _within(step.element, inside)


def _tell(found: _Found, text: str, inside: _Inside) -> None:
    if inside.section:
        found.beside.append(text)
        return
    found.own.append(text)
    if found.room >= 0 and not inside.spoilers:
        _show(found, text)


def _show(found: _Found, text: str) -> None:
    """Have a text in the excerpt, where no blanks count but those between words."""
    found.shown.append(text)
    found.room -= len("".join(text.split()))


def _picture(found: _Found, picture: Element, inside: _Inside) -> None:
    if inside.section:
        return
    source = attribute(picture, "src")
    found.addresses.append(source)
    if found.room >= 0 and not inside.spoilers:
        _show(found, attribute(picture, "alt"))
    is_web = source[:7].lower() == "http://" or source[:8].lower() == "https://"
    if (
        is_web
        and not found.picture
        and not (inside.quote or inside.spoilers)
        and not in_smiley_folder(source)
    ):
        found.picture = source


def _within(element: Element, inside: _Inside) -> _Inside:
    name = element.tag
    if name == "section" and element.get("class") in OWN_CLASSES:
        return replace(inside, section=True)
    if name == "details":
        return replace(inside, spoilers=inside.spoilers + 1)
    if name == "summary":  # what a spoiler is called is no secret
        return replace(inside, spoilers=max(0, inside.spoilers - 1))
    if name == "blockquote":
        return replace(inside, quote=True)
    return inside
