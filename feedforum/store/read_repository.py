"""What was seen, for feeds and pages. What is gone from a forum is left out."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    RowMapping,
    Select,
    select,
)

from feedforum.records import (
    Answer,
    Attachment,
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
from feedforum.store import read_queries as queries
from feedforum.store import rows, tables
from feedforum.store.database import reading
from feedforum.store.search import by_authors, newest_found

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_attachment = tables.attachment

ALL = StoreFilter()


class ReadRepository:
    """What is stored, for reading. Every method may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def forum(self, key: str) -> StoredForum | None:
        """A forum, or None if it was never polled."""
        row = self._first(select(_forum).where(_forum.c.key == key))
        return rows.record(StoredForum, row) if row else None

    def trouble(self, key: str) -> PollFailures | None:
        """Since when polls of a forum fail, or None if the last one did not."""
        poll_state = tables.poll_state
        query = select(poll_state.c.failing_since, poll_state.c.polled_at, poll_state.c.answer).where(
            poll_state.c.forum_key == key, poll_state.c.failing_since.is_not(None)
        )
        row = self._first(query)
        if row is None:
            return None
        return PollFailures(row["failing_since"], row["polled_at"], Answer(row["answer"]))

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        """A board, or None if it was never seen."""
        query = select(_board).where(_board.c.forum_key == key, _board.c.id == board_id)
        row = self._first(query)
        return rows.record(StoredBoard, row) if row else None

    def boards(self, key: str) -> list[StoredBoard]:
        """The boards that were seen, in the forum's order."""
        query = select(_board).where(_board.c.forum_key == key).order_by(_board.c.rank, _board.c.title)
        return [rows.record(StoredBoard, row) for row in self._all(query)]

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        """A thread, or None if it was never seen or is gone."""
        row = self._first(queries.threads().where(_thread.c.forum_key == key, _thread.c.id == thread_id))
        return rows.stored_thread(row) if row else None

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]:
        """The threads of a board but for those `without`, newest first by their last post."""
        query = (
            queries.threads()
            .where(_thread.c.forum_key == key, _thread.c.board_id == board_id)
            .where(*queries.excluding(_thread.c.id, without))
            .order_by(_thread.c.last_post_at.desc(), _thread.c.number.desc())
            .limit(limit)
        )
        return [rows.stored_thread(row) for row in self._all(query)]

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
        """Posts, newest first by (posted_at, number); of all boards for None, of one thread if named.

        None is of the threads `without`.
        The posts of a thread that moved to a board that is not watched are in no board.
        Those whose text was dropped are included only if `dropped`.
        """
        where = [*queries.within(board_ids, thread_id, without), *queries.after(before)]
        return self._posts_of_forum(key, where, wanted, limit, dropped=dropped)

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        """How many posts of a thread there are, or up to the post of that key: 0 if that is not there."""
        query = queries.thread_length(key, thread_id)
        with reading(self._engine) as connection:
            if up_to is not None:
                of_post = queries.reading_order(key, thread_id).where(_post.c.key == up_to)
                last = connection.execute(of_post).first()
                if last is None:
                    return 0
                query = query.where(queries.up_to(last))
            return int(connection.execute(query).scalar_one())

    def sort_key_at(self, key: str, thread_id: Id, index: int) -> SortKey | None:
        """The sort key of the post that has `index` posts of its thread before it; None if there is none."""
        row = self._first(queries.reading_order(key, thread_id).offset(index).limit(1))
        return SortKey(row["posted_at"], row["number"], key, row["key"]) if row else None

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
        where = [_post.c.first.is_(True), *queries.within(board_ids, None, without), *queries.after(before)]
        return self._posts_of_forum(key, where, wanted, limit)

    def found_posts(
        self, scopes: Sequence[SearchScope], query: SearchQuery, *, before: SortKey | None = None, limit: int
    ) -> list[StoredPost]:
        """The posts that a query finds in any of the scopes, newest first by (posted_at, number)."""
        where = [queries.in_any_scope(scopes), *queries.after(before)]
        with reading(self._engine) as connection:
            return self._posts(connection, [scope.key for scope in scopes], where, limit, query)

    def sort_key(self, key: str, post_key: str, scope: SearchScope | None = None) -> SortKey | None:
        """The sort key of a post, gone or not; None if it was never seen, or is not in the scope."""
        query = select(_post.c.posted_at, _post.c.number).where(
            _post.c.forum_key == key,
            _post.c.key == post_key,
            *(() if scope is None else (queries.in_scope(scope),)),
        )
        row = self._first(query)
        return SortKey(row["posted_at"], row["number"], key, post_key) if row else None

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

        `only_first` asks for those that stood first in a thread when they were last seen.
        """
        query = (
            select(_post.c.key, _post.c.gone_at, _post.c.edited_at, _post.c.board_id)
            .where(_post.c.forum_key == key, _post.c.gone_at.is_not(None))
            .where(*queries.within(board_ids, thread_id, without))
            .where(*((_post.c.position == 1,) if only_first else ()))
            .order_by(_post.c.gone_at.desc(), _post.c.number.desc(), _post.c.key.desc())
            .limit(limit)
        )
        return [GonePost(**row) for row in self._all(query)]

    def _first(self, query: Select[Any]) -> RowMapping | None:
        with reading(self._engine) as connection:
            return connection.execute(query).mappings().first()

    def _all(self, query: Select[Any]) -> Sequence[RowMapping]:
        with reading(self._engine) as connection:
            return connection.execute(query).mappings().all()

    def _posts_of_forum(
        self,
        key: str,
        where: Iterable[ColumnElement[bool]],
        wanted: StoreFilter,
        limit: int,
        *,
        dropped: bool = False,
    ) -> list[StoredPost]:
        where = (_post.c.forum_key == key, *where)
        if wanted.authors:
            where = (*where, by_authors(key, wanted.authors))
        with reading(self._engine) as connection:
            return self._posts(connection, [key], where, limit, wanted.query, dropped=dropped)

    def _posts(
        self,
        connection: Connection,
        forum_keys: Sequence[str],
        where: Iterable[ColumnElement[bool]],
        limit: int,
        search: SearchQuery | None = None,
        *,
        dropped: bool = False,
    ) -> list[StoredPost]:
        if not dropped:
            where = (*where, _post.c.dropped_at.is_(None))

        def selected(source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
            return queries.posts(source, limit).where(*where, *conditions)

        if search is None:
            found = connection.execute(selected(_post)).mappings().all()
        else:
            found = newest_found(connection, search, forum_keys, selected, limit)
        files = self._attachments(connection, found)
        return [_stored_post(row, files.get((row["forum_key"], row["key"]), ())) for row in found]

    def _attachments(
        self, connection: Connection, posts: Iterable[RowMapping]
    ) -> dict[tuple[str, str], tuple[Attachment, ...]]:
        keys: dict[str, list[str]] = {}
        for row in posts:
            keys.setdefault(row["forum_key"], []).append(row["key"])
        files: dict[tuple[str, str], tuple[Attachment, ...]] = {}
        for forum_key, post_keys in keys.items():
            query = (
                select(_attachment)
                .where(_attachment.c.forum_key == forum_key, _attachment.c.post_key.in_(post_keys))
                .order_by(_attachment.c.rank)
            )
            for row in connection.execute(query).mappings():
                post = (forum_key, row["post_key"])
                files[post] = (*files.get(post, ()), rows.record(Attachment, row))
        return files


def _stored_post(row: RowMapping, files: tuple[Attachment, ...]) -> StoredPost:
    return rows.record(
        StoredPost,
        row,
        thread=rows.stored_thread(row, queries.THREAD_PREFIX),
        thread_first_key=row[f"{queries.THREAD_PREFIX}first_key"],
        attachments=files,
        dropped=row["dropped_at"] is not None,
    )
