"""What feeds and pages ask of the store."""

from collections.abc import Sequence
from typing import Protocol

from feedforum.records import (
    GonePost,
    Id,
    PollFailures,
    SearchQuery,
    SearchScope,
    SortKey,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoreFilter,
)

ALL = StoreFilter()


class FeedStore(Protocol):
    """What was seen, for reading. `key` is a forum's key; what is gone from a forum is left out.

    Every function may raise StoreError.
    """

    def forum(self, key: str) -> StoredForum | None:
        """A forum, or None if it was never polled."""

    def trouble(self, key: str) -> PollFailures | None:
        """Since when polls of a forum fail, or None if the last one did not."""

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        """A board, or None if it was never seen."""

    def boards(self, key: str) -> list[StoredBoard]:
        """The watched boards that were seen, in the forum's order."""

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        """A thread, or None if it was never seen or is gone."""

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]:
        """The threads of a board but for those `without`, newest first by their last post."""

    def newest_posts(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        thread_id: Id | None = None,
        without: tuple[Id, ...] = (),
        before: SortKey | None = None,
        wanted: StoreFilter = ALL,
        dropped: bool = False,
        limit: int,
    ) -> list[StoredPost]:
        """Posts, newest first by (posted_at, number); only those that come after `before` in that order.

        Of all the forum's threads, or of those in the boards named (none, if none is named), or of
        one thread, and in any case of none of those `without`; those whose text is kept no longer only
        if `dropped`. A query finds no more than the 20,000 posts last kept that it fits.
        """

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        """How many posts of a thread there are, or up to the post of that key: 0 if that is not there.

        Those whose text is kept no longer are counted.
        """

    def sort_key_at(self, key: str, thread_id: Id, index: int) -> SortKey | None:
        """Where the post stands that has `index` posts of its thread before it; None if there is none."""

    def newest_threads(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        without: tuple[Id, ...] = (),
        before: SortKey | None = None,
        wanted: StoreFilter = ALL,
        limit: int,
    ) -> list[StoredPost]:
        """The first posts of the threads last begun, newest first by (posted_at, number)."""

    def found_posts(
        self, scopes: Sequence[SearchScope], query: SearchQuery, *, before: SortKey | None = None, limit: int
    ) -> list[StoredPost]:
        """What a query finds in any of the scopes, newest first by (posted_at, number)."""

    def sort_key(self, key: str, post_key: str, scope: SearchScope | None = None) -> SortKey | None:
        """Where a post stands, gone or not; None if it was never seen, or not in the scope."""

    def gone_posts(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        thread_id: Id | None = None,
        without: tuple[Id, ...] = (),
        only_first: bool = False,
        limit: int,
    ) -> list[GonePost]:
        """The posts that are gone, the last to go first; of boards or a thread as `newest_posts`.

        `only_first` asks for those that a thread began with.
        """
