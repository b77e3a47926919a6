"""What was seen, for feeds and pages. What is gone from a forum is left out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from feedforum.records import (
    Answer,
    Attachment,
    GonePost,
    Id,
    KeptMedia,
    MediaFile,
    PollFailures,
    PostScope,
    SortKey,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoreFilter,
)
from feedforum.store import read_queries as queries
from feedforum.store import tables
from feedforum.store.database import Repository, in_no_index
from feedforum.store.row_mapping import record
from feedforum.store.search import NEWEST_FIRST, SORT_KEY, newest_found

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_attachment, _poll_state = tables.attachment, tables.poll_state

ALL = StoreFilter()
NO_LIMIT = 2**31 - 1


class ReadRepository(Repository):
    """What is stored, for reading. `key` is a forum's key."""

    def forum(self, key: str) -> StoredForum | None:
        """A forum, or None if it was never polled."""
        row = self._first(queries.FORUM, key=key)
        return record(StoredForum, row) if row else None

    def trouble(self, key: str) -> PollFailures | None:
        """Since when polls of a forum fail, or None if the last one did not."""
        row = self._first(queries.FAILURES, key=key)
        return (
            record(PollFailures, row, since=row["failing_since"], answer=Answer(row["answer"]))
            if row
            else None
        )

    def due_at(self, key: str) -> datetime | None:
        """When a forum is to be polled next, or None if that was never planned."""
        return self._value(queries.DUE, key=key)

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        """A board, or None if it was never seen."""
        row = self._first(queries.BOARD_OF_ID, key=key, board=board_id)
        return record(StoredBoard, row) if row else None

    def boards(self, key: str) -> list[StoredBoard]:
        """The boards that were seen, in the forum's order."""
        return [record(StoredBoard, row) for row in self._all(queries.BOARDS, key=key)]

    def guest_boards(self, since: datetime, key: str) -> frozenset[Id]:
        """The boards that a guest was shown posts of, the last time not before `since`."""
        return frozenset(row["id"] for row in self._all(queries.GUEST_BOARDS, key=key, since=since))

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        """A thread, or None if it was never seen or is gone."""
        row = self._first(queries.THREAD_OF_ID, key=key, thread=thread_id)
        return _stored_thread(row) if row else None

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]:
        """The threads of a board but for those `without`, newest first by their last post."""
        query = (
            queries.THREADS.where(_thread.c.board_id == board_id, *queries.excluding(_thread.c.id, without))
            .order_by(_thread.c.last_post_at.desc(), _thread.c.number.desc())
            .limit(limit)
        )
        return [_stored_thread(row) for row in self._all(query, key=key)]

    def newest_posts(
        self,
        *scopes: PostScope,
        before: SortKey | None = None,
        wanted: StoreFilter = ALL,
        only_first: bool = False,
        dropped: bool = False,
        limit: int,
        most_text: int = NO_LIMIT,
    ) -> list[StoredPost]:
        """Posts in any of the scopes, newest first by (posted_at, number).

        Only those that come after `before` in that order; `only_first`: only the first posts of threads.
        Posts whose text was dropped come only if `dropped`. The list ends with the post whose text makes more
        than `most_text` characters together with those before it: no text beyond is loaded. One that has
        more by itself does not count: it is cut there, and marked as `too_long`.
        """
        chosen = queries.newest(scopes, before is not None, wanted.authors, only_first, dropped, limit)
        after = {} if before is None else {f"after_{name}": value for name, value in asdict(before).items()}
        with self._reading() as connection:
            if wanted.query is None:
                found = connection.execute(chosen, after).all()
            else:
                keys = [scope.key for scope in scopes]
                found = newest_found(connection, wanted.query, keys, chosen.params(after), limit)
            return _load(connection, _within(found, most_text), most_text)

    def newest_by_board(
        self, key: str, board_ids: Sequence[Id], *, without: tuple[Id, ...] = ()
    ) -> dict[Id, StoredPost]:
        """The newest post of each of these boards that has any, but for those of threads `without`.

        Of their texts a character is read at most.
        """
        # One statement that is run for each board, as an index has the newest of one board only.
        query = (
            sa.select(_post.c.forum_key, _post.c.key, sa.func.length(_post.c.content).label("length"))
            .join(_thread, queries.IN_THREAD)
            .where(_post.c.forum_key == key, _post.c.board_id == sa.bindparam("board", type_=tables.ForumId))
            .where(queries.THERE, *queries.excluding(_post.c.thread_id, without))
            .order_by(*NEWEST_FIRST)
            .limit(1)
        )
        with self._reading() as connection:
            found: list[Any] = [
                row for each in board_ids for row in connection.execute(query, {"board": each})
            ]
            posts = _load(connection, found, 1)
        return {post.thread.board_id: post for post in posts if post.thread.board_id is not None}

    def activity(self, scope: PostScope, moments: Sequence[datetime]) -> dict[Id | None, tuple[int, ...]]:
        """How many posts of each board in a scope were written from each moment to the next one.

        Boards without any are left out; posts in no board that is watched come under None.
        """
        counts = [
            sa.func.sum(sa.case((sa.and_(_post.c.posted_at >= start, _post.c.posted_at < end), 1), else_=0))
            for start, end in pairwise(moments)
        ]
        query = (
            sa.select(_post.c.board_id, *counts)
            .join(_thread, queries.IN_THREAD)
            .where(
                queries.in_scope(scope),
                queries.THERE,
                _post.c.posted_at >= moments[0],
                _post.c.posted_at < moments[-1],
            )
            .group_by(_post.c.board_id)
        )
        with self._reading() as connection:
            return {row[0]: tuple(map(int, row[1:])) for row in connection.execute(query)}

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        """How many posts of a thread there are, or up to the post of that key: 0 if that is not there.

        Those whose text was dropped count.
        """
        order, of_thread = queries.READING_ORDER, queries.of_thread(key, thread_id)
        query = sa.select(sa.func.count()).select_from(_post).where(*of_thread)
        with self._reading() as connection:
            if up_to is not None:
                last = connection.execute(sa.select(*order).where(*of_thread, _post.c.key == up_to)).first()
                if last is None:
                    return 0
                types = [column.type for column in order]
                query = query.where(sa.tuple_(*order) <= sa.tuple_(*last, types=types))
            return int(connection.execute(query).scalar_one())

    def sort_key_at(self, key: str, thread_id: Id, index: int) -> SortKey | None:
        """The sort key of the post that has `index` posts of its thread before it; None if there is none."""
        order = queries.READING_ORDER
        in_order = (in_no_index(order[0]), *order[1:])
        query = sa.select(*order).where(*queries.of_thread(key, thread_id)).order_by(*in_order)
        row = self._first(query.offset(index).limit(1))
        return record(SortKey, row, forum_key=key) if row else None

    def sort_key(self, key: str, post_key: str, scope: PostScope | None = None) -> SortKey | None:
        """The sort key of a post, gone or not; None if it was never seen, or is not in the scope."""
        query = sa.select(*SORT_KEY).where(_post.c.forum_key == key, _post.c.key == post_key)
        row = self._first(query if scope is None else query.where(queries.in_scope(scope)))
        return record(SortKey, row) if row else None

    def thread_of_post(self, key: str, post_key: str) -> Id | None:
        """The thread of a post, None if it was never seen."""
        of_post = _post.c.forum_key == key, _post.c.key == post_key
        return self._value(sa.select(_post.c.thread_id).where(*of_post))

    def gone_posts(self, scope: PostScope, *, only_first: bool = False, limit: int) -> list[GonePost]:
        """The posts that are gone, the last to go first.

        `only_first` asks for those that stood first in a thread when they were last seen.
        """
        return [record(GonePost, row) for row in self._all(queries.gone(scope, only_first, limit))]


