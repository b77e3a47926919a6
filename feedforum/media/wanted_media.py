"""Which pictures and files of posts are wanted, and what becomes of those that cannot be had. Pure."""

from datetime import datetime, timedelta

from feedforum.config.settings import ForumSettings, MediaSettings
from feedforum.content.post_links import host_of
from feedforum.media.file_types import HTML, FileType
from feedforum.records import (
    Answer,
    Downloaded,
    Id,
    MediaFault,
    MediaSource,
    PostScope,
    UnlistedPost,
    WantedMedia,
)
from feedforum.text.media_links import media_links

LONGEST_ADDRESS = 2000
"""Longer addresses stay as they are: PostgreSQL has no index for them, and what they name is no file."""

PAUSES = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""How long to wait after each failure in a row; after one more, it is given up."""

_WAIT = timedelta(hours=1)
"""How long to wait for what is no fault of the file: a forum that is overloaded, a full disk."""

_FINAL = frozenset({MediaFault.TOO_LARGE, MediaFault.TOO_MANY_PIXELS, MediaFault.OTHER_KIND})
_NOBODYS = frozenset({MediaFault.OVERLOADED, MediaFault.NO_ROOM})

_FAULTS = {
    Answer.NOT_FOUND: MediaFault.NOT_FOUND,
    Answer.LOGIN_WANTED: MediaFault.REFUSED,
    Answer.BLOCKED: MediaFault.REFUSED,
    Answer.DISALLOWED: MediaFault.DISALLOWED,
    Answer.REDIRECTED: MediaFault.REDIRECTED,
    Answer.OVERLOADED: MediaFault.OVERLOADED,
}


def media_settings(forum: ForumSettings, board_id: Id | None) -> MediaSettings:
    """The settings for a board's pictures and files, or the forum's where the board has none."""
    board = None if board_id is None else forum.board(board_id)
    return (forum.feeds if board is None else board.feeds).media


def media_scope(forum: ForumSettings) -> PostScope:
    """The posts whose pictures and files are kept."""
    whole = forum.feeds.media.keep
    boards = () if forum.boards is None else tuple(b.id for b in forum.boards if b.feeds.media.keep)
    every = forum.boards is None and whole
    return PostScope(forum.key, None if every else boards, forum.threads if whole else ())


def wanted_media(post: UnlistedPost, forum: ForumSettings) -> tuple[WantedMedia, ...]:
    """What of a post's pictures and files is to be kept, each address once."""
    settings = media_settings(forum, post.board_id)
    found: dict[str, WantedMedia] = {}
    shown = (WantedMedia(url, picture) for url, picture in media_links(post.content))
    for each in (*shown, *(WantedMedia(file.url, file.inline, file.name) for file in post.attachments)):
        before = found.get(each.url, each)
        found[each.url] = WantedMedia(each.url, each.picture or before.picture, each.name or before.name)
    return tuple(each for each in found.values() if _is_wanted(each, settings, forum))


def _is_wanted(media: WantedMedia, settings: MediaSettings, forum: ForumSettings) -> bool:
    is_address = len(media.url) <= LONGEST_ADDRESS and media.url.startswith(("http://", "https://"))
    if not (settings.keep and is_address and (settings.any_kind or media.picture)):
        return False
    return is_own(media.url, forum) or (settings.all_hosts and media.picture)


def is_own(url: str, forum: ForumSettings) -> bool:
    """Whether an address is on one of the forum's own hosts; `www.` and the scheme make no difference."""
    own = (host.rpartition("//")[2].removeprefix("www.") for host in forum.own_hosts)
    return host_of(url) in {host_of(forum.url), *own}


def fault_of(downloaded: Downloaded) -> MediaFault | None:
    """What was wrong with a download; None if nothing was."""
    if downloaded.too_large:
        return MediaFault.TOO_LARGE
    if downloaded.answer in (Answer.OK, Answer.UNCHANGED):
        return None
    return _FAULTS.get(downloaded.answer, MediaFault.BROKEN)


def fault_in(file_type: FileType, source: MediaSource, settings: MediaSettings) -> MediaFault | None:
    """Why a file that arrived is not kept; None if it is.

    HTML in the place of a picture, or of a file that is not called so, is a page that says why there is none.
    """
    if source.picture and not file_type.is_picture:
        return MediaFault.NO_PICTURE
    if file_type.media_type == HTML and not source.name.lower().endswith((".htm", ".html", ".xhtml")):
        return MediaFault.REFUSED
    return None if settings.any_kind or file_type.is_picture else MediaFault.OTHER_KIND


def next_try(
    fault: MediaFault, failures: int, now: datetime, retry_after: float | None = None
) -> tuple[datetime | None, int]:
    """When an address is tried again, None for never, and how often it has failed by then."""
    if fault in _NOBODYS:
        return now + (_WAIT if retry_after is None else timedelta(seconds=retry_after)), failures
    if fault in _FINAL or failures >= len(PAUSES):
        return None, failures + 1
    return now + PAUSES[failures], failures + 1
