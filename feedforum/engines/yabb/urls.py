"""The URLs of YaBB, whose boards are named by words and whose threads by the second in which they began."""

import re
from urllib.parse import urljoin

from feedforum.engines.base import FIRST_PAGE, Address, PageAt, PageKind
from feedforum.engines.kit.links import is_root, number, parameter, script
from feedforum.records import Id, as_id

_SHOWN = ("", "display", "messageindex")
_SCRIPT = re.compile(r"(?:^|/)(?:yabb\.(?:pl|cgi)|index\.pl)$", re.IGNORECASE)
_BOARD = re.compile(r"[^/\s]{1,64}")


def script_of(base: str) -> str:
    """The one script of a forum: `base` itself, if that names one, else `YaBB.pl` in its folder."""
    return base if base.lower().endswith((".pl", ".cgi")) else urljoin(base, "YaBB.pl")


def board_url(base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
    """A page of a board."""
    url = f"{script_of(base)}?board={board_id}"
    return url if not at.offset else url + (f";start={at.offset}" if _speaks_old(base) else f"/{at.offset}")


def thread_url(base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None) -> str:
    """A page of a thread. YaBB 1 finds it in its board alone; YaBB 2 understands both forms."""
    if not _speaks_old(base):
        return f"{script_of(base)}?num={thread_id}" + (f"/{at.offset}" if at.offset else "")
    board = f"board={board_id};" if board_id is not None else ""
    start = f";start={at.offset}" if at.offset else ""
    return f"{script_of(base)}?{board}action=display;num={thread_id}{start}"


def _speaks_old(base: str) -> bool:
    """Whether addresses must be those that YaBB 1 knows, too: its script was called `YaBB.cgi`."""
    return base.lower().endswith(".cgi")


def board_of(href: str) -> Id | None:
    """The board that a link leads to, not to a thread in it; None for any other link."""
    found = _BOARD.match(parameter(href, "board"))
    return as_id(found[0]) if found and _shows(href) and not parameter(href, "num") else None


def thread_of(href: str) -> int | None:
    """The thread that a link leads to; None for any other link."""
    return number(href, "num") if _shows(href) else None


def offset_of(href: str) -> int | None:
    """How many rows come before what a link leads to; None where it does not say."""
    for name in ("num", "board"):
        behind = parameter(href, name).partition("/")[2]
        if behind.isascii() and behind.isdecimal() and len(behind) < 10:
            return int(behind)
    return number(href, "start")


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here."""
    if not _SCRIPT.search(url.partition("?")[0].partition("#")[0]):
        return Address(PageKind.INDEX) if is_root(url) and not script(url) and "?" not in url else None
    thread_id, board_id, offset = thread_of(url), board_of(url), offset_of(url) or 0
    if thread_id is not None:
        return Address(PageKind.THREAD, thread_id, offset=offset)
    if board_id is not None:
        return Address(PageKind.BOARD, board_id, offset=offset)
    others = any(parameter(url, name) for name in ("action", "num", "board"))
    return None if others else Address(PageKind.INDEX)


def _shows(href: str) -> bool:
    """Whether a link shows something. SMF, which comes from YaBB, has such links to a script in PHP."""
    shown = parameter(href, "action") in _SHOWN and not parameter(href, "tsort")
    return shown and not script(href).endswith(".php")
