"""What the configuration wants to be kept of a forum's texts. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from feedforum.config import FeedSettings, ForumSettings
from feedforum.records import Id, Kept, Retention


def keeps_all(forum: ForumSettings) -> bool:
    """Whether no text of a forum is ever dropped."""
    return forum.feeds.keep is None and all(board.feeds.keep is None for board in forum.boards or ())


def retention(forum: ForumSettings, boards: Iterable[Id], now: datetime) -> Retention | None:
    """What is kept at the moment `now`; `boards` are those that are known. None keeps all there is."""
    settings = {board_id: board.feeds for board_id in boards if (board := forum.board(board_id))}
    if forum.feeds.keep is None and all(feeds.keep is None for feeds in settings.values()):
        return None
    return Retention(
        boards={board_id: _kept(feeds, now) for board_id, feeds in settings.items()},
        threads=dict.fromkeys(forum.threads, _kept(forum.feeds, now)),
        spare=forum.feeds.entries,
    )


def _kept(feeds: FeedSettings, now: datetime) -> Kept:
    since = None if feeds.keep is None else now - timedelta(seconds=feeds.keep)
    return Kept(since, feeds.entries)
