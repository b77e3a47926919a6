"""What an address may name for who asks, as the configuration says; then whether it has been read."""

from flask import request
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable, Unauthorized

from feedforum.records import Id, StoredBoard, StoredForum, StoredThread
from feedforum.translations import text
from feedforum.visibility import VisibleForum
from feedforum.web.context import Site
from feedforum.web.language import spoken_language


def seen_forum(site: Site, key: str) -> VisibleForum:
    """A forum as its asker sees it. Raises NotFound (404), or Unauthorized (401) if nothing of it is seen."""
    seen = site.visibility().forum(key)
    if seen is None:
        raise NotFound if site.settings.forum(key) is None else Unauthorized
    return seen


def read_forum(site: Site, seen: VisibleForum) -> StoredForum:
    """The forum; raises ServiceUnavailable (503) as long as it was not polled."""
    forum = site.read_repository.forum(seen.key)
    if forum is None:
        raise _not_read("forum", seen)
    return forum


def read_board(site: Site, seen: VisibleForum, board_id: Id) -> tuple[StoredForum, StoredBoard]:
    """A watched board and its forum.

    Raises NotFound (404) if it is not watched, ServiceUnavailable (503) as long as it was not read.
    Where all boards are watched, one that was not seen by the first poll does not exist. Where something
    of the forum is hidden, all that is not seen is Unauthorized (401), whether it exists or not.
    """
    if not seen.shows_board(board_id):
        raise _absent(seen)
    forum = read_forum(site, seen)
    board = site.read_repository.board(seen.key, board_id)
    if board is None and seen.settings.boards is None:
        raise _absent(seen)
    if board is None:
        raise _not_read("board", seen)
    return forum, board


def read_thread(site: Site, seen: VisibleForum, thread_id: Id) -> tuple[StoredForum, StoredThread]:
    """A watched thread and its forum. Raises as `read_board` does.

    Before the first poll any thread may turn out to stand in a watched board, if there is one.
    """
    alone = seen.shows_thread(thread_id, None)
    if not alone and seen.board_ids == ():
        raise _absent(seen)
    forum = read_forum(site, seen)
    thread = site.read_repository.thread(seen.key, thread_id)
    if thread is None and alone:
        raise _not_read("thread", seen)
    if thread is None or not seen.shows_thread(thread_id, thread.board_id):
        raise _absent(seen)
    return forum, thread


def read_posts(site: Site, seen: VisibleForum, thread: StoredThread) -> None:
    """Raises ServiceUnavailable (503) if a thread that is watched by itself has no post read yet.

    One that is not may stay unread for good: it lies before what the first polls fetch of a board.
    """
    alone = thread.id in seen.settings.threads
    if alone and not site.read_repository.newest_posts(seen.key, thread_id=thread.id, limit=1):
        raise _not_read("thread", seen)


def _absent(seen: VisibleForum) -> HTTPException:
    """The same for what is private and for what is not there: a difference would tell of the private."""
    return NotFound() if seen.whole else Unauthorized()


def _not_read(what: str, seen: VisibleForum) -> ServiceUnavailable:
    words = text(spoken_language(request), f"{what}_not_read")
    return ServiceUnavailable(words, retry_after=int(seen.settings.interval))
