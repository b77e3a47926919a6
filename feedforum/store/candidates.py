"""What may be worth asking a forum for: the queries that a poll's next step is decided from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from feedforum.records import REFUSED_PAUSE, Backfill, BoardState, DuePost, Gap, Id, ThreadState, WatchList
from feedforum.store import poll_queries as queries
from feedforum.store import tables
from feedforum.store.poll_repository import THERE, ForumRepository, withheld
from feedforum.store.row_mapping import record

_board, _thread, _post = tables.board, tables.thread, tables.post


class Candidates(ForumRepository):
    """What may be worth asking the forum `key` for, as far as `watch` wants it, at the moment `now`."""

    def __init__(self, engine: sa.Engine, key: str, watch: WatchList, now: datetime) -> None:
        super().__init__(engine, key)
        self.watch = watch
        self.now = now

    def boards(self) -> tuple[BoardState, ...]:
        """The watched boards, in their order, without what `backfill` works out."""
        query = sa.select(_board).where(_board.c.forum_key == self._key)
        return tuple(
            record(BoardState, row, backfill=self.watch.boards[row["id"]])
            for row in self._all(query.order_by(_board.c.rank, _board.c.title))
            if row["id"] in self.watch.boards
        )

    def backfill(self, boards: Iterable[BoardState]) -> Backfill:
        """The same boards with where their wanted newest posts, first posts and threads end.

        With it comes which of them may have something left to read that is wanted.
        """
        boards = tuple(boards)
        limits: dict[Id, sa.RowMapping] = {}
        for wanted in {board.backfill for board in boards} - {0}:
            ids = [board.id for board in boards if board.backfill == wanted]
            query = queries.WITHOUT_LIMITS if wanted is None else queries.LIMITS
            last = {} if wanted is None else {"last": wanted - 1}
            limits |= {row["id"]: row for row in self._all(query, key=self._key, boards=ids, **last)}
        return Backfill(
            boards=tuple(_limited(board, limits.get(board.id)) for board in boards),
            unread=frozenset(board_id for board_id, row in limits.items() if row["unread"]),
            firsts=frozenset(board_id for board_id, row in limits.items() if row["firsts"]),
            gaps=frozenset(board_id for board_id, row in limits.items() if row["gaps"]),
        )

    def news(self, limit: int, misses: int) -> list[ThreadState]:
        """Threads whose listing tells of posts that are not read yet, the last written in first.

        Those that are gone with fewer `misses` are among them, unless they are looked for by themselves.
        """
        return self._to_be_had(limit, _thread.c.news.is_(True), sa.or_(THERE, withheld(misses)))

    def suspects(self, limit: int, withheld_before: datetime, since: datetime) -> list[ThreadState]:
        """Threads that were missing from where they should be.

        Those that were refused to us are among them if that was before a moment, and they were written in
        since another one.
        """
        refused = sa.and_(_thread.c.refused_at <= withheld_before, _thread.c.last_post_at >= since)
        return self._to_be_had(limit, _thread.c.suspect.is_(True), sa.or_(THERE, refused))

    def lost(self, since: datetime) -> list[ThreadState]:
        """Threads watched by themselves that are gone or withheld, and were not looked for since a moment."""
        if not self.watch.threads:
            return []
        missed, refused = sa.func.coalesce(_thread.c.missing_at, _thread.c.gone_at), _thread.c.refused_at
        lost = (~THERE, missed <= since, sa.func.coalesce(refused, since) <= since)
        return self._threads(_thread.c.id.in_(list(self.watch.threads)), *lost)

    def unread(self, board: BoardState, limit: int) -> list[ThreadState]:
        """Threads of a board of which nothing was read and that its wanted newest posts may be in."""
        since = () if board.newest_at is None else (_thread.c.last_post_at >= board.newest_at,)
        unread = (_thread.c.never_read.is_(True), _thread.c.board_id == board.id, *since)
        return self._to_be_had(limit, THERE, *unread)

    def first_wanted(self, board: BoardState) -> list[ThreadState]:
        """The newest threads of a board, as many as wanted, of which the first post is not known."""
        if not board.backfill:
            return []
        query = sa.select(_thread).where(
            _thread.c.forum_key == self._key, _thread.c.board_id == board.id, THERE
        )
        newest = query.order_by(_thread.c.number.desc(), _thread.c.id).limit(board.backfill)
        threads = [record(ThreadState, row) for row in self._all(newest)]
        refused = self.now - REFUSED_PAUSE
        return [
            each for each in threads if each.first_key is None and (each.refused_at or refused) <= refused
        ]

    def old_gaps(self, board: BoardState, limit: int) -> list[Gap]:
        """Gaps in a board's threads that its wanted newest posts may be in, the latest first.

        What lies before a post whose text was dropped is not wanted either.
        """
        since = () if board.newest_at is None else (_post.c.posted_at >= board.newest_at,)
        return self._gaps(_post.c.board_id == board.id, _post.c.dropped_at.is_(None), *since, limit=limit)

    def rereads(self, limit: int) -> list[DuePost]:
        """The posts due to be read again: all that feeds show first, and of the others the youngest."""
        watched = {"boards": list(self.watch.boards), "threads": list(self.watch.threads)}
        found = self._all(queries.REREADS, key=self._key, now=self.now, limit=limit, **watched)
        return [record(DuePost, row) for row in found]

    def unknown_numbers(self, after: int, before: int) -> int:
        """How many numbers between two posts' no known post of the forum has.

        What was known when this poll began does not count: only newer numbers may be unread.
        """
        number, there = _post.c.number, _post.c.gone_at.is_(None)
        older = (_post.c.forum_key == self._key, there, number < before, _post.c.first_seen_at < self.now)
        after = max(after, self._value(sa.select(sa.func.max(number)).where(*older)) or after)
        return max(0, before - after - 1 - self._count(there, number > after, number < before))

    def _to_be_had(self, limit: int, *wanted: sa.ColumnElement[bool]) -> list[ThreadState]:
        """Watched threads that were not refused to us lately, the last written in first."""
        boards, threads = list(self.watch.boards), list(self.watch.threads)
        query = sa.select(_thread).where(
            _thread.c.forum_key == self._key,
            *wanted,
            sa.or_(_thread.c.refused_at.is_(None), _thread.c.refused_at < self.now - REFUSED_PAUSE),
            sa.or_(_thread.c.board_id.in_(boards), _thread.c.id.in_(threads)),
        )
        newest = query.order_by(_thread.c.last_post_at.desc(), _thread.c.number.desc()).limit(limit)
        return [record(ThreadState, row) for row in self._all(newest)]


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
