"""What an address names: whether whoever asks may see it, and whether a poll has read it.

The pages of a feed are each named by the last post of the one before it (RFC 5005).
"""

import re
from dataclasses import dataclass

from feedforum.errors import NotReadYetError, NotVisibleError
from feedforum.records import Id, PollFailures, PostScope, SortKey, StoredBoard, StoredForum, StoredThread
from feedforum.store import ReadRepository
from feedforum.visibility import VisibleForum


def find_forum(store: ReadRepository, visible: VisibleForum) -> StoredForum:
    """The forum. Raises NotReadYetError before its first poll that could read it."""
    forum = store.forum(visible.key)
    if forum is None:
        failing = store.trouble(visible.key) is not None
        raise NotReadYetError("failing_forum" if failing else "forum", visible.settings.interval)
    return forum


def trouble_to_tell(store: ReadRepository, visible: VisibleForum, *, private: bool) -> PollFailures | None:
    """Why polls of a forum fail; what is public of a forum with private parts does not speak of logins."""
    trouble = store.trouble(visible.key)
    hidden = trouble is not None and trouble.answer.wants_secret and visible.settings.has_private
    return None if hidden and not private else trouble


def find_board(store: ReadRepository, visible: VisibleForum, board_id: Id) -> tuple[StoredForum, StoredBoard]:
    """A watched board and its forum.

    Raises NotVisibleError if it is not watched or may not be seen, NotReadYetError if no poll has read it.
    Where all boards are watched, one that the first poll has not seen does not exist.
    """
    if not visible.shows_board(board_id):
        raise NotVisibleError(hidden=not visible.whole)
    forum = find_forum(store, visible)
    board = store.board(visible.key, board_id)
    if board is None and visible.settings.boards is None:
        raise NotVisibleError(hidden=not visible.whole)
    if board is None:
        raise NotReadYetError("board", visible.settings.interval)
    return forum, board


def find_thread(
    store: ReadRepository, visible: VisibleForum, thread_id: Id
) -> tuple[StoredForum, StoredThread]:
    """A thread that is watched, by itself or with its board, and its forum. Raises as `find_board` does.

    Before the first poll any thread may turn out to stand in a watched board, if there is one.
    """
    by_itself = visible.shows_thread(thread_id, None)
    if not by_itself and visible.board_ids == ():
        raise NotVisibleError(hidden=not visible.whole)
    forum = find_forum(store, visible)
    thread = store.thread(visible.key, thread_id)
    if thread is None and by_itself:
        raise NotReadYetError("thread", visible.settings.interval)
    if thread is None or not visible.shows_thread(thread_id, thread.board_id):
        raise NotVisibleError(hidden=not visible.whole)
    return forum, thread


def require_posts(store: ReadRepository, visible: VisibleForum, thread: StoredThread) -> None:
    """Raises NotReadYetError if no poll has read a post of a thread that is watched by itself.

    Any other thread may stay unread for good, where the first polls of its board did not reach it.
    """
    by_itself = thread.id in visible.settings.threads
    if by_itself and not store.newest_posts(PostScope(visible.key, (), (thread.id,)), limit=1, most_text=0):
        raise NotReadYetError("thread", visible.settings.interval)


BEFORE = "before"
"""The parameter of a feed's address that asks for the entries after the post of that key."""

_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Which page of a feed: the one after the post `key`, which stands at `place`."""

    key: str
    place: SortKey


def page_before(store: ReadRepository, visible: VisibleForum, post_key: str | None) -> FeedPage | None:
    """The page that follows a post, None for None. Raises NotVisibleError for one that may not be seen."""
    if post_key is None:
        return None
    scope = None if visible.whole else visible.scope
    place = store.sort_key(visible.key, post_key, scope) if _POST_KEY.fullmatch(post_key) else None
    if place is None:
        raise NotVisibleError(hidden=False)
    return FeedPage(post_key, place)
