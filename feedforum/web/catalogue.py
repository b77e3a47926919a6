"""Which feeds there are, for lists of them."""

from collections.abc import Callable, Iterator

from feedforum.config.sight import SeenForum, Sight
from feedforum.feeds import FeedName, Library, Links, What
from feedforum.feeds.headings import board_title, forum_title, thread_title
from feedforum.feeds.opml import Folder, Outline
from feedforum.records import StoredBoard, StoredForum, StoredThread
from feedforum.texts import text
from feedforum.web.links import engine_links


def catalogue(
    sight: Sight,
    library: Library,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links] = engine_links,
    ext: str = "atom",
) -> tuple[Folder, ...]:
    """All feeds that are seen, a folder for each forum in the order of the configuration.

    `site_url` is the address of `/` without the slash. A forum that was never polled is listed by what
    the configuration says. Raises StoreError.
    """
    return tuple(folder_of(forum, library, site_url, links=links, ext=ext) for forum in sight.forums)


def feed_names(seen: SeenForum, library: Library) -> Iterator[FeedName]:
    """The feeds that the list has of a forum, in its order. Raises StoreError."""
    for what in What:
        yield FeedName(seen.key, what)
    for board_id, _ in _boards(seen, library, ""):
        for what in What:
            yield FeedName(seen.key, what, board_id=board_id)
    for thread_id, _ in _threads(seen, library, ""):
        yield FeedName(seen.key, thread_id=thread_id)


def boards_shown(seen: SeenForum, library: Library) -> list[StoredBoard]:
    """The boards of a forum that are shown and were read, in the forum's order. Raises StoreError."""
    return [board for board in library.boards(seen.key) if seen.shows_board(board.id)]


def threads_shown(seen: SeenForum, library: Library) -> list[tuple[int, StoredThread | None]]:
    """The threads that are watched by themselves and shown, with None for what was not read yet.

    Raises StoreError.
    """
    found = [(thread_id, library.thread(seen.key, thread_id)) for thread_id in seen.settings.threads]
    return [
        (thread_id, thread)
        for thread_id, thread in found
        if seen.shows_thread(thread_id, thread.board_id if thread else None)
    ]


def folder_of(
    seen: SeenForum,
    library: Library,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links] = engine_links,
    ext: str = "atom",
) -> Folder:
    """The feeds that are seen of a forum, as `catalogue` has them. Raises StoreError."""
    forum = library.forum(seen.key)
    language = forum.language if forum else ""
    title = forum_title(forum) if forum else seen.key
    known = links(forum) if forum else None
    outlines = []
    for what in What:
        name = FeedName(seen.key, what)
        label = text(language, f"feed_forum_{what}", forum=title)
        outlines.append(
            Outline(label, site_url + name.path(ext), known.forum() if known else seen.settings.url)
        )
    for board_id, board in _boards(seen, library, language):
        home = known.board(board_id) if known else ""
        for what in What:
            name = FeedName(seen.key, what, board_id=board_id)
            label = text(language, f"feed_board_{what}", board=board, forum=title)
            outlines.append(Outline(label, site_url + name.path(ext), home))
    for thread_id, thread in _threads(seen, library, language):
        name = FeedName(seen.key, thread_id=thread_id)
        label = text(language, "feed_thread", thread=thread, forum=title)
        outlines.append(Outline(label, site_url + name.path(ext), known.thread(thread_id) if known else ""))
    return Folder(title, tuple(outlines))


def _boards(seen: SeenForum, library: Library, language: str) -> Iterator[tuple[int, str]]:
    read = boards_shown(seen, library)
    yield from ((board.id, board_title(board, language)) for board in read)
    known = {board.id for board in read}
    for board_id in seen.board_ids or ():
        if board_id not in known:
            yield board_id, text(language, "board_untitled", id=board_id)


def _threads(seen: SeenForum, library: Library, language: str) -> Iterator[tuple[int, str]]:
    for thread_id, thread in threads_shown(seen, library):
        untitled = text(language, "thread_untitled", id=thread_id)
        yield thread_id, thread_title(thread, language) if thread else untitled
