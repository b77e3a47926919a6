"""The URLs of MyBB, plain and as words for search engines."""

import re
from functools import partial

from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.links import is_root, number, script

_FRIENDLY = re.compile(
    r"(?:^|/)(forum|thread|user)-(\d{1,18})(?:-page-(\d{1,9})|-post-(\d{1,18}))?(?:-\w+)?\.html"
)
_FRIENDLY_POST = re.compile(r"(?:^|/)post-\d{1,18}\.html")
LAST_POST = re.compile(r"[?&;]action=lastpost\b|-lastpost\.html")
"""In the address of a thread's last post."""

_SCRIPTS = {
    "forumdisplay.php": ("forum", "fid"),
    "showthread.php": ("thread", "tid"),
    "member.php": ("user", "uid"),
}


def id_of(href: str, what: str) -> int | None:
    """The id that a link to a `forum`, `thread` or `user` names; None if it leads elsewhere."""
    named, parameter = _SCRIPTS.get(script(href), ("", ""))
    if named:
        return number(href, parameter) if named == what else None
    match = _FRIENDLY.search(href)
    return int(match[2]) if match and match[1] == what else None


board_of = partial(id_of, what="forum")
"""The board that a link leads to; None for any other link."""

thread_of = partial(id_of, what="thread")
"""The thread that a link leads to; None for any other link."""


def post_of(href: str) -> int | None:
    """The post that a link into a thread leads to; None if it names none."""
    match = _FRIENDLY.search(href)
    return int(match[4]) if match and match[4] else number(href, "pid")


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here. A post's permalink need not tell its thread."""
    match = _FRIENDLY.search(url)
    page = max(int(match[3] or 1) if match else number(url, "page") or 1, 1)
    if board_id := id_of(url, "forum"):
        return Address(PageKind.BOARD, board_id, page)
    thread_id, name = id_of(url, "thread"), script(url)
    if thread_id or (name == "showthread.php" and number(url, "pid")) or _FRIENDLY_POST.search(url):
        return Address(PageKind.THREAD, thread_id, page)
    return Address(PageKind.INDEX) if name == "index.php" or (not match and is_root(url)) else None
