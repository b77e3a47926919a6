"""What is known of one forum: what polls read before they decide, and the writing of what a page said."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedforum.records import (
    Answer,
    BoardRow,
    BoardState,
    Gap,
    Id,
    NewestEntries,
    PageBounds,
    PageContext,
    PostState,
    RequestBudget,
    StoredForum,
    ThreadState,
)
from feedforum.store import poll_queries as queries
from feedforum.store import row_mapping, tables
from feedforum.store.database import Repository, in_no_index, writing
from feedforum.store.date_correction import correct_dates, put_clock_back
from feedforum.store.row_mapping import change_rows, record, upsert
from feedforum.store.writes import Change, rename_threads, write_board, write_posts, write_threads

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post

_RIGHT_BELOW = timedelta(seconds=1)

THERE = _thread.c.gone_at.is_(None)


def withheld(misses: int) -> sa.ColumnElement[bool]:
    """Whether a thread that is gone was missing fewer times, and is not looked for by itself."""
    return sa.and_(_thread.c.missing < misses, _thread.c.suspect.is_(False))


class ForumRepository(Repository):
    """What is known of the forum `key`."""

    def __init__(self, engine: sa.Engine, key: str) -> None:
        super().__init__(engine)
        self._key = key

    def threads(self, ids: Iterable[Id]) -> dict[Id, ThreadState]:
        wanted = list(ids)
        return {each.id: each for each in self._threads(_thread.c.id.in_(wanted))} if wanted else {}

    def gaps(self, thread_ids: Iterable[Id]) -> dict[Id, list[Gap]]:
        found: dict[Id, list[Gap]] = {}
        for gap in self._gaps(_post.c.thread_id.in_(list(thread_ids))):
            found.setdefault(gap.thread_id, []).append(gap)
        return found

    def _rows(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> Sequence[sa.RowMapping]:
        return self._all(sa.select(table).where(table.c.forum_key == self._key, *where))

    def _count(self, *where: sa.ColumnElement[bool]) -> int:
        """How many posts of the forum there are where something holds."""
        return self._value(sa.select(sa.func.count()).where(_post.c.forum_key == self._key, *where)) or 0

    def _change(self, table: sa.Table, *where: sa.ColumnElement[bool], **values: Any) -> None:
        """Change the forum's rows where something holds."""
        key = table.c.key if table is _forum else table.c.forum_key
        self._write(sa.update(table).where(key == self._key, *where).values(values))

    def _threads(self, *where: sa.ColumnElement[bool]) -> list[ThreadState]:
        return [record(ThreadState, row) for row in self._rows(_thread, *where)]

    def _gaps(self, *where: sa.ColumnElement[bool], limit: int | None = None) -> list[Gap]:
        """The gaps where something holds, the latest first."""
        there = (_post.c.forum_key == self._key, _post.c.gap_before.is_(True), _post.c.gone_at.is_(None))
        query = sa.select(*(_post.c[name] for name in row_mapping.columns(Gap, _post))).where(*there, *where)
        # All of some threads are found by the thread, the latest few of a board in their order.
        moment = in_no_index(_post.c.posted_at) if limit is None else _post.c.posted_at
        return [record(Gap, row) for row in self._all(query.order_by(moment.desc()).limit(limit))]


