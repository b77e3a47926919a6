"""What an address may name, as the configuration says; then whether it has been read."""

from flask import request
from werkzeug.exceptions import NotFound, ServiceUnavailable

from feedforum.config.settings import ForumSettings
from feedforum.records import StoredBoard, StoredForum, StoredThread
from feedforum.texts import text
from feedforum.web.languages import spoken_language
from feedforum.web.site import Site, is_watched


def read_forum(site: Site, chosen: ForumSettings) -> StoredForum:
    """The forum; raises ServiceUnavailable (503) as long as it was not polled."""
    forum = site.library.forum(chosen.key)
    if forum is None:
        raise _not_read("forum", chosen)
    return forum


def read_board(site: Site, chosen: ForumSettings, board_id: int) -> tuple[StoredForum, StoredBoard]:
    """A watched board and its forum.

    Raises NotFound (404) if it is not watched, ServiceUnavailable (503) as long as it was not read.
    Where all boards are watched, one that was not seen by the first poll does not exist.
    """
    if chosen.board(board_id) is None:
        raise NotFound
    forum = read_forum(site, chosen)
    board = site.library.board(chosen.key, board_id)
    if board is None and chosen.boards is None:
        raise NotFound
    if board is None:
        raise _not_read("board", chosen)
    return forum, board


def read_thread(site: Site, chosen: ForumSettings, thread_id: int) -> tuple[StoredForum, StoredThread]:
    """A watched thread and its forum. Raises as `read_board` does.

    Before the first poll any thread may turn out to stand in a watched board, if there is one.
    """
    alone = thread_id in chosen.threads
    if not alone and chosen.boards == ():
        raise NotFound
    forum = read_forum(site, chosen)
    thread = site.library.thread(chosen.key, thread_id)
    if thread is None and alone:
        raise _not_read("thread", chosen)
    if thread is None or not is_watched(chosen, thread):
        raise NotFound
    return forum, thread


def read_posts(site: Site, chosen: ForumSettings, thread: StoredThread) -> None:
    """Raises ServiceUnavailable (503) if a thread that is watched by itself has no post read yet.

    One that is not may stay unread for good: it lies before what the first polls fetch of a board.
    """
    if thread.id in chosen.threads and not site.library.newest_posts(
        chosen.key, thread_id=thread.id, limit=1
    ):
        raise _not_read("thread", chosen)


def _not_read(what: str, chosen: ForumSettings) -> ServiceUnavailable:
    words = text(spoken_language(request), f"{what}_not_read")
    return ServiceUnavailable(words, retry_after=int(chosen.interval))
