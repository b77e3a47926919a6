"""The URLs of FluxBB and PunBB, in the friendly forms of PunBB too."""

import re

from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.links import is_root, number, script

_FRIENDLY = re.compile(r"/(forum|topic|post|user)(?:/(\d{1,18})(?:/|$)|(\d{1,18})(?:-[^/?#]*)?\.html)")
_FRIENDLY_PAGE = re.compile(r"(?:-p|/page/)(\d{1,9})(?:\.html|/|$)")
_SCRIPTS = {"viewforum.php": "forum", "viewtopic.php": "topic", "profile.php": "user"}


def target(href: str) -> tuple[str, int] | None:
    """What a link leads to, `forum`, `topic`, `post` or `user`, and its id; None for anything else."""
    what = _SCRIPTS.get(script(href), "")
    if what == "topic" and (post_id := number(href, "pid")):
        return "post", post_id
    if what:
        return (what, found) if (found := number(href, "id")) else None
    match = _FRIENDLY.search("/" + href)
    return (match[1], int(match[2] or match[3])) if match else None


def id_of(href: str, what: str) -> int | None:
    """The id that a link to a `forum`, `topic`, `post` or `user` names; None if it leads elsewhere."""
    found = target(href)
    return found[1] if found and found[0] == what else None


def board_of(href: str) -> int | None:
    """The board that a link leads to; None for any other link."""
    return id_of(href, "forum")


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here. A post's permalink does not tell its thread."""
    match = _FRIENDLY_PAGE.search(url)
    page = int(match[1]) if match else max(number(url, "p") or 1, 1)
    what, id_ = target(url) or ("", None)
    if what == "forum":
        return Address(PageKind.BOARD, id_, page)
    if what in ("topic", "post"):
        return Address(PageKind.THREAD, id_ if what == "topic" else None, page)
    return Address(PageKind.INDEX) if not what and (script(url) == "index.php" or is_root(url)) else None
