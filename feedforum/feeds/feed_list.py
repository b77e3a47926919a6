"""Which feeds there are: of each visible forum, with their titles and in the order of lists."""

from collections.abc import Iterator
from enum import StrEnum

from feedforum.feeds.ids import FeedKind, FeedName, has_address
from feedforum.feeds.opml import Folder, Outline
from feedforum.feeds.render_feed import FeedSite
from feedforum.feeds.source import home_url
from feedforum.feeds.titles import board_title, feed_title, thread_title, title_by_key
from feedforum.records import Id, StoredBoard, StoredThread
from feedforum.store import ReadRepository
from feedforum.visibility import Visibility, VisibleForum


class ListKind(StrEnum):
    """Which feeds a list has: a feed of posts for each board, or a feed of threads, or all that there are.

    A forum that is watched as a whole has one feed in place of its boards'. All feeds overlap, and many
    readers show a post once for each feed that has it.
    """

    POSTS = "posts"
    THREADS = "threads"
    ALL = "all"


def catalogue(
    visibility: Visibility, site: FeedSite, ext: str = "atom", kind: ListKind = ListKind.POSTS
) -> tuple[Folder, ...]:
    """The visible feeds, a folder for each forum, polled or not, in their order. Raises StoreError."""
    return tuple(_folder(forum, site, ext, kind) for forum in visibility.forums)


def feed_names(visible: VisibleForum, store: ReadRepository) -> Iterator[FeedName]:
    """All feeds of a forum but those of threads that are not watched by themselves. Raises StoreError."""
    return (name for name, _ in _labelled(visible, store, "", "", ListKind.ALL))


def boards_shown(visible: VisibleForum, store: ReadRepository) -> list[StoredBoard]:
    """The boards of a forum that are shown and were read, in the forum's order. Raises StoreError."""
    return [
        board
        for board in store.boards(visible.key)
        if visible.shows_board(board.id) and has_address(board.id)
    ]


def threads_shown(visible: VisibleForum, store: ReadRepository) -> list[tuple[Id, StoredThread | None]]:
    """The threads that are watched by themselves and shown; None if not read yet. Raises StoreError."""
    found = [(thread_id, store.thread(visible.key, thread_id)) for thread_id in visible.settings.threads]
    return [
        (thread_id, thread)
        for thread_id, thread in found
        if visible.shows_thread(thread_id, thread.board_id if thread else None)
    ]


def _folder(visible: VisibleForum, site: FeedSite, ext: str, kind: ListKind) -> Folder:
    forum = site.store.forum(visible.key)
    language = forum.language if forum else ""
    title, links = title_by_key(forum, visible.key), site.links(forum) if forum else None
    unread = {FeedName(visible.key, each): visible.settings.url for each in FeedKind}
    return Folder(
        title,
        tuple(
            Outline(
                label,
                site.subscribe_url(visible, name, ext),
                home_url(name, links) if links else unread.get(name, ""),
            )
            for name, label in _labelled(visible, site.store, language, title, kind)
        ),
    )


def _labelled(
    visible: VisibleForum, store: ReadRepository, language: str, forum: str, kind: ListKind
) -> Iterator[tuple[FeedName, str]]:
    """The feeds of a forum, each with its title as the feed has it."""
    key, every = visible.key, kind is ListKind.ALL
    kinds = tuple(FeedKind) if every else (FeedKind(kind),)
    if every or visible.board_ids is None:
        for each in kinds:
            name = FeedName(key, each)
            yield name, feed_title(name, language, forum)
    if not every and visible.board_ids is None:
        return
    read = {board.id: board.title for board in boards_shown(visible, store)}
    for board_id in dict.fromkeys((*read, *(visible.board_ids or ()))):
        board = board_title(read.get(board_id, ""), board_id, language)
        for each in kinds:
            name = FeedName(key, each, board_id=board_id)
            yield name, feed_title(name, language, forum, board)
    for thread_id, thread in threads_shown(visible, store):
        if not every and thread and visible.shows_board(thread.board_id):
            continue
        name = FeedName(key, thread_id=thread_id)
        yield name, feed_title(name, language, forum, thread_title(thread, thread_id, language))
