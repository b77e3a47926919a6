"""What every answer is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import g, has_request_context, request

from feedforum.clock import Clock
from feedforum.config.live_settings import LiveSettings
from feedforum.config.settings import FeedSettings, ForumSettings, Settings
from feedforum.feeds import FeedName, FeedStore, Links, PostFilter, Source
from feedforum.records import Id, StoredForum
from feedforum.visibility import Sight, VisibleForum, visibility_of
from feedforum.web.token_auth import has_token


@dataclass(frozen=True, slots=True)
class Site:
    """The configuration, the store to read, the clock, and what makes links to a forum.

    `for_files` says that what is answered is kept in files, which have no further pages and a time.
    """

    current: LiveSettings
    read_repository: FeedStore
    clock: Clock
    links: Callable[[StoredForum], Links]
    for_files: bool = False

    @property
    def settings(self) -> Settings:
        """The configuration; the same for as long as one request is answered."""
        if not has_request_context():
            return self.current.settings
        if "settings" not in g:
            g.settings = self.current.settings
        chosen: Settings = g.settings
        return chosen

    def url(self) -> str:
        """The address of `/` without the slash: the public one, or else as this request has it."""
        return self.settings.server.public_url or request.url_root.rstrip("/")

    def visibility(self) -> Sight:
        """What the asker of this request may see."""
        return visibility_of(self.settings, token=has_token(request, self.settings))

    def feed_url(self, name: FeedName, ext: str) -> str:
        """The absolute address of a feed in a format."""
        return self.url() + name.path(ext)

    def source(self, forum: StoredForum, seen: VisibleForum, ext: str = "atom") -> Source:
        """What all feeds of a forum have in common in a format, for who sees that much of it."""
        chosen = seen.settings
        return Source(
            forum=forum,
            links=self.links(forum),
            zone=ZoneInfo(chosen.timezone),
            signatures=lambda board_id: feed_settings(chosen, board_id).signatures,
            board_ids=seen.board_ids,
            thread_ids=seen.thread_ids,
            prefix_in_title=lambda board_id: feed_settings(chosen, board_id).prefix_in_title,
            feed_url=lambda name: self.feed_url(name, ext),
            edits_as_new=lambda board_id: feed_settings(chosen, board_id).edits_as_new,
            choice=lambda board_id: _choice(feed_settings(chosen, board_id)),
            chooses=any(_choice(each).narrows for each in _all_feed_settings(chosen)),
            without=seen.without,
            names_board=seen.names_board,
        )


def feed_settings(chosen: ForumSettings, board_id: Id | None) -> FeedSettings:
    """The settings for feeds of a board, or the forum's where the board has none."""
    board = None if board_id is None else chosen.board(board_id)
    return chosen.feeds if board is None else board.feeds


def _all_feed_settings(chosen: ForumSettings) -> list[FeedSettings]:
    return [chosen.feeds, *(board.feeds for board in chosen.boards or ())]


def _choice(settings: FeedSettings) -> PostFilter:
    return PostFilter(include=settings.include, exclude=settings.exclude)
