"""What a feed is called: its address below the server's, and its id."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What the entries of a feed are: posts, or threads with their first post."""

    POSTS = "posts"
    THREADS = "threads"


@dataclass(frozen=True, slots=True)
class FeedName:
    """One of the five kinds of feed: of a forum, of a board, or (posts only) of a thread."""

    key: str
    what: What = What.POSTS
    board_id: int | None = None
    thread_id: int | None = None

    def path(self, ext: str) -> str:
        """The feed's address below the server's, with a slash in front."""
        return f"/feeds/{self.key}/{self._place()}.{ext}"

    def tag(self, host: str) -> str:
        """The feed's id for ever, the same in all formats (a tag URI, RFC 4151)."""
        return f"tag:{host},2025:{self.key}/feed/{self._place()}"

    def _place(self) -> str:
        if self.thread_id is not None:
            return f"threads/{self.thread_id}"
        if self.board_id is not None:
            return f"boards/{self.board_id}/{self.what}"
        return str(self.what)


def entry_tag(host: str, key: str, post_key: str) -> str:
    """The id of an entry for ever: made of the forum and the post, and of nothing else (RFC 4151)."""
    return f"tag:{host},2025:{key}/post/{post_key}"
