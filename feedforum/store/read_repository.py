"""What was seen, for feeds and pages. What is gone from a forum is left out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

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
from feedforum.store import tables
from feedforum.store.database import Repository, reading
from feedforum.store.rows import record, stored_thread
from feedforum.store.search import SORT_KEY, by_authors, newest_found

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_attachment, _poll_state = tables.attachment, tables.poll_state

ALL = StoreFilter()


class ReadRepository(Repository):
    """What is stored, for reading. `key` is a forum's key."""

    def forum(self, key: str) -> StoredForum | None:
        """A forum, or None if it was never polled."""
        row = self._first(sa.select(_forum).where(_forum.c.key == key))
        return record(StoredForum, row) if row else None

    def trouble(self, key: str) -> PollFailures | None:
        """Since when polls of a forum fail, or None if the last one did not."""
        query = sa.select(_poll_state).where(_poll_state.c.forum_key == key)
        row = self._first(query.where(_poll_state.c.failing_since.is_not(None)))
        return PollFailures(row["failing_since"], row["polled_at"], Answer(row["answer"])) if row else None

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        """A board, or None if it was never seen."""
        row = self._first(sa.select(_board).where(_board.c.forum_key == key, _board.c.id == board_id))
        return record(StoredBoard, row) if row else None

    def boards(self, key: str) -> list[StoredBoard]:
        """The boards that were seen, in the forum's order."""
        query = sa.select(_board).where(_board.c.forum_key == key).order_by(_board.c.rank, _board.c.title)
        return [record(StoredBoard, row) for row in self._all(query)]

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        """A thread, or None if it was never seen or is gone."""
        row = self._first(queries.threads().where(_thread.c.forum_key == key, _thread.c.id == thread_id))
        return stored_thread(row) if row else None

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
        return [stored_thread(row) for row in self._all(query)]

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
    ) -> list[StoredPost]:
        """Posts, newest first by (posted_at, number); only those that come after `before` in that order.

        They are of all watched boards, or of those named (of none, if none is named), or of one thread, and
        of no thread `without`. The posts of a thread that moved to a board that is not watched are in none.
        `only_first`: only the first posts of threads. Posts whose text was dropped come only if `dropped`.
        """
        where = [_post.c.forum_key == key, *queries.within(board_ids, thread_id, without)]
        where += queries.after(before)
        if only_first:
            where.append(_post.c.first.is_(True))
        if wanted.authors:
            where.append(by_authors(key, wanted.authors))
        if not dropped:
            where.append(_post.c.dropped_at.is_(None))
        return self._posts([key], where, limit, wanted.query)

    def found_posts(
        self, scopes: Sequence[SearchScope], query: SearchQuery, *, before: SortKey | None = None, limit: int
    ) -> list[StoredPost]:
        """The posts that a query finds in any of the scopes, newest first by (posted_at, number)."""
        where = [queries.in_any_scope(scopes), *queries.after(before), _post.c.dropped_at.is_(None)]
        return self._posts([scope.key for scope in scopes], where, limit, query)

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        """How many posts of a thread there are, or up to the post of that key: 0 if that is not there.

        Those whose text was dropped count.
        """
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
        return record(SortKey, row, forum_key=key) if row else None

    def sort_key(self, key: str, post_key: str, scope: SearchScope | None = None) -> SortKey | None:
        """The sort key of a post, gone or not; None if it was never seen, or is not in the scope."""
        query = sa.select(*SORT_KEY).where(_post.c.forum_key == key, _post.c.key == post_key)
        row = self._first(query if scope is None else query.where(queries.in_scope(scope)))
        return record(SortKey, row) if row else None

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
            sa.select(_post.c.key, _post.c.gone_at, _post.c.edited_at, _post.c.board_id)
            .where(_post.c.forum_key == key, _post.c.gone_at.is_not(None))
            .where(*queries.within(board_ids, thread_id, without))
            .where(*((_post.c.position == 1,) if only_first else ()))
            .order_by(_post.c.gone_at.desc(), _post.c.number.desc(), _post.c.key.desc())
            .limit(limit)
        )
        return [record(GonePost, row) for row in self._all(query)]

    def _posts(
        self,
        forum_keys: Sequence[str],
        where: Sequence[sa.ColumnElement[bool]],
        limit: int,
        search: SearchQuery | None,
    ) -> list[StoredPost]:
        def selected(source: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
            return queries.posts(source, limit).where(*where, *conditions)

        with reading(self._engine) as connection:
            if search is None:
                found = connection.execute(selected(_post)).mappings().all()
            else:
                found = newest_found(connection, search, forum_keys, selected, limit)
            files = _attachments(connection, found)
        return [_stored_post(dict(row), files[row["forum_key"], row["key"]]) for row in found]


def _attachments(
    connection: sa.Connection, posts: Sequence[sa.RowMapping]
) -> defaultdict[tuple[str, str], list[Attachment]]:
    """The attachments of posts, by forum and post."""
    files = defaultdict(list)
    for forum_key in {row["forum_key"] for row in posts}:
        keys = [row["key"] for row in posts if row["forum_key"] == forum_key]
        of_posts = sa.and_(_attachment.c.forum_key == forum_key, _attachment.c.post_key.in_(keys))
        query = sa.select(_attachment).where(of_posts).order_by(_attachment.c.rank)
        for row in connection.execute(query).mappings():
            files[forum_key, row["post_key"]].append(record(Attachment, row))
    return files


def _stored_post(row: Mapping[str, Any], files: Sequence[Attachment]) -> StoredPost:
    return record(
        StoredPost,
        row,
        thread=stored_thread(row, queries.THREAD_PREFIX),
        thread_first_key=row[f"{queries.THREAD_PREFIX}first_key"],
        attachments=tuple(files),
        dropped=row["dropped_at"] is not None,
    )
