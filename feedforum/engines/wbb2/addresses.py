"""The addresses of a Burning Board 2: made, understood, and rid of session ids."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from feedforum.engines.base import Address, PageKind
from feedforum.records import Id

_SCRIPT = re.compile(r"(?:^|/)([\w-]+\.php)(?:[?#]|$)", re.IGNORECASE)
_ROOT = re.compile(r"^(?:https?://[^/?#]+)?(?:[^?#:]*/)?(?:[?#].*)?$", re.IGNORECASE)


@lru_cache(maxsize=64)
def _number_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"[?&;]{name}=(\d{{1,18}})(?![\d])", re.IGNORECASE)


def script(href: str) -> str:
    """The script a link leads to, such as `thread.php`, in lower case; empty if none."""
    match = _SCRIPT.search(href)
    return match[1].lower() if match else ""


def number(href: str, name: str) -> int | None:
    """A parameter of a link as a number; None if it is missing or no number."""
    match = _number_of(name).search(href)
    return int(match[1]) if match else None


def without_session(url: str) -> str:
    """The URL without its `sid` parameter, the rest as it was."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name.lower() == "sid" for name, _ in pairs):
        return url
    kept = [(name, value) for name, value in pairs if name.lower() != "sid"]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def understand(url: str) -> Address | None:
    """What a URL names, whatever session or sort order it carries; None if nothing that is read here.

    A permalink of a post names a thread whose id it does not tell.
    """
    page = max(number(url, "page") or 1, 1)
    name = script(url)
    if name == "index.php" or (not name and _ROOT.match(url)):
        return Address(PageKind.INDEX)
    if name == "board.php":
        board_id = number(url, "boardid")
        return Address(PageKind.BOARD, board_id, page) if board_id else None
    thread_id = number(url, "threadid")
    if name == "thread.php" and (thread_id or number(url, "postid")):
        return Address(PageKind.THREAD, thread_id, page)
    if name == "print.php" and thread_id:
        return Address(PageKind.PRINT, thread_id, page)
    return None


def index(base: str) -> str:
    """The forum's index."""
    return urljoin(base, "index.php")


def board(base: str, board_id: Id, page: int) -> str:
    """A page of a board with all its threads, the last written in first.

    `daysprune=1000` means *all*: a board may hide old threads by default.
    """
    query = f"boardid={board_id}&daysprune=1000&sortfield=lastposttime&sortorder=DESC&page={page}"
    return urljoin(base, f"board.php?{query}")


def thread(base: str, thread_id: Id, page: int) -> str:
    """A page of a thread; `threadview=0` asks for the flat view even where the tree is the default."""
    return urljoin(base, f"thread.php?threadid={thread_id}&threadview=0&page={page}")


def print_view(base: str, thread_id: Id, page: int) -> str:
    """A page of a thread's print view."""
    return urljoin(base, f"print.php?threadid={thread_id}&page={page}")


def post(base: str, thread_id: Id, post_id: Id | None) -> str:
    """A post's permalink, or its thread's address where it has no id."""
    if post_id is None:
        return urljoin(base, f"thread.php?threadid={thread_id}")
    return urljoin(base, f"thread.php?postid={post_id}#post{post_id}")


def attachment(base: str, attachment_id: Id) -> str:
    """The file itself, full size."""
    return urljoin(base, f"attachment.php?attachmentid={attachment_id}")
