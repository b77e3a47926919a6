"""Which feeds there are, for lists of them."""

from collections.abc import Callable, Iterator

from feedforum.config.settings import ForumSettings, Settings
from feedforum.feeds import FeedName, Library, Links, What
from feedforum.feeds.headings import board_title, forum_title, thread_title
from feedforum.feeds.opml import Folder, Outline
from feedforum.records import StoredBoard, StoredForum
from feedforum.texts import text
from feedforum.web.links import engine_links


def catalogue(
    settings: Settings,
    library: Library,
    site_url: str,
    *,
    private: bool,
    links: Callable[[StoredForum], Links] = engine_links,
    ext: str = "atom",
) -> tuple[Folder, ...]:
    """All feeds, a folder for each forum in the order of the configuration.

    `site_url` is the address of `/` without the slash; `private` includes forums for members only.
    A forum that was never polled is listed by what the configuration says. Raises StoreError.
    """
    shown = (forum for forum in settings.forums if private or not forum.private)
    return tuple(_folder(forum, library, links, site_url, ext) for forum in shown)


def watched_boards(chosen: ForumSettings, library: Library) -> list[StoredBoard]:
    """The boards of a forum that are watched and were seen, in the forum's order. Raises StoreError."""
    return [board for board in library.boards(chosen.key) if chosen.board(board.id) is not None]


def _folder(
    chosen: ForumSettings,
    library: Library,
    links: Callable[[StoredForum], Links],
    site_url: str,
    ext: str,
) -> Folder:
    forum = library.forum(chosen.key)
    language = forum.language if forum else ""
    title = forum_title(forum) if forum else chosen.key
    known = links(forum) if forum else None
    outlines = []
    for what in What:
        name = FeedName(chosen.key, what)
        label = text(language, f"feed_forum_{what}", forum=title)
        outlines.append(Outline(label, site_url + name.path(ext), known.forum() if known else chosen.url))
    for board_id, board in _boards(chosen, library, language):
        home = known.board(board_id) if known else ""
        for what in What:
            name = FeedName(chosen.key, what, board_id=board_id)
            label = text(language, f"feed_board_{what}", board=board, forum=title)
            outlines.append(Outline(label, site_url + name.path(ext), home))
    for thread_id, thread in _threads(chosen, library, language):
        name = FeedName(chosen.key, thread_id=thread_id)
        label = text(language, "feed_thread", thread=thread, forum=title)
        outlines.append(Outline(label, site_url + name.path(ext), known.thread(thread_id) if known else ""))
    return Folder(title, tuple(outlines))


def _boards(chosen: ForumSettings, library: Library, language: str) -> Iterator[tuple[int, str]]:
    seen = watched_boards(chosen, library)
    yield from ((board.id, board_title(board, language)) for board in seen)
    known = {board.id for board in seen}
    for board in chosen.boards or ():
        if board.id not in known:
            yield board.id, text(language, "board_untitled", id=board.id)


def _threads(chosen: ForumSettings, library: Library, language: str) -> Iterator[tuple[int, str]]:
    for thread_id in chosen.threads:
        thread = library.thread(chosen.key, thread_id)
        untitled = text(language, "thread_untitled", id=thread_id)
        yield thread_id, thread_title(thread, language) if thread else untitled
