"""The URLs of Burning Board 3: parameters, or folders of words with an id at the beginning."""

import re

from feedforum.engines.base import Address, PageKind
from feedforum.engines.kit.links import is_root, number, parameter, script

_NAMES = {"board": "boardID", "thread": "threadID", "user": "userID", "attachment": "attachmentID"}
# `board2-name/board179-sub/38181-topic/index2.html`, `board70-x/p7378-topic/`, `user/6694-Name/`.
_FRIENDLY = re.compile(
    r"(?:^|.*?/)(?:(?:board\d+-[^/]*/)+(?P<post>p?)(?P<thread>\d{1,18})-[^/]*|(?:board\d+-[^/]*/)*"
    r"board(?P<board>\d{1,18})-[^/]*|user/(?P<user>\d{1,18})-[^/]*)/?(?:index(?P<page>\d{1,9})\.html)?",
    re.IGNORECASE,
)
_FOLDER = re.compile(r"(.*?/)(?:board\d+-|user/\d+-)", re.IGNORECASE)
_POST = re.compile(r"#post(\d{1,18})$")


def _friendly(href: str) -> re.Match[str] | None:
    front = href.partition("#")[0].partition("?")[0]
    return None if script(front) else _FRIENDLY.fullmatch(front)


def id_of(href: str, what: str) -> int | None:
    """The id of a `board`, `thread`, `user` or `attachment` that an address names; None if it names none."""
    page = parameter(href, "page").lower()
    if page or parameter(href, "form"):
        return number(href, _NAMES[what]) if page == what else None
    match = _friendly(href)
    if match is None or what == "attachment" or (what == "thread" and match["post"]):
        return None
    return int(match[what]) if match[what] else None


def board_of(href: str) -> int | None:
    """The board that an address names; None if it names none."""
    return id_of(href, "board")


def post_of(href: str) -> int | None:
    """The post that a link into a thread leads to; None if it names none."""
    match, friendly = _POST.search(href), _friendly(href)
    if friendly and friendly["post"]:
        return int(friendly["thread"])
    return number(href, "postID") or (int(match[1]) if match else None)


def feed_of(base: str, thread_ids: str) -> str:
    """The feed of the newest posts of some threads, whose ids have commas between them."""
    return f"{base}index.php?page=PostsFeed&format=rss2&threadID={thread_ids}"


def page_of(href: str) -> int:
    """The number of the page that an address names; 1 where it names none."""
    match = _friendly(href)
    return max(number(href, "pageNo") or (int(match["page"]) if match and match["page"] else 1), 1)


def folder_of(url: str) -> str | None:
    """The forum's folder, by a rewritten address; None for any other."""
    match = _FOLDER.match(url.partition("#")[0].partition("?")[0])
    return match[1] if match else None


def address_of(url: str) -> Address | None:
    """What a URL names; None if nothing that is read here. A post's permalink does not tell its thread."""
    if board_id := id_of(url, "board"):
        return Address(PageKind.BOARD, board_id, page_of(url))
    friendly, page = _friendly(url), parameter(url, "page").lower()
    thread_id = id_of(url, "thread")
    if thread_id or (page == "thread" and number(url, "postID")) or (friendly and friendly["post"]):
        return Address(PageKind.THREAD, thread_id, page_of(url))
    if page or friendly or parameter(url, "form"):
        return Address(PageKind.INDEX) if page == "index" else None
    plain = url.partition("#")[0].partition("?")[2].partition("&")[0]
    is_index = (script(url) == "index.php" and url.partition("?")[0].endswith("index.php")) or is_root(url)
    return Address(PageKind.INDEX) if is_index and "/" not in plain else None
