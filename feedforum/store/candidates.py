"""What may be worth asking a forum for: the queries that a poll's next step is decided from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedforum.records import REFUSED_PAUSE, Backfill, BoardState, DuePost, Gap, Id, ThreadState, WatchList
from feedforum.store import poll_queries as queries
from feedforum.store.database import Repository
from feedforum.store.rows import record


class Candidates(Repository):
    """What may be worth asking the forum `key` for, as far as `watch` wants it, at the moment `now`."""

    def __init__(self, engine: sa.Engine, key: str, watch: WatchList, now: datetime) -> None:
        super().__init__(engine)
        self._key = key
        self._watch = watch
        self.now = now

    def boards(self) -> tuple[BoardState, ...]:
        """The watched boards, in their order, without what `backfill` works out."""
        return tuple(
            record(BoardState, row, backfill=self._watch.boards[row["id"]])
            for row in self._found(queries.BOARDS_IN_ORDER)
            if row["id"] in self._watch.boards
        )

    def backfill(self, boards: Iterable[BoardState]) -> Backfill:
        """The same boards with where their wanted newest posts, first posts and threads end.

        With it comes which of them may have something left to read that is wanted.
        """
        boards = tuple(boards)
        limits = {
            row["id"]: row for wanted in {b.backfill for b in boards} for row in self._limits(boards, wanted)
        }
        return Backfill(
            boards=tuple(_limited(board, limits.get(board.id)) for board in boards),
            unread=frozenset(board_id for board_id, row in limits.items() if row["unread"]),
            firsts=frozenset(board_id for board_id, row in limits.items() if row["firsts"]),
            gaps=frozenset(board_id for board_id, row in limits.items() if row["gaps"]),
        )

    def _limits(self, boards: Sequence[BoardState], wanted: int | None) -> Sequence[sa.RowMapping]:
        """What is to be known of the boards of which `wanted` posts are wanted."""
        if wanted == 0:
            return ()
        ids = [board.id for board in boards if board.backfill == wanted]
        if wanted is None:
            return self._found(queries.WITHOUT_LIMITS, boards=ids)
        return self._found(queries.LIMITS, boards=ids, last=wanted - 1)

    def news(self, limit: int, misses: int) -> list[ThreadState]:
        """Threads whose listing tells of posts that are not read yet, the last written in first.

        Those that are gone with fewer `misses` are among them, unless they are looked for by themselves.
        """
        return self._threads(queries.NEWS, limit, misses=misses)

    def suspects(self, limit: int, withheld_before: datetime, since: datetime) -> list[ThreadState]:
        """Threads that were missing from where they should be.

        Those that were refused to us are among them if that was before a moment, and they were written in
        since another one.
        """
        return self._threads(queries.SUSPECTS, limit, withheld_before=withheld_before, since=since)

    def lost(self, since: datetime) -> list[ThreadState]:
        """Threads watched by themselves that are gone and were not looked for since a moment."""
        if not self._watch.threads:
            return []
        found = self._found(queries.LOST, threads=list(self._watch.threads), since=since)
        return [record(ThreadState, row) for row in found]

    def unread(self, board: BoardState, limit: int) -> list[ThreadState]:
        """Threads of a board of which nothing was read and that its wanted newest posts may be in."""
        if board.newest_at is None:
            return self._threads(queries.UNREAD, limit, board=board.id)
        return self._threads(queries.UNREAD_SINCE, limit, board=board.id, since=board.newest_at)

    def first_wanted(self, board: BoardState) -> list[ThreadState]:
        """The newest threads of a board, as many as wanted, of which the first post is not known."""
        if not board.backfill:
            return []
        found = self._found(queries.NEWEST_THREADS, board=board.id, limit=board.backfill)
        threads = [record(ThreadState, row) for row in found]
        refused = self.now - REFUSED_PAUSE
        return [
            each for each in threads if each.first_key is None and (each.refused_at or refused) <= refused
        ]

    def old_gaps(self, board: BoardState, limit: int) -> list[Gap]:
        """Gaps in a board's threads that its wanted newest posts may be in, the latest first.

        What lies before a post whose text was dropped is not wanted either.
        """
        query = queries.OLD_GAPS if board.newest_at is None else queries.OLD_GAPS_SINCE
        since = {} if board.newest_at is None else {"since": board.newest_at}
        return [record(Gap, row) for row in self._found(query, board=board.id, limit=limit, **since)]

    def gaps(self, thread_ids: Iterable[Id]) -> dict[Id, list[Gap]]:
        """All gaps of these threads."""
        found: dict[Id, list[Gap]] = {}
        for row in self._found(queries.GAPS, threads=list(thread_ids)):
            found.setdefault(row["thread_id"], []).append(record(Gap, row))
        return found

    def rereads(self, limit: int) -> list[DuePost]:
        """The posts due to be read again: all that feeds show first, and of the others the youngest."""
        found = self._found(queries.REREADS, now=self.now, limit=limit, **self._watched())
        return [record(DuePost, row) for row in found]

    def unknown_numbers(self, after: int, before: int) -> int:
        """How many numbers between two posts' no known post of the forum has.

        What was known when this poll began does not count: only newer numbers may be unread.
        """
        newest = self._found(queries.NEWEST_BEFORE, before=before, now=self.now)
        after = max([after, *(row["number"] for row in newest)])
        known = self._found(queries.NUMBERS, after=after, before=before)[0]["count"]
        return max(0, before - after - 1 - int(known))

    def watched_threads(self) -> dict[Id, int | None]:
        """The threads that are watched by themselves, with how many of their newest posts are wanted."""
        return dict(self._watch.threads)

    def threads(self, ids: Iterable[Id]) -> dict[Id, ThreadState]:
        """The threads of these ids."""
        wanted = list(ids)
        found = self._found(queries.THREADS, threads=wanted) if wanted else ()
        return {row["id"]: record(ThreadState, row) for row in found}

    def _threads(self, query: sa.Select[Any], limit: int, **values: Any) -> list[ThreadState]:
        refused = self.now - REFUSED_PAUSE
        found = self._found(query, refused_before=refused, limit=limit, **self._watched(), **values)
        return [record(ThreadState, row) for row in found]

    def _watched(self) -> dict[str, list[Id]]:
        return {"boards": list(self._watch.boards), "threads": list(self._watch.threads)}

    def _found(self, query: sa.Select[Any], **values: Any) -> Sequence[sa.RowMapping]:
        return self._all(query, key=self._key, **values)


def _limited(board: BoardState, limits: sa.RowMapping | None) -> BoardState:
    if limits is None or not board.backfill:
        return board
    return replace(
        board,
        newest_at=limits["newest_at"],
        newest_number=limits["newest_number"] or 0,
        started_at=limits["started_at"],
        enough_threads=limits["last_thread"] is not None,
    )
