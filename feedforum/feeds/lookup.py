"""What an address names: whether whoever asks may see it, and whether a poll has read it."""

from feedforum.errors import NotReadYetError, NotVisibleError
from feedforum.records import Id, PollFailures, PostScope, StoredBoard, StoredForum, StoredThread
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
