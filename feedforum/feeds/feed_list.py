"""Which feeds there are, for lists of them."""

from collections.abc import Callable, Iterator

from feedforum.feeds.feed_store import FeedStore
from feedforum.feeds.ids import FeedName, What, has_address
from feedforum.feeds.opml import Folder, Outline
from feedforum.feeds.source import Links
from feedforum.feeds.titles import board_title, forum_title, thread_title
from feedforum.records import Id, StoredBoard, StoredForum, StoredThread
from feedforum.translations import text
from feedforum.visibility import Sight, VisibleForum


def catalogue(
    visibility: Sight,
    read_repository: FeedStore,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links],
    ext: str = "atom",
) -> tuple[Folder, ...]:
    """All feeds that are seen, a folder for each forum in the order of the configuration.

    `site_url` is the address of `/` without the slash. A forum that was never polled is listed by what
    the configuration says. Raises StoreError.
    """
    return tuple(
        folder_of(forum, read_repository, site_url, links=links, ext=ext) for forum in visibility.forums
    )


def feed_names(seen: VisibleForum, read_repository: FeedStore) -> Iterator[FeedName]:
    """The feeds that the list has of a forum, in its order. Raises StoreError."""
    for what in What:
        yield FeedName(seen.key, what)
    for board_id, _ in _boards(seen, read_repository, ""):
        for what in What:
            yield FeedName(seen.key, what, board_id=board_id)
    for thread_id, _ in _threads(seen, read_repository, ""):
        yield FeedName(seen.key, thread_id=thread_id)


def boards_shown(seen: VisibleForum, read_repository: FeedStore) -> list[StoredBoard]:
    """The boards of a forum that are shown and were read, in the forum's order. Raises StoreError."""
    return [
        board
        for board in read_repository.boards(seen.key)
        if seen.shows_board(board.id) and has_address(board.id)
    ]


def threads_shown(seen: VisibleForum, read_repository: FeedStore) -> list[tuple[Id, StoredThread | None]]:
    """The threads that are watched by themselves and shown, with None for what was not read yet.

    Raises StoreError.
    """
    found = [(thread_id, read_repository.thread(seen.key, thread_id)) for thread_id in seen.settings.threads]
    return [
        (thread_id, thread)
        for thread_id, thread in found
        if seen.shows_thread(thread_id, thread.board_id if thread else None)
    ]


def folder_of(
    seen: VisibleForum,
    read_repository: FeedStore,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links],
    ext: str = "atom",
) -> Folder:
    """The feeds that are seen of a forum, as `catalogue` has them. Raises StoreError."""
    forum = read_repository.forum(seen.key)
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
    for board_id, board in _boards(seen, read_repository, language):
        home = known.board(board_id) if known else ""
        for what in What:
            name = FeedName(seen.key, what, board_id=board_id)
            label = text(language, f"feed_board_{what}", board=board, forum=title)
            outlines.append(Outline(label, site_url + name.path(ext), home))
    for thread_id, thread in _threads(seen, read_repository, language):
        name = FeedName(seen.key, thread_id=thread_id)
        label = text(language, "feed_thread", thread=thread, forum=title)
        outlines.append(Outline(label, site_url + name.path(ext), known.thread(thread_id) if known else ""))
    return Folder(title, tuple(outlines))


def _boards(seen: VisibleForum, read_repository: FeedStore, language: str) -> Iterator[tuple[Id, str]]:
    read = boards_shown(seen, read_repository)
    yield from ((board.id, board_title(board, language)) for board in read)
    known = {board.id for board in read}
    for board_id in seen.board_ids or ():
        if board_id not in known:
            yield board_id, text(language, "board_untitled", id=board_id)


def _threads(seen: VisibleForum, read_repository: FeedStore, language: str) -> Iterator[tuple[Id, str]]:
    for thread_id, thread in threads_shown(seen, read_repository):
        untitled = text(language, "thread_untitled", id=thread_id)
        yield thread_id, thread_title(thread, language) if thread else untitled