class PollRepository(ForumRepository):
    """What polls read and write of the forum. Each method that writes does so in one transaction."""

    def forum(self) -> StoredForum | None:
        """The forum, or None before its first poll."""
        found = self._first(sa.select(_forum).where(_forum.c.key == self._key))
        return record(StoredForum, found) if found else None

    def save_forum(self, forum: StoredForum) -> None:
        """Save the forum. Its host is to stay that of its first poll, as all ids are made of it."""
        self._put(_forum, **row_mapping.values(forum, _forum))

    def correct_dates(
        self, timezone: str, moment: Callable[[datetime], datetime], signature: Callable[[str], str]
    ) -> None:
        """Correct all moments that were read in another zone than `timezone`, in one transaction.

        `moment` gives the right one, `signature` a row's signature with it.
        """
        with writing(self._engine) as connection:
            change_rows(connection, _forum, [{"key": self._key, "timezone": timezone}])
            correct_dates(connection, self._key, moment, signature)

    def put_clock_back(self, now: datetime, was: datetime) -> None:
        """Note that the forum's clock, which said it `was` later before, says `now`."""
        with writing(self._engine) as connection:
            put_clock_back(connection, self._key, now, was)

    def storm_at(self) -> datetime | None:
        """When most of the forum's posts were last seen to look different at once; None if never."""
        return self._value(sa.select(_forum.c.storm_at).where(_forum.c.key == self._key))

    def save_storm(self, moment: datetime) -> None:
        self._change(_forum, storm_at=moment)

    def guests_asked_at(self) -> datetime | None:
        """When the forum was last asked as a guest; None if never."""
        return self._value(sa.select(_forum.c.guests_asked_at).where(_forum.c.key == self._key))

    def save_guests_asked(self, moment: datetime) -> None:
        self._change(_forum, guests_asked_at=moment)

    def guest_shown_at(self) -> dict[Id, datetime | None]:
        """Of each board that is known, when a guest was last shown a post of it."""
        query = sa.select(_board.c.id, _board.c.guest_shown_at).where(_board.c.forum_key == self._key)
        return {row["id"]: row["guest_shown_at"] for row in self._all(query)}

    def save_guest_shown(self, board_ids: Collection[Id], moment: datetime | None) -> None:
        """Save when a guest was shown posts of these boards; None: guests cannot read them."""
        self._change(_board, _board.c.id.in_(board_ids), guest_shown_at=moment)

    def request_budget(self) -> RequestBudget:
        """How many pages the forum was asked for in about the last day."""
        found = self._rows(tables.request_budget)
        return record(RequestBudget, found[0] if found else {})

    def save_request_budget(self, request_budget: RequestBudget) -> None:
        table = tables.request_budget
        self._put(table, forum_key=self._key, **row_mapping.values(request_budget, table))

    def save_boards(self, boards: Mapping[Id, BoardRow | None], now: datetime) -> None:
        """Save the titles of watched boards, in their order; a board without a row keeps its own."""
        known = {row["id"]: row for row in self._rows(_board)}
        changed = []
        for rank, (board_id, row) in enumerate(boards.items()):
            before: Mapping[Any, Any] = known.get(board_id, {"first_seen_at": now, "description": ""})
            values = {"id": board_id, "rank": rank, "first_seen_at": before["first_seen_at"]}
            if row is not None:
                values |= {"title": row.title, "description": row.description or before["description"]}
            if any(before.get(name) != value for name, value in values.items()):
                changed.append(values | {"forum_key": self._key})
        if changed:
            with writing(self._engine) as connection:
                for each in changed:
                    upsert(connection, _board, each)

    def save_board_title(self, board_id: Id, title: str) -> None:
        """Save the title of a board that is not on the index, as its own page shows it."""
        self._save_board(board_id, title=title)

    def save_board_answer(
        self,
        board_id: Id,
        answer: str,
        detail: str,
        refused_at: datetime | None = None,
        refused_as: str | None = None,
    ) -> None:
        """Save what a board answered last, and, if it refused us, when and as whom."""
        self._save_board(board_id, answer=answer, detail=detail, refused_at=refused_at, refused_as=refused_as)

    def _save_board(self, board_id: Id, **values: Any) -> None:
        differs = sa.or_(*(_board.c[name].is_distinct_from(value) for name, value in values.items()))
        self._change(_board, _board.c.id == board_id, differs, **values)

    def clear_refusals(self, board_ids: Iterable[Id], answer: Answer) -> None:
        """Let boards that refused us with `answer` be asked again at once."""
        if ids := list(board_ids):
            refused = (_board.c.answer == answer, _board.c.refused_at.is_not(None))
            self._change(_board, _board.c.id.in_(ids), *refused, refused_as=None)

    def clear_thread_refusals(self) -> None:
        """Let threads whose pages were not to be had be asked for again at once."""
        self._change(_thread, THERE, _thread.c.refused_at.is_not(None), refused_at=None)

    def titles_and_refusals(self) -> tuple[dict[Id, str], dict[Id, tuple[Answer, str]]]:
        """The titles of the boards, and the answers of those that refused us."""
        found = self._rows(_board)
        refusals = {row["id"]: (Answer(row["answer"]), row["detail"]) for row in found if row["refused_at"]}
        return {row["id"]: row["title"] for row in found}, refusals

    def gone_since(self, moment: datetime) -> dict[tuple[Id, Id | None], int]:
        """How many posts were found to be gone from a moment on, by thread and its board, if it has one."""
        query = (
            sa.select(_post.c.thread_id, _post.c.board_id, sa.func.count().label("count"))
            .where(_post.c.forum_key == self._key, _post.c.gone_at >= moment)
            .group_by(_post.c.thread_id, _post.c.board_id)
        )
        return {(row["thread_id"], row["board_id"]): row["count"] for row in self._all(query)}

    def withheld_threads(self, board_id: Id, misses: int) -> list[ThreadState]:
        """The threads of a board that are gone with fewer `misses`, and are not looked for by themselves."""
        return self._threads(_thread.c.board_id == board_id, ~THERE, withheld(misses))

    def rename_threads(self, ids: Mapping[Id, Id]) -> None:
        """Give threads the ids that the forum gave them, by those before; their posts keep their keys."""
        if ids:
            with writing(self._engine) as connection:
                rename_threads(connection, self._key, ids)

    def threads_since(self, board_id: Id, moment: datetime | None) -> list[ThreadState]:
        """A board's threads that are not gone and were last written in after a moment; all for None."""
        where = [_thread.c.board_id == board_id, THERE]
        if moment is not None:
            where.append(sa.or_(_thread.c.last_post_at > moment, _thread.c.announcement.is_(True)))
        return self._threads(*where)

    def page_context(self, thread_id: Id, page: PageBounds) -> PageContext:
        """What is known around a page of a thread."""
        bounds: dict[str, Any] = {"posts": list(page.keys)}
        spans = (("position", page.positions), ("number", page.numbers), ("moment", page.moments))
        for name, span in spans:
            if span is not None:
                bounds |= {f"least_{name}": span[0], f"greatest_{name}": span[1]}
        query = queries.page_context(
            numbers=page.numbers is not None,
            moments=page.moments is not None,
            to_first=page.to_first,
            to_last=page.to_last,
        )
        posts = self._all(query, key=self._key, thread=thread_id, **bounds)
        return PageContext(
            tuple(record(PostState, row) for row in posts if row["thread_id"] == thread_id),
            tuple(self._gaps(_post.c.thread_id == thread_id)),
            tuple(record(PostState, row) for row in posts if row["thread_id"] != thread_id),
            self._undated_at(page.numbers and page.numbers[0]) if page.undated else None,
        )

    def _undated_at(self, number: int | None) -> datetime | None:
        """The moment for posts without a date: right below the dated post before `number`, or below all."""
        there = (_post.c.forum_key == self._key, _post.c.gone_at.is_(None), _post.c.dated.is_(True))
        posts = sa.select(_post.c.posted_at).where(*there).limit(1)
        of_ids = posts.where(_post.c.id.is_not(None), _post.c.number < (number or 0))
        threads = sa.select(sa.func.min(_thread.c.last_post_at)).where(_thread.c.forum_key == self._key)
        found = self._first(
            sa.select(
                of_ids.order_by(_post.c.number.desc()).scalar_subquery().label("before"),
                posts.order_by(_post.c.posted_at).scalar_subquery().label("posts"),
                threads.scalar_subquery().label("threads"),
            )
        )
        before, *oldest = [found["before"], found["posts"], found["threads"]] if found else [None]
        moment: datetime | None = before or min(filter(None, oldest), default=None)
        return moment - _RIGHT_BELOW if moment else None

    def place_undated(self) -> None:
        """Put posts whose date could not be read, and that took the poll's moment, below all others."""
        undated = _post.c.dated.is_(False), _post.c.posted_at == _post.c.first_seen_at
        self._change(_post, *undated, posted_at=self._undated_at(None))

    def newest_entries(self, thread: ThreadState) -> NewestEntries:
        """What is shown first of a thread's board, or, if it is in none, of the thread itself."""
        entry, in_no_board = queries.entry.c, thread.board_id is None
        place = entry.thread_id == thread.id if in_no_board else entry.board_id == thread.board_id
        columns = queries.newest_entries(place)
        return record(NewestEntries, self._first(sa.select(*columns), key=self._key) or {})

    def known_posts(self, ids: Iterable[Id]) -> frozenset[Id]:
        """Which of some posts are known, whatever became of them."""
        query = sa.select(_post.c.id).where(_post.c.forum_key == self._key, _post.c.id.in_(list(ids)))
        return frozenset(row["id"] for row in self._all(query))

    def visible_posts(self, thread_id: Id) -> int:
        """How many posts of a thread are known and were not missing when last looked for."""
        visible = (_post.c.gone_at.is_(None), _post.c.missing == 0)
        return self._count(_post.c.thread_id == thread_id, *visible)

    def save_listing(self, board: BoardState | None, threads: Iterable[ThreadState]) -> None:
        """Save what a page of a board said: threads, and the board itself once it is read far enough."""
        with writing(self._engine) as connection:
            write_threads(connection, self._key, threads)
            if board is not None:
                write_board(connection, self._key, board)

    def save_page(
        self, thread: ThreadState, posts: Iterable[Change], board: BoardState | None = None
    ) -> None:
        """Save what a page of a thread said: the thread, its posts, and its board if that changed."""
        with writing(self._engine) as connection:
            write_threads(connection, self._key, (thread,))
            write_posts(connection, self._key, thread, posts)
            if board is not None:
                write_board(connection, self._key, board)

    def postpone_rereads(self, thread_ids: Iterable[Id], due_at: datetime, until: datetime) -> None:
        """Postpone the re-reading of these threads' posts that are still due, but not of the missing ones."""
        if threads := list(thread_ids):
            due = self._due(_post.c.thread_id.in_(threads), due_at)
            self._write(sa.update(_post).where(due).values(reread_at=until))

    def reschedule_unchanged(
        self, thread_id: Id, due_at: datetime, again_at: Callable[[datetime, bool], datetime | None]
    ) -> None:
        """Schedule the next re-reading of a thread's due posts, whose pages have not changed.

        `again_at` gives the moment of the next re-reading for the moment at which a post was written (first
        seen, where no date can be read) and whether it is the thread's first.
        """
        due = self._due(_post.c.thread_id == thread_id, due_at)
        written = sa.case((_post.c.dated, _post.c.posted_at), else_=_post.c.first_seen_at)
        query = sa.select(_post.c.key, written, _post.c.first).where(due)
        with writing(self._engine) as connection:
            changed = [
                {"forum_key": self._key, "key": key, "reread_at": again_at(posted_at, first)}
                for key, posted_at, first in connection.execute(query)
            ]
            change_rows(connection, _post, changed)

    def _due(self, of_threads: sa.ColumnElement[bool], due_at: datetime) -> sa.ColumnElement[bool]:
        due = sa.and_(_post.c.reread_at <= due_at, _post.c.missing == 0)
        return sa.and_(_post.c.forum_key == self._key, of_threads, due)

    def recheck_thread(
        self, thread: ThreadState, from_position: int, seen: Iterable[str], due_at: datetime
    ) -> None:
        """Save a thread, and make its posts from a position on due for re-reading, except the keys `seen`."""
        still_there = (_post.c.gone_at.is_(None), _post.c.dropped_at.is_(None))
        unseen = (_post.c.position >= from_position, _post.c.key.not_in(list(seen)))
        of_thread = (_post.c.forum_key == self._key, _post.c.thread_id == thread.id)
        with writing(self._engine) as connection:
            write_threads(connection, self._key, (thread,))
            due = sa.update(_post).where(*of_thread, *still_there, *unseen)
            connection.execute(due.values(reread_at=due_at))
