"""Which feeds there are, for lists of them."""

from collections.abc import Callable, Iterator

from feedforum.feeds.feed_store import FeedStore
from feedforum.feeds.ids import FeedKind, FeedName, has_address
from feedforum.feeds.opml import Folder, Outline
from feedforum.feeds.source import Links
from feedforum.feeds.titles import board_title, forum_title, thread_title
from feedforum.records import Id, StoredBoard, StoredForum, StoredThread
from feedforum.translations import text
from feedforum.visibility import Visibility, VisibleForum


def catalogue(
    visibility: Visibility,
    store: FeedStore,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links],
    ext: str = "atom",
) -> tuple[Folder, ...]:
    """All visible feeds, a folder for each forum in the order of the configuration.

    `site_url` is the address of `/` without the slash. A forum that was never polled is listed by what
    the configuration says. Raises StoreError.
    """
    return tuple(folder_of(forum, store, site_url, links=links, ext=ext) for forum in visibility.forums)


def feed_names(visible: VisibleForum, store: FeedStore) -> Iterator[FeedName]:
    """The feeds that the list has of a forum, in its order. Raises StoreError."""
    for kind in FeedKind:
        yield FeedName(visible.key, kind)
    for board_id, _ in _boards(visible, store, ""):
        for kind in FeedKind:
            yield FeedName(visible.key, kind, board_id=board_id)
    for thread_id, _ in _threads(visible, store, ""):
        yield FeedName(visible.key, thread_id=thread_id)


def boards_shown(visible: VisibleForum, store: FeedStore) -> list[StoredBoard]:
    """The boards of a forum that are shown and were read, in the forum's order. Raises StoreError."""
    return [
        board
        for board in store.boards(visible.key)
        if visible.shows_board(board.id) and has_address(board.id)
    ]


def threads_shown(visible: VisibleForum, store: FeedStore) -> list[tuple[Id, StoredThread | None]]:
    """The threads that are watched by themselves and shown, with None for what was not read yet.

    Raises StoreError.
    """
    found = [(thread_id, store.thread(visible.key, thread_id)) for thread_id in visible.settings.threads]
    return [
        (thread_id, thread)
        for thread_id, thread in found
        if visible.shows_thread(thread_id, thread.board_id if thread else None)
    ]


def folder_of(
    visible: VisibleForum,
    store: FeedStore,
    site_url: str,
    *,
    links: Callable[[StoredForum], Links],
    ext: str = "atom",
) -> Folder:
    """The visible feeds of a forum, as `catalogue` has them. Raises StoreError."""
    forum = store.forum(visible.key)
    language = forum.language if forum else ""
    title = forum_title(forum) if forum else visible.key
    known = links(forum) if forum else None
    outlines = []
    for kind in FeedKind:
        name = FeedName(visible.key, kind)
        label = text(language, f"feed_forum_{kind}", forum=title)
        outlines.append(
            Outline(label, site_url + name.path(ext), known.forum() if known else visible.settings.url)
        )
    for board_id, board in _boards(visible, store, language):
        home = known.board(board_id) if known else ""
        for kind in FeedKind:
            name = FeedName(visible.key, kind, board_id=board_id)
            label = text(language, f"feed_board_{kind}", board=board, forum=title)
            outlines.append(Outline(label, site_url + name.path(ext), home))
    for thread_id, thread in _threads(visible, store, language):
        name = FeedName(visible.key, thread_id=thread_id)
        label = text(language, "feed_thread", thread=thread, forum=title)
        outlines.append(Outline(label, site_url + name.path(ext), known.thread(thread_id) if known else ""))
    return Folder(title, tuple(outlines))


def _boards(visible: VisibleForum, store: FeedStore, language: str) -> Iterator[tuple[Id, str]]:
    read = boards_shown(visible, store)
    yield from ((board.id, board_title(board, language)) for board in read)
    known = {board.id for board in read}
    for board_id in visible.board_ids or ():
        if board_id not in known:
            yield board_id, text(language, "board_untitled", id=board_id)


def _threads(visible: VisibleForum, store: FeedStore, language: str) -> Iterator[tuple[Id, str]]:
    for thread_id, thread in threads_shown(visible, store):
        untitled = text(language, "thread_untitled", id=thread_id)
        yield thread_id, thread_title(thread, language) if thread else untitled
