"""Which feeds there are, for lists of them."""

from collections.abc import Iterator

from feedforum.feeds.ids import FeedKind, FeedName, has_address
from feedforum.feeds.opml import Folder, Outline
from feedforum.feeds.render_feed import FeedSite
from feedforum.feeds.titles import board_title, thread_title, title_by_key
from feedforum.records import Id, StoredBoard, StoredThread
from feedforum.store import ReadRepository
from feedforum.translations import text
from feedforum.visibility import Visibility, VisibleForum


def catalogue(visibility: Visibility, site: FeedSite, ext: str = "atom") -> tuple[Folder, ...]:
    """All visible feeds, a folder for each forum in the order of the configuration.

    A forum that was never polled is listed by what the configuration says. Raises StoreError.
    """
    return tuple(folder_of(forum, site, ext) for forum in visibility.forums)


def feed_names(visible: VisibleForum, store: ReadRepository) -> Iterator[FeedName]:
    """The feeds that the list has of a forum, in its order. Raises StoreError."""
    return (name for name, _ in _labelled(visible, store, "", ""))


def boards_shown(visible: VisibleForum, store: ReadRepository) -> list[StoredBoard]:
    """The boards of a forum that are shown and were read, in the forum's order. Raises StoreError."""
    return [
        board
        for board in store.boards(visible.key)
        if visible.shows_board(board.id) and has_address(board.id)
    ]


def threads_shown(visible: VisibleForum, store: ReadRepository) -> list[tuple[Id, StoredThread | None]]:
    """The threads that are watched by themselves and shown, with None for what was not read yet.

    Raises StoreError.
    """
    found = [(thread_id, store.thread(visible.key, thread_id)) for thread_id in visible.settings.threads]
    return [
        (thread_id, thread)
        for thread_id, thread in found
        if visible.shows_thread(thread_id, thread.board_id if thread else None)
    ]


def folder_of(visible: VisibleForum, site: FeedSite, ext: str = "atom") -> Folder:
    """The visible feeds of a forum, as `catalogue` has them. Raises StoreError."""
    forum = site.store.forum(visible.key)
    language = forum.language if forum else ""
    title = title_by_key(forum, visible.key)
    known = site.links(forum) if forum else None

    def home_of(name: FeedName) -> str:
        if name.thread_id is not None:
            return known.thread(name.thread_id) if known else ""
        if name.board_id is not None:
            return known.board(name.board_id) if known else ""
        return known.forum() if known else visible.settings.url

    return Folder(
        title,
        tuple(
            Outline(label, site.feed_url(name, ext), home_of(name))
            for name, label in _labelled(visible, site.store, language, title)
        ),
    )


def _labelled(
    visible: VisibleForum, store: ReadRepository, language: str, forum: str
) -> Iterator[tuple[FeedName, str]]:
    """The feeds of a forum, each with its title."""
    key = visible.key
    for kind in FeedKind:
        yield FeedName(key, kind), text(language, f"feed_forum_{kind}", forum=forum)
    read = {board.id: board_title(board, language) for board in boards_shown(visible, store)}
    for board_id in dict.fromkeys((*read, *(visible.board_ids or ()))):
        board = read.get(board_id) or text(language, "board_untitled", id=board_id)
        for kind in FeedKind:
            label = text(language, f"feed_board_{kind}", board=board, forum=forum)
            yield FeedName(key, kind, board_id=board_id), label
    for thread_id, thread in threads_shown(visible, store):
        untitled = text(language, "thread_untitled", id=thread_id)
        topic = thread_title(thread, language) if thread else untitled
        yield FeedName(key, thread_id=thread_id), text(language, "feed_thread", thread=topic, forum=forum)
