"""What may be worth asking a forum for: the queries that a poll's next step is decided from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, or_, select

from feedforum.records import REFUSED_PAUSE, BoardState, Gap, ThreadState, Watch
from feedforum.store import rows, schema
from feedforum.store.database import reading

_board, _thread, _post = schema.board, schema.thread, schema.post


class Outlook:
    """What may be worth asking the forum `key` for, as far as `watch` wants it, at the moment `now`."""

    def __init__(self, engine: Engine, key: str, watch: Watch, now: datetime) -> None:
        self._engine = engine
        self._key = key
        self._watch = watch
        self.now = now

    def boards(self) -> tuple[BoardState, ...]:
        """The watched boards, in their order, without what `with_limits` works out."""
        with reading(self._engine) as connection:
            found = connection.execute(
                select(_board).where(_board.c.forum_key == self._key).order_by(_board.c.rank, _board.c.id)
            ).mappings()
            return tuple(
                rows.board_state(row, backfill=self._watch.boards[row["id"]])
                for row in found
                if row["id"] in self._watch.boards
            )

    def with_limits(self, boards: Iterable[BoardState]) -> tuple[BoardState, ...]:
        """The same boards with where their wanted newest posts, first posts and threads end."""
        with reading(self._engine) as connection:
            return tuple(self._limited(connection, board) for board in boards)

    def _limited(self, connection: Connection, board: BoardState) -> BoardState:
        if not board.backfill:
            return board
        of_board = and_(
            _post.c.forum_key == self._key, _post.c.board_id == board.id, _post.c.gone_at.is_(None)
        )
        last = select(_post.c.posted_at, _post.c.number).order_by(
            _post.c.posted_at.desc(), _post.c.number.desc()
        )
        last = last.offset(board.backfill - 1).limit(1)
        enough = select(_thread.c.id).where(self._in_board(board.id)).offset(board.backfill - 1).limit(1)
        newest = connection.execute(last.where(of_board)).first()
        return replace(
            board,
            newest_at=newest[0] if newest else None,
            newest_number=newest[1] if newest else 0,
            started_at=connection.execute(last.where(of_board, _post.c.first.is_(True))).scalar(),
            enough_threads=connection.execute(enough).first() is not None,
        )

    def news(self, limit: int) -> list[ThreadState]:
        """Threads whose listing tells of posts that are not read yet, the last written in first."""
        return self._threads(_thread.c.news.is_(True), limit)

    def suspects(self, limit: int) -> list[ThreadState]:
        """Threads that were missing from where they should be."""
        return self._threads(_thread.c.suspect.is_(True), limit)

    def lost(self, since: datetime) -> list[ThreadState]:
        """Threads watched by themselves that are gone and were not looked for since a moment."""
        query = select(_thread).where(
            _thread.c.forum_key == self._key,
            _thread.c.id.in_(list(self._watch.threads)),
            _thread.c.gone_at.is_not(None),
            _thread.c.missing_at <= since,
        )
        with reading(self._engine) as connection:
            return [rows.thread_state(row) for row in connection.execute(query).mappings()]

    def unread(self, board: BoardState, limit: int) -> list[ThreadState]:
        """Threads of a board of which nothing was read and that its wanted newest posts may be in."""
        wanted: ColumnElement[bool] = _thread.c.never_read.is_(True)
        if board.newest_at is not None:
            wanted = and_(wanted, _thread.c.last_post_at >= board.newest_at)
        return self._threads(and_(wanted, _thread.c.board_id == board.id), limit)

    def first_wanted(self, board: BoardState) -> list[ThreadState]:
        """The newest threads of a board, as many as wanted, of which the first post is not known."""
        if not board.backfill:
            return []
        newest = (
            select(_thread)
            .where(self._in_board(board.id))
            .order_by(_thread.c.id.desc())
            .limit(board.backfill)
        )
        with reading(self._engine) as connection:
            found = connection.execute(newest).mappings().all()
        return [
            rows.thread_state(row) for row in found if row["first_key"] is None and not self._refused(row)
        ]

    def old_gaps(self, board: BoardState, limit: int) -> list[Gap]:
        """Gaps in a board's threads that its wanted newest posts may be in, the latest first.

        What lies before a post whose text is kept no longer is not wanted either.
        """
        query = select(_post).where(
            _post.c.forum_key == self._key,
            _post.c.board_id == board.id,
            _post.c.gap_before.is_(True),
            _post.c.gone_at.is_(None),
            _post.c.dropped_at.is_(None),
        )
        if board.newest_at is not None:
            query = query.where(_post.c.posted_at >= board.newest_at)
        with reading(self._engine) as connection:
            found = connection.execute(query.order_by(_post.c.posted_at.desc()).limit(limit)).mappings()
            return [rows.gap(row) for row in found]

    def gaps(self, thread_ids: Iterable[int]) -> dict[int, list[Gap]]:
        """All gaps of these threads."""
        query = select(_post).where(
            _post.c.forum_key == self._key,
            _post.c.thread_id.in_(list(thread_ids)),
            _post.c.gap_before.is_(True),
            _post.c.gone_at.is_(None),
        )
        found: dict[int, list[Gap]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(query).mappings():
                found.setdefault(row["thread_id"], []).append(rows.gap(row))
        return found

    def rereads(self, limit: int) -> list[tuple[int, int]]:
        """Thread and position of the posts due to be read again: what is missing first, then the youngest."""
        query = (
            select(_post.c.thread_id, _post.c.position)
            .where(
                _post.c.forum_key == self._key,
                _post.c.reread_at <= self.now,
                _post.c.gone_at.is_(None),
                or_(
                    _post.c.board_id.in_(list(self._watch.boards)),
                    _post.c.thread_id.in_(list(self._watch.threads)),
                ),
            )
            .order_by(_post.c.missing.desc(), _post.c.posted_at.desc(), _post.c.number.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def single(self) -> dict[int, int | None]:
        """The threads that are watched by themselves, with how many of their newest posts are wanted."""
        return dict(self._watch.threads)

    def threads(self, ids: Iterable[int]) -> dict[int, ThreadState]:
        """The threads of these ids."""
        query = select(_thread).where(_thread.c.forum_key == self._key, _thread.c.id.in_(list(ids)))
        with reading(self._engine) as connection:
            return {row["id"]: rows.thread_state(row) for row in connection.execute(query).mappings()}

    def _threads(self, wanted: ColumnElement[bool], limit: int) -> list[ThreadState]:
        query = (
            select(_thread)
            .where(
                _thread.c.forum_key == self._key,
                wanted,
                _thread.c.gone_at.is_(None),
                or_(_thread.c.refused_at.is_(None), _thread.c.refused_at < self.now - REFUSED_PAUSE),
                or_(
                    _thread.c.board_id.in_(list(self._watch.boards)),
                    _thread.c.id.in_(list(self._watch.threads)),
                ),
            )
            .order_by(_thread.c.last_post_at.desc(), _thread.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [rows.thread_state(row) for row in connection.execute(query).mappings()]

    def _in_board(self, board_id: int) -> ColumnElement[bool]:
        return and_(
            _thread.c.forum_key == self._key, _thread.c.board_id == board_id, _thread.c.gone_at.is_(None)
        )

    def _refused(self, row: Mapping[str, Any] | Any) -> bool:
        return row["refused_at"] is not None and row["refused_at"] > self.now - REFUSED_PAUSE
