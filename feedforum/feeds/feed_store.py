"""What feeds and pages ask of the store."""

from collections.abc import Hashable, Sequence
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
    """What was seen, for reading: what each function gives is told where the store has it, `ReadRepository`.

    Each may raise StoreError.
    """

    def forum(self, key: str) -> StoredForum | None: ...

    def trouble(self, key: str) -> PollFailures | None: ...

    def board(self, key: str, board_id: Id) -> StoredBoard | None: ...

    def boards(self, key: str) -> list[StoredBoard]: ...

    def thread(self, key: str, thread_id: Id) -> StoredThread | None: ...

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]: ...

    def newest_posts(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        thread_id: Id | None = None,
        without: tuple[Id, ...] = (),
        before: SortKey | None = None,
        wanted: StoreFilter = ALL,
        only_first: bool = False,
        dropped: bool = False,
        limit: int,
    ) -> list[StoredPost]: ...

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int: ...

    def sort_key_at(self, key: str, thread_id: Id, index: int) -> SortKey | None: ...

    def found_posts(
        self, scopes: Sequence[SearchScope], query: SearchQuery, *, before: SortKey | None = None, limit: int
    ) -> list[StoredPost]: ...

    def sort_key(self, key: str, post_key: str, scope: SearchScope | None = None) -> SortKey | None: ...

    def gone_posts(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        thread_id: Id | None = None,
        without: tuple[Id, ...] = (),
        only_first: bool = False,
        limit: int,
    ) -> list[GonePost]: ...


class Revisions(Protocol):
    """What tells whether feeds may have changed."""

    def stamp(self, forum_key: str) -> Hashable:
        """What stays equal while nothing changes that the forum's feeds show. Raises StoreError."""
