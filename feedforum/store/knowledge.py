"""What is known of one forum: what polls read before they decide, and how what a page said is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Table,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from feedforum.records import (
    Answer,
    BoardRow,
    BoardState,
    Lately,
    StoredForum,
    Surroundings,
    ThreadState,
)
from feedforum.store import rows, schema, search
from feedforum.store.database import reading, writing
from feedforum.store.posts import Change, keep_posts

_board, _thread, _post = schema.board, schema.thread, schema.post


class Knowledge:
    """What is known of the forum `key`. Each method that keeps something does so in one transaction."""

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._key = key

    def forum(self) -> StoredForum | None:
        """The forum, or None before its first poll."""
        with reading(self._engine) as connection:
            row = (
                connection.execute(select(schema.forum).where(schema.forum.c.key == self._key))
                .mappings()
                .first()
            )
        return rows.stored_forum(row) if row else None

    def keep_forum(self, forum: StoredForum) -> None:
        """Keep the forum; its host and the moment of its first poll never change after the first time."""
        values = {
            "url": forum.url,
            "engine": forum.engine,
            "title": forum.title,
            "language": forum.language,
        }
        known = self.forum()
        with writing(self._engine) as connection:
            if known is None:
                first = {"key": forum.key, "host": forum.host, "first_polled_at": forum.first_polled_at}
                connection.execute(insert(schema.forum).values(values | first))
            elif values != {name: getattr(known, name) for name in values}:
                connection.execute(update(schema.forum).where(schema.forum.c.key == self._key).values(values))

    def storm_at(self) -> datetime | None:
        """When most of the forum's posts were last seen to look different at once; None if never."""
        query = select(schema.forum.c.storm_at).where(schema.forum.c.key == self._key)
        with reading(self._engine) as connection:
            moment: datetime | None = connection.execute(query).scalar_one_or_none()
        return moment

    def keep_storm(self, moment: datetime) -> None:
        """Keep when most of the forum's posts looked different at once."""
        with writing(self._engine) as connection:
            connection.execute(
                update(schema.forum).where(schema.forum.c.key == self._key).values(storm_at=moment)
            )

    def lately(self) -> Lately:
        """How much the forum was asked for lately."""
        table = schema.lately
        query = select(table.c.asked, table.c.reread, table.c.at).where(table.c.forum_key == self._key)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return Lately(*row) if row else Lately()

    def keep_lately(self, lately: Lately) -> None:
        """Keep how much the forum was asked for lately."""
        table = schema.lately
        values = {"asked": lately.asked, "reread": lately.reread, "at": lately.at}
        with writing(self._engine) as connection:
            known = update(table).where(table.c.forum_key == self._key).values(values)
            if connection.execute(known).rowcount == 0:
                connection.execute(insert(table).values(values | {"forum_key": self._key}))

    def meet_boards(self, boards: Mapping[int, BoardRow | None], now: datetime) -> None:
        """Keep the titles of watched boards, in their order; a board without a row keeps what it had."""
        with writing(self._engine) as connection:
            known = {
                row["id"]: row
                for row in connection.execute(
                    select(_board).where(_board.c.forum_key == self._key)
                ).mappings()
            }
            for rank, (board_id, row) in enumerate(boards.items()):
                self._meet_board(connection, known.get(board_id), board_id, row, rank, now)

    def _meet_board(
        self,
        connection: Connection,
        known: RowMapping | None,
        board_id: int,
        row: BoardRow | None,
        rank: int,
        now: datetime,
    ) -> None:
        values: dict[str, Any] = {"rank": rank}
        if row is not None:
            values |= {
                "title": row.title,
                "description": row.description or (known["description"] if known else ""),
            }
        if known is None:
            first = {"forum_key": self._key, "id": board_id, "first_seen_at": now}
            connection.execute(insert(_board).values(values | first))
        elif any(known[name] != value for name, value in values.items()):
            connection.execute(update(_board).where(self._is(_board, board_id)).values(values))

    def name_board(self, board_id: int, title: str) -> None:
        """Keep the title of a board that the index does not show, as its own page tells it."""
        with writing(self._engine) as connection:
            connection.execute(
                update(_board).where(self._is(_board, board_id), _board.c.title != title).values(title=title)
            )

    def keep_board_answer(
        self,
        board_id: int,
        answer: str,
        detail: str,
        refused_at: datetime | None = None,
        refused_as: str | None = None,
    ) -> None:
        """Keep what a board last answered, and since when it does not let whom in."""
        values = {
            "answer": answer,
            "detail": detail,
            "refused_at": refused_at,
            "refused_as": refused_as,
        }
        with writing(self._engine) as connection:
            connection.execute(
                update(_board)
                .where(self._is(_board, board_id))
                .where(or_(*(_board.c[name].is_distinct_from(value) for name, value in values.items())))
                .values(values)
            )

    def readmit(self, board_ids: Iterable[int], answer: Answer) -> None:
        """Let boards be asked again at once that answered `answer` when they did not let us in."""
        ids = list(board_ids)
        if not ids:
            return
        with writing(self._engine) as connection:
            connection.execute(
                update(_board)
                .where(
                    _board.c.forum_key == self._key,
                    _board.c.id.in_(ids),
                    _board.c.answer == answer,
                    _board.c.refused_at.is_not(None),
                )
                .values(refused_at=None, refused_as=None)
            )

    def refusals(self) -> dict[int, tuple[Answer, str]]:
        """What the boards answered that do not let us in."""
        query = select(_board).where(_board.c.forum_key == self._key, _board.c.refused_at.is_not(None))
        with reading(self._engine) as connection:
            found = connection.execute(query).mappings()
            return {row["id"]: (Answer(row["answer"]), row["detail"]) for row in found}

    def gone_since(self, moment: datetime) -> dict[tuple[int, int | None], int]:
        """How many posts were found to be gone from a moment on, by thread and its board, if it has one."""
        query = (
            select(_post.c.thread_id, _post.c.board_id, func.count())
            .where(_post.c.forum_key == self._key, _post.c.gone_at >= moment)
            .group_by(_post.c.thread_id, _post.c.board_id)
        )
        with reading(self._engine) as connection:
            return {(row[0], row[1]): row[2] for row in connection.execute(query)}

    def threads(self, ids: Iterable[int]) -> dict[int, ThreadState]:
        """The threads of these ids, as far as they are known."""
        with reading(self._engine) as connection:
            found = connection.execute(
                select(_thread).where(_thread.c.forum_key == self._key, _thread.c.id.in_(list(ids)))
            ).mappings()
            return {row["id"]: rows.thread_state(row) for row in found}

    def threads_since(self, board_id: int, moment: datetime | None) -> list[ThreadState]:
        """A board's threads that are not gone and were last written in after a moment; all for None."""
        query = select(_thread).where(
            _thread.c.forum_key == self._key, _thread.c.board_id == board_id, _thread.c.gone_at.is_(None)
        )
        if moment is not None:
            query = query.where(_thread.c.last_post_at > moment)
        with reading(self._engine) as connection:
            return [rows.thread_state(row) for row in connection.execute(query).mappings()]

    def around(self, thread_id: int, ids: Sequence[int], *, to_first: bool, to_last: bool) -> Surroundings:
        """What is known around a page with posts of these ids; no ids ask for the whole thread.

        `to_first`, `to_last`: whether the page shows the thread's first post, its last.
        """
        of_thread = and_(_post.c.forum_key == self._key, _post.c.thread_id == thread_id)
        query = select(_post).where(of_thread)
        if ids:
            query = query.where(
                or_(_post.c.id.is_(None), _window(of_thread, min(ids), max(ids), to_first, to_last))
            )
        with reading(self._engine) as connection:
            posts = connection.execute(query.order_by(_post.c.number)).mappings().all()
            gaps = (
                connection.execute(
                    select(_post).where(of_thread, _post.c.gap_before.is_(True), _post.c.gone_at.is_(None))
                )
                .mappings()
                .all()
            )
        return Surroundings(tuple(map(rows.post_state, posts)), tuple(map(rows.gap, gaps)))

    def visible_posts(self, thread_id: int) -> int:
        """How many posts of a thread are known and were not missing when last looked for."""
        with reading(self._engine) as connection:
            return connection.execute(
                select(func.count()).where(
                    _post.c.forum_key == self._key,
                    _post.c.thread_id == thread_id,
                    _post.c.gone_at.is_(None),
                    _post.c.missing == 0,
                )
            ).scalar_one()

    def keep_listing(self, board: BoardState | None, threads: Iterable[ThreadState]) -> None:
        """Keep what a page of a board said: threads, and the board itself once it is read far enough."""
        with writing(self._engine) as connection:
            for thread in threads:
                self._keep_thread(connection, thread)
            if board is not None:
                self._keep_board(connection, board)

    def keep_page(
        self, thread: ThreadState, posts: Iterable[Change], board: BoardState | None = None
    ) -> None:
        """Keep what a page of a thread said: the thread, its posts, and its board's habits if told."""
        with writing(self._engine) as connection:
            self._keep_thread(connection, thread)
            keep_posts(connection, self._key, thread, posts)
            if board is not None:
                self._keep_board(connection, board)

    def put_off_rereads(self, thread_ids: Iterable[int], due_at: datetime, until: datetime) -> None:
        """Put off these threads' posts that are still due for reading again, but not the missing ones."""
        with writing(self._engine) as connection:
            connection.execute(
                update(_post)
                .where(
                    _post.c.forum_key == self._key,
                    _post.c.thread_id.in_(list(thread_ids)),
                    _post.c.reread_at <= due_at,
                    _post.c.missing == 0,
                )
                .values(reread_at=until)
            )

    def put_off_unchanged(
        self, thread_ids: Iterable[int], due_at: datetime, again_at: Callable[[datetime], datetime | None]
    ) -> None:
        """Put off these threads' posts that are due, since their pages have not changed.

        `again_at` tells from when a post was written when it is to be read again.
        """
        due = (
            select(_post.c.key, _post.c.posted_at)
            .where(_post.c.forum_key == self._key, _post.c.thread_id.in_(list(thread_ids)))
            .where(_post.c.reread_at <= due_at, _post.c.missing == 0)
        )
        with writing(self._engine) as connection:
            posts = [{"of_key": key, "again": again_at(at)} for key, at in connection.execute(due)]
            if posts:
                of_key = and_(_post.c.forum_key == self._key, _post.c.key == bindparam("of_key"))
                connection.execute(update(_post).where(of_key).values(reread_at=bindparam("again")), posts)

    def hunt(self, thread: ThreadState, from_position: int, seen: Iterable[str], due_at: datetime) -> None:
        """Keep a thread, with its posts from a position on due for reading again, but for the keys `seen`."""
        with writing(self._engine) as connection:
            self._keep_thread(connection, thread)
            connection.execute(
                update(_post)
                .where(
                    _post.c.forum_key == self._key,
                    _post.c.thread_id == thread.id,
                    _post.c.gone_at.is_(None),
                    _post.c.dropped_at.is_(None),
                    _post.c.position >= from_position,
                    _post.c.key.not_in(list(seen)),
                )
                .values(reread_at=due_at)
            )

    def _is(self, table: Table, row_id: int) -> Any:
        return and_(table.c.forum_key == self._key, table.c.id == row_id)

    def _keep_board(self, connection: Connection, board: BoardState) -> None:
        connection.execute(update(_board).where(self._is(_board, board.id)).values(rows.board_values(board)))

    def _keep_thread(self, connection: Connection, thread: ThreadState) -> None:
        before = (
            connection.execute(
                select(_thread.c.board_id, _thread.c.gone_at, _thread.c.topic, _thread.c.prefix).where(
                    self._is(_thread, thread.id)
                )
            )
            .mappings()
            .first()
        )
        values = rows.thread_values(thread)
        if before is None:
            connection.execute(insert(_thread).values(values | {"forum_key": self._key}))
            return
        connection.execute(update(_thread).where(self._is(_thread, thread.id)).values(values))
        of_thread = and_(_post.c.forum_key == self._key, _post.c.thread_id == thread.id)
        if before["board_id"] != thread.board_id:
            connection.execute(update(_post).where(of_thread).values(board_id=thread.board_id))
        if before["gone_at"] != thread.gone_at:
            affected = _post.c.gone_at.is_(None) if thread.gone_at else _post.c.gone_at == before["gone_at"]
            connection.execute(update(_post).where(of_thread, affected).values(gone_at=thread.gone_at))
        if (before["topic"], before["prefix"]) != (thread.topic, thread.prefix):
            search.keep_topic(connection, self._key, thread)


def _window(of_thread: Any, least: int, greatest: int, to_first: bool, to_last: bool) -> Any:
    """Posts with ids from the nearest below `least` to the nearest above `greatest`, or all the way."""
    below = select(func.max(_post.c.number)).where(
        of_thread, _post.c.number < least, _post.c.gone_at.is_(None)
    )
    above = select(func.min(_post.c.number)).where(
        of_thread, _post.c.number > greatest, _post.c.gone_at.is_(None)
    )
    bounds = []
    if not to_first:
        bounds.append(_post.c.number >= func.coalesce(below.scalar_subquery(), least))
    if not to_last:
        bounds.append(_post.c.number <= func.coalesce(above.scalar_subquery(), greatest))
    return and_(*bounds) if bounds else _post.c.number >= 0
