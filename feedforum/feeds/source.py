"""What all entries of a forum's feeds are made with: its links, its settings, and what of it may be seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from feedforum.config.settings import FeedSettings
from feedforum.engines.forum_links import ForumLinks
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.ids import FeedName
from feedforum.records import Id, MediaFile, StoredForum, StoredPost
from feedforum.visibility import VisibleForum


@dataclass(frozen=True, slots=True)
class Source:
    """A forum as whoever reads its feeds may see it.

    `feed_url` gives the address of another feed of the forum in the same format, `media_url` that of a file
    that is kept, which may be private; without it all pictures and files are on the forum.
    """

    forum: StoredForum
    links: ForumLinks
    visible: VisibleForum
    feed_url: Callable[[FeedName], str]
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
