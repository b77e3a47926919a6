"""What is known of one forum: what polls read before they decide, and the writing of what a page said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
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
from feedforum.store import rows, tables
from feedforum.store.database import Repository, reading, upsert, writing
from feedforum.store.date_correction import correct_dates
from feedforum.store.rows import record
from feedforum.store.writes import Change, rename_threads, write_board, write_posts, write_threads

_board, _post = tables.board, tables.post


class PollRepository(Repository):
    """What is known of the forum `key`. Each method that writes does so in one transaction."""

    def __init__(self, engine: sa.Engine, key: str) -> None:
        super().__init__(engine)
        self._key = key

    def forum(self) -> StoredForum | None:
        """The forum, or None before its first poll."""
        found = self._found(queries.FORUM)
        return record(StoredForum, found[0]) if found else None

    def save_forum(self, forum: StoredForum) -> None:
        """Save the forum; its host and the moment of its first poll never change after the first time."""
        known = self.forum()
        if known is not None:
            forum = replace(forum, host=known.host, first_polled_at=known.first_polled_at)
        if forum != known:
            with writing(self._engine) as connection:
                upsert(connection, tables.forum, rows.values(forum, tables.forum))

    def correct_dates(
        self, timezone: str, moment: Callable[[datetime], datetime], signature: Callable[[str], str]
    ) -> None:
        """Correct all moments that were read in another zone than `timezone`, in one transaction.

        `moment` gives the right one, `signature` a row's signature with it.
        """
        with writing(self._engine) as connection:
            connection.execute(queries.CHANGE_FORUM, {"of_forum": self._key, "timezone": timezone})
            correct_dates(connection, self._key, moment, signature)

    def storm_at(self) -> datetime | None:
        """When most of the forum's posts were last seen to look different at once; None if never."""
        found = self._found(queries.FORUM)
        return found[0]["storm_at"] if found else None

    def save_storm(self, moment: datetime) -> None:
        """Save when most of the forum's posts looked different at once."""
        self._change(queries.CHANGE_FORUM, storm_at=moment)

    def request_budget(self) -> RequestBudget:
        """How many pages the forum was asked for in about the last day."""
        found = self._found(queries.REQUEST_BUDGET)
        return record(RequestBudget, found[0] if found else {})

    def save_request_budget(self, request_budget: RequestBudget) -> None:
        """Save how many pages the forum was asked for in about the last day."""
        table = tables.request_budget
        with writing(self._engine) as connection:
            upsert(connection, table, rows.values(request_budget, table) | {"forum_key": self._key})

    def save_boards(self, boards: Mapping[Id, BoardRow | None], now: datetime) -> None:
        """Save the titles of watched boards, in their order; a board without a row keeps its own."""
        known = {row["id"]: row for row in self._found(queries.BOARDS)}
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
        self._change(queries.CHANGE_BOARD.where(_board.c.title != title), of_board=board_id, title=title)

    def save_board_answer(
        self,
        board_id: Id,
        answer: str,
        detail: str,
        refused_at: datetime | None = None,
        refused_as: str | None = None,
    ) -> None:
        """Save what a board answered last, and, if it refused us, when and as whom."""
        values = {"answer": answer, "detail": detail, "refused_at": refused_at, "refused_as": refused_as}
        differs = sa.or_(*(_board.c[name].is_distinct_from(value) for name, value in values.items()))
        self._change(queries.CHANGE_BOARD.where(differs), of_board=board_id, **values)

    def clear_refusals(self, board_ids: Iterable[Id], answer: Answer) -> None:
        """Let boards that refused us with `answer` be asked again at once."""
        refused = sa.and_(_board.c.answer == answer, _board.c.refused_at.is_not(None))
        if ids := list(board_ids):
            change = queries.CHANGE_BOARDS.where(_board.c.id.in_(ids), refused)
            self._change(change, refused_as=None)

    def titles_and_refusals(self) -> tuple[dict[Id, str], dict[Id, tuple[Answer, str]]]:
        """The titles of the boards, and the answers of those that refused us."""
        found = self._found(queries.BOARDS)
        refusals = {row["id"]: (Answer(row["answer"]), row["detail"]) for row in found if row["refused_at"]}
        return {row["id"]: row["title"] for row in found}, refusals

    def gone_since(self, moment: datetime) -> dict[tuple[Id, Id | None], int]:
        """How many posts were found to be gone from a moment on, by thread and its board, if it has one."""
        query = (
            sa.select(_post.c.thread_id, _post.c.board_id, sa.func.count())
            .where(_post.c.forum_key == self._key, _post.c.gone_at >= moment)
            .group_by(_post.c.thread_id, _post.c.board_id)
        )
        with reading(self._engine) as connection:
            return {(row[0], row[1]): row[2] for row in connection.execute(query)}

    def threads(self, ids: Iterable[Id]) -> dict[Id, ThreadState]:
        """The threads of these ids, as far as they are known."""
        wanted = list(ids)
        found = self._found(queries.THREADS, threads=wanted) if wanted else ()
        return {row["id"]: record(ThreadState, row) for row in found}

    def withheld_threads(self, board_id: Id, misses: int) -> list[ThreadState]:
        """The threads of a board that are gone with fewer `misses`, and are not looked for by themselves."""
        found = self._found(queries.WITHHELD_BY_BOARD, board=board_id, misses=misses)
        return [record(ThreadState, row) for row in found]

    def rename_threads(self, ids: Mapping[Id, Id]) -> None:
        """Give threads the ids that the forum gave them, by those before; their posts keep their keys."""
        if ids:
            with writing(self._engine) as connection:
                rename_threads(connection, self._key, ids)

    def threads_since(self, board_id: Id, moment: datetime | None) -> list[ThreadState]:
        """A board's threads that are not gone and were last written in after a moment; all for None."""
        if moment is None:
            found = self._found(queries.THREADS_OF_BOARD, board=board_id)
        else:
            found = self._found(queries.THREADS_SINCE, board=board_id, since=moment)
        return [record(ThreadState, row) for row in found]

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
        thread = {"key": self._key, "thread": thread_id, "threads": [thread_id]}
        with reading(self._engine) as connection:
            posts = connection.execute(query, thread | bounds).mappings().all()
            gaps = connection.execute(queries.GAPS, thread).mappings().all()
        return PageContext(
            tuple(record(PostState, row) for row in posts if row["thread_id"] == thread_id),
            tuple(record(Gap, row) for row in gaps),
            tuple(record(PostState, row) for row in posts if row["thread_id"] != thread_id),
        )

    def newest_entries(self, thread: ThreadState) -> NewestEntries:
        """What is shown first of a thread's board, or, if it is in none, of the thread itself."""
        if thread.board_id is None:
            found = self._found(queries.NEWEST_OF_THREAD, thread=thread.id)
        else:
            found = self._found(queries.NEWEST_OF_BOARD, board=thread.board_id)
        return record(NewestEntries, found[0])

    def visible_posts(self, thread_id: Id) -> int:
        """How many posts of a thread are known and were not missing when last looked for."""
        return int(self._found(queries.VISIBLE_POSTS, thread=thread_id)[0]["count"])

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
            self._change(queries.POSTPONE_REREADS, threads=threads, due_at=due_at, reread_at=until)

    def reschedule_unchanged(
        self, thread_id: Id, due_at: datetime, again_at: Callable[[datetime, bool], datetime | None]
    ) -> None:
        """Schedule the next re-reading of a thread's due posts, whose pages have not changed.

        `again_at` gives the moment of the next re-reading for the moment at which a post was written, and
        whether it is the thread's first.
        """
        of_thread = sa.and_(_post.c.forum_key == self._key, _post.c.thread_id == thread_id)
        due = sa.select(_post.c.key, _post.c.posted_at, _post.c.first).where(
            of_thread, _post.c.reread_at <= due_at, _post.c.missing == 0
        )
        with writing(self._engine) as connection:
            changed = [
                {"of_forum": self._key, "of_post": key, "reread_at": again_at(posted_at, first)}
                for key, posted_at, first in connection.execute(due)
            ]
            if changed:
                connection.execute(queries.CHANGE_POST, changed)

    def recheck_thread(
        self, thread: ThreadState, from_position: int, seen: Iterable[str], due_at: datetime
    ) -> None:
        """Save a thread, and make its posts from a position on due for re-reading, except the keys `seen`."""
        wanted = {"of_forum": self._key, "thread": thread.id, "from_position": from_position}
        with writing(self._engine) as connection:
            write_threads(connection, self._key, (thread,))
            connection.execute(queries.RECHECK_THREAD, wanted | {"seen": list(seen), "reread_at": due_at})

    def _found(self, query: sa.Select[Any], **values: Any) -> Sequence[sa.RowMapping]:
        return self._all(query, key=self._key, **values)

    def _change(self, statement: sa.Update, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(statement, values | {"of_forum": self._key})
