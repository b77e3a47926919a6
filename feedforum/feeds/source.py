"""What all entries of a forum's feeds are made with: its links, its settings, and what of it may be seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from feedforum.config.settings import FeedSettings
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.ids import FeedName
from feedforum.records import Id, MediaFile, StoredForum, StoredPost
from feedforum.visibility import VisibleForum


class Links(Protocol):
    """Where people find on the forum what a feed tells. No address carries a session id."""

    def forum(self) -> str:
        """The forum's front page."""

    def board(self, board_id: Id) -> str:
        """A board."""

    def thread(self, thread_id: Id) -> str:
        """A thread."""

    def post(self, thread_id: Id, post_id: Id | None) -> str:
        """A post's permalink, or its thread where the post has no id."""

    def profile(self, user_id: Id) -> str:
        """A member's profile."""

    def named_in(self, url: str) -> tuple[Id | None, Id | None]:
        """The board, or the thread, that an address of the forum names; None for what it does not."""


@dataclass(frozen=True, slots=True)
class Source:
    """A forum as whoever reads its feeds may see it.

    `feed_url` gives the address of another feed of the forum in the same format; without it no entry
    names the feed that it comes from. `media_url` gives the address of a file that is kept, and whether it is
    private; without it all pictures and files are on the forum.
    """

    forum: StoredForum
    links: Links
    visible: VisibleForum
    feed_url: Callable[[FeedName], str] | None = None
    media_url: Callable[[MediaFile, bool], str] | None = None

    @property
    def zone(self) -> tzinfo:
        """The time zone of the board."""
        return self.visible.settings.zone

    def feed_settings(self, board_id: Id | None) -> FeedSettings:
        """The settings for feeds of a board, or the forum's where the board has none."""
        board = None if board_id is None else self.visible.settings.board(board_id)
        return self.visible.settings.feeds if board is None else board.feeds

    def kept_media(self, post: StoredPost) -> dict[str, tuple[str, MediaFile]]:
        """Which of a post's pictures and files are shown from here: by address, that here and the file."""
        board_id = post.thread.board_id
        if self.media_url is None or not post.media or not self.feed_settings(board_id).media.keep:
            return {}
        private = self.visible.settings.is_private(board_id, post.thread.id)
        return {each.url: (self.media_url(each.file, private), each.file) for each in post.media}

    def owner_filter(self, board_id: Id | None) -> PostFilter:
        """Which posts of a board the owner wants in feeds."""
        settings = self.feed_settings(board_id)
        return PostFilter(include=settings.include, exclude=settings.exclude)

    @property
    def has_owner_filter(self) -> bool:
        """Whether the owner wants only some of the posts of any board."""
        board_ids = (None, *(board.id for board in self.visible.settings.boards or ()))
        return any(self.owner_filter(board_id).narrows for board_id in board_ids)