# --- rows → records ---------------------------------------------------------------------------


def _within(found: Iterable[sa.Row[Any]], most_text: int) -> Sequence[sa.Row[Any]]:
    """The first posts, up to the one with whose text they have more than that many characters."""
    chosen, length = [], 0
    for row in found:
        chosen.append(row)
        length += row.length if row.length <= most_text else 0
        if length > most_text:
            break
    return chosen


def _load(connection: sa.Connection, found: Sequence[sa.Row[Any]], most_text: int) -> list[StoredPost]:
    """The posts of these rows, in their order."""
    posts: dict[tuple[str, str], StoredPost] = {}
    lengths = {(row.forum_key, row.key): row.length for row in found}
    for key in dict.fromkeys(row.forum_key for row in found):
        values = {"key": key, "posts": [row.key for row in found if row.forum_key == key]}
        files: defaultdict[str, list[Attachment]] = defaultdict(list)
        for file in connection.execute(queries.ATTACHMENTS, values).mappings():
            files[file["post_key"]].append(record(Attachment, file))
        result = connection.execute(queries.POSTS, values | {"most": most_text})
        names = tuple(result.keys())
        for each in result:
            # Looked up in a dictionary: rows of the driver take several times as long for it.
            of_post = key, each.key
            row: Mapping[Any, Any] = dict(zip(names, each, strict=True))
            posts[of_post] = _stored_post(row, files[row["key"]], too_long=lengths[of_post] > most_text)
    return [posts[of_post] for of_post in lengths if of_post in posts]


def _stored_post(row: Mapping[Any, Any], files: Sequence[Attachment], *, too_long: bool) -> StoredPost:
    return record(
        StoredPost,
        row,
        thread=_stored_thread(row, queries.THREAD_PREFIX),
        thread_first_key=row[f"{queries.THREAD_PREFIX}first_key"],
        attachments=tuple(files),
        dropped=row["dropped_at"] is not None,
        media=tuple(KeptMedia(url, MediaFile(*file)) for url, *file in json.loads(row["media"] or "[]")),
        too_long=too_long,
    )


def _stored_thread(row: Mapping[Any, Any], prefix: str = "") -> StoredThread:
    """A thread as feeds need it, from columns whose names may begin with `prefix`."""
    replies = max((row[f"{prefix}total"] or 1) - 1, 0)
    return record(StoredThread, row, prefix, board_title=row["board_title"] or "", replies=replies)
