"""What all entries of a forum's feeds are made with: its links, its settings, and what of it may be seen."""

from dataclasses import dataclass
from datetime import tzinfo

from feedforum.config.settings import FeedSettings
from feedforum.engines.forum_links import ForumLinks
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.ids import FeedName
from feedforum.media.folder import MediaFolder
from feedforum.records import Id, MediaFile, StoredForum, StoredPost
from feedforum.visibility import VisibleForum


@dataclass(frozen=True, slots=True)
class Source:
    """A forum as whoever reads its feeds may see it.

    Its feeds are in the format `ext` below `site_url`, and so are pictures and files that are kept in the
    `media_folder`; without one all of them are on the forum.
    """

    forum: StoredForum
    links: ForumLinks
    visible: VisibleForum
    site_url: str
    ext: str = "atom"
    media_folder: MediaFolder | None = None

    @property
    def zone(self) -> tzinfo:
        return self.visible.settings.zone

    def feed_url(self, name: FeedName) -> str:
        return self.site_url + name.path(self.ext)

    def feed_settings(self, board_id: Id | None) -> FeedSettings:
        """The settings for feeds of a board, or the forum's where the board has none."""
        board = None if board_id is None else self.visible.settings.board(board_id)
        return self.visible.settings.feeds if board is None else board.feeds

    def kept_media(self, post: StoredPost) -> dict[str, tuple[str, MediaFile]]:
        """Which of a post's pictures and files are shown from here: by address, that here and the file."""
        board_id = post.thread.board_id
        if self.media_folder is None or not post.media or not self.feed_settings(board_id).media.keep:
            return {}
        found, folder, key = {}, self.media_folder, self.forum.key
        private = self.visible.settings.is_private(board_id, post.thread.id)
        for each in post.media:
            # The address of a private file opens it by itself.
            secret = f"?key={folder.signature(key, each.file.digest)}" if private else ""
            found[each.url] = f"{self.site_url}/media/{key}/{each.file.name}{secret}", each.file
        return found

    def owner_filter(self, board_id: Id | None) -> PostFilter:
        settings = self.feed_settings(board_id)
        return PostFilter(include=settings.include, exclude=settings.exclude)


def home_url(name: FeedName, links: ForumLinks) -> str:
    """The page of the forum that a feed stands for."""
    if name.thread_id is not None:
        return links.thread(name.thread_id)
    return links.forum() if name.board_id is None else links.board(name.board_id)
