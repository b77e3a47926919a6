"""The URLs of Simple Machines Forum: `;` between parameters, and behind each id the rows before the page."""

import re

from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.links import is_root, number, parameter, script

# `topic=39.15`, `topic,39.15.html` (without a query), `slug-t39.15.html` and `/board/slug_39.15.html` (mods),
# each with `.msg310` too.
_TARGET = re.compile(
    r"(?:[?&;/](?P<plain>board|topic)[=,]|-(?P<mod>[bt])|/[^/?#;=]*_(?=\d+\.(?:\d|msg|new)))"
    r"(?P<id>\d{1,18})(?:\.(?P<rest>\w*))?(?=[.&;#?/]|$)"
)
_PAGE_OF_WORDS = re.compile(r"[/_](\d{1,12})/?$")
PORTAL = re.compile(r"index\.php\?(?:[\w=&;]*[&;])?action=(?:forum|community)\b")
"""The address of the index where a portal stands in its place: SimplePortal, TinyPortal, PortaMx."""

_NOT_A_PAGE = frozenset(("action", "prev_next"))


def target(href: str) -> tuple[str, int, str] | None:
    """What a link leads to, `board` or `topic`, its id, and where in it; None for anything else.

    Links with an `action` do something to a topic, and those to the next topic name the one at hand.
    """
    match = _TARGET.search(href)
    if match is None or any(parameter(href, name) for name in _NOT_A_PAGE):
        return None
    what = match["plain"] or ("board" if match["mod"] == "b" else "topic")
    return what, int(match["id"]), match["rest"] or ""


def board_of(href: str) -> int | None:
    """The board that a link leads to; None for any other link."""
    found = target(href)
    return found[1] if found and found[0] == "board" else None


def topic_of(href: str) -> int | None:
    """The topic that a link leads to; None for any other link."""
    found = target(href)
    return found[1] if found and found[0] == "topic" else None


def offset_of(href: str) -> int | None:
    """How many rows come before the page that a link leads to; None where it does not tell."""
    found = target(href)
    if found is None:
        words = _PAGE_OF_WORDS.search(href.partition("#")[0])
        return int(words[1]) if words else None
    return int(found[2]) if found[2].isdecimal() and len(found[2]) < 13 else None


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here. `msg=` does not tell the topic."""
    found = target(url)
    if found:
        kind = PageKind.BOARD if found[0] == "board" else PageKind.THREAD
        return Address(kind, found[1], offset=offset_of(url) or 0)
    if any(parameter(url, name) for name in _NOT_A_PAGE):
        return None
    if number(url, "msg"):
        return Address(PageKind.THREAD)
    return Address(PageKind.INDEX) if script(url) == "index.php" or is_root(url) else None
