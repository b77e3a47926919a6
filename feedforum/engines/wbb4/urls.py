"""The URLs of Burning Board 4 and WoltLab Suite: a word, an id, and a title that means nothing."""

import re

from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.links import is_root, number, script

# `index.php?thread/5-topic/`, `index.php/Thread/5-Topic/` and, rewritten, `thread/5-topic/`.
_TARGET = re.compile(
    r"(?P<folder>(?:^|.*?/))(?:index\.php/)?"
    r"(?:(?P<what>board|thread|post|user|attachment)/(?P<id>\d{1,18})(?!\d)[^/]*|(?P<place>login|logout|board-?list))/?",
    re.IGNORECASE,
)
_POST = re.compile(r"#post(\d{1,18})$")
IN_PATH = "index.php/"
"""What the root of a forum ends in whose addresses have the page in their path."""


def _named(href: str) -> re.Match[str] | None:
    front, _, query = href.partition("#")[0].partition("?")
    first = query.partition("&")[0]
    named = _TARGET.fullmatch(first.removesuffix("=")) if "/" in first else None
    return named or _TARGET.fullmatch(front)


def target(href: str) -> tuple[str, int | None] | None:
    """What an address names, such as `thread`, and its id; None if nothing that is read here."""
    match = _named(href)
    if match is None:
        return None
    return (match["what"] or match["place"]).lower(), int(match["id"]) if match["id"] else None


def id_of(href: str, what: str) -> int | None:
    """The id that an address of a `board`, `thread`, `user` or `attachment` names; None if it names none."""
    found = target(href)
    return found[1] if found and found[0] == what else None


def board_of(href: str) -> int | None:
    """The board that an address names; None if it names none."""
    return id_of(href, "board")


def post_of(href: str) -> int | None:
    """The post that a link into a thread leads to; None if it names none."""
    match = _POST.search(href)
    return number(href, "postID") or (int(match[1]) if match else None) or id_of(href, "post")


def page_of(href: str) -> int:
    """The number of the page that an address names; 1 where it names none."""
    return max(number(href, "pageNo") or 1, 1)


def root_of(url: str) -> str | None:
    """The forum's folder, by the address of a page in it; None where that does not tell."""
    front = url.partition("#")[0].partition("?")[0]
    match = _TARGET.fullmatch(front)
    return match["folder"] if match else None


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here. A post's permalink need not tell its thread."""
    found = target(url)
    if found is None:
        first = url.partition("#")[0].partition("?")[2].partition("&")[0]
        plain = script(url) == "index.php" or is_root(url)
        return Address(PageKind.INDEX) if plain and "/" not in first and "=" not in first else None
    what, id_ = found
    if what in ("boardlist", "board-list"):
        return Address(PageKind.INDEX)
    if what == "board" and id_:
        return Address(PageKind.BOARD, id_, page_of(url))
    if what in ("post", "thread"):
        return Address(PageKind.THREAD, id_ if what == "thread" else None, page_of(url))
    return None


def made(base: str, what: str, id_: object = "", query: str = "") -> str:
    """An address as the forum at `base` has them."""
    place = f"{id_}/" if id_ else ""
    if base.endswith(IN_PATH):
        return f"{base}{what.capitalize()}/{place}" + (f"?{query}" if query else "")
    return f"{base}index.php?{what}/{place}" + (f"&{query}" if query else "")


def feed_of(base: str, ids: str, what: str = "thread") -> str:
    """The feed of the newest posts of some threads, or of some boards; their ids have commas between them."""
    if base.endswith(IN_PATH):
        return f"{base}{what.capitalize()}Feed/?id={ids}"
    return f"{base}index.php?{what}-feed/&id={ids}"


def boards_feed_of(base: str, ids: str) -> str:
    """The feed of the threads of some boards."""
    return feed_of(base, ids, "board")
