"""What was seen, for feeds and pages. What is gone from a forum is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    RowMapping,
    Select,
    and_,
    false,
    literal,
    or_,
    select,
    tuple_,
)

from feedforum.records import (
    Answer,
    Attachment,
    Author,
    GonePost,
    Id,
    Place,
    Query,
    Scope,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoredTrouble,
    Wanted,
)
from feedforum.store import rows, search, tables, thread_order
from feedforum.store.database import reading
from feedforum.store.search_newest import NEWEST_FIRST, PLACE, newest_found

_forum, _board, _thread, _post = tables.forum, tables.board, tables.thread, tables.post
_attachment = tables.attachment

ALL = Wanted()

_in_board = and_(_board.c.forum_key == _thread.c.forum_key, _board.c.id == _thread.c.board_id)
_in_thread = and_(_thread.c.forum_key == _post.c.forum_key, _thread.c.id == _post.c.thread_id)
_thread_columns = tuple(column.label(f"its_{column.name}") for column in _thread.c)


class ReadRepository:
    """The library over a database. Every method may raise `StoreError`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def forum(self, key: str) -> StoredForum | None:
        """A forum, or None if it was never polled."""
        with reading(self._engine) as connection:
            row = connection.execute(select(_forum).where(_forum.c.key == key)).mappings().first()
        return rows.stored_forum(row) if row else None

    def trouble(self, key: str) -> StoredTrouble | None:
        """Since when polls of a forum fail, or None if the last one did not."""
        poll_state = tables.poll_state
        query = select(poll_state.c.trouble_since, poll_state.c.polled_at, poll_state.c.answer).where(
            poll_state.c.forum_key == key, poll_state.c.trouble_since.is_not(None)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return StoredTrouble(row[0], row[1], Answer(row[2])) if row else None

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        """A board, or None if it was never seen."""
        query = select(_board).where(_board.c.forum_key == key, _board.c.id == board_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
        return rows.stored_board(row) if row else None

    def boards(self, key: str) -> list[StoredBoard]:
        """The boards that were seen, in the forum's order."""
        query = select(_board).where(_board.c.forum_key == key).order_by(_board.c.rank, _board.c.title)
        with reading(self._engine) as connection:
            return [rows.stored_board(row) for row in connection.execute(query).mappings()]

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        """A thread, or None if it was never seen or is gone."""
        query = _threads().where(_thread.c.forum_key == key, _thread.c.id == thread_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
        return rows.stored_thread(row) if row else None

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]:
        """The threads of a board but for those `without`, newest first by their last post."""
        query = (
            _threads()
            .where(_thread.c.forum_key == key, _thread.c.board_id == board_id, *_but(_thread.c.id, without))
            .order_by(_thread.c.last_post_at.desc(), _thread.c.number.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [rows.stored_thread(row) for row in connection.execute(query).mappings()]

    def newest_posts(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        thread_id: Id | None = None,
        without: tuple[Id, ...] = (),
        before: Place | None = None,
        wanted: Wanted = ALL,
        dropped: bool = False,
        limit: int,
    ) -> list[StoredPost]:
        """Posts, newest first by (posted_at, number); of all boards for None, of one thread if named.

        None is of the threads `without`.
        A thread that moved out of sight stands in no board, so that its posts are in none of them.
        Those whose text is kept no longer are there only if `dropped`.
        """
        where = [_post.c.forum_key == key, *_within(board_ids, thread_id, without), *_after(before)]
        where += _by(key, wanted)
        with reading(self._engine) as connection:
            return self._posts(connection, [key], where, limit, wanted.query, dropped=dropped)

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        """How many posts of a thread there are, or up to the post of that key: 0 if that is not there."""
        with reading(self._engine) as connection:
            return thread_order.length(connection, key, thread_id, up_to)

    def thread_place(self, key: str, thread_id: Id, index: int) -> Place | None:
        """Where the post stands that has `index` posts of its thread before it; None if there is none."""
        with reading(self._engine) as connection:
            return thread_order.place(connection, key, thread_id, index)

    def newest_threads(
        self,
        key: str,
        *,
        board_ids: tuple[Id, ...] | None = None,
        without: tuple[Id, ...] = (),
        before: Place | None = None,
        wanted: Wanted = ALL,
        limit: int,
    ) -> list[StoredPost]:
        """The first posts of the threads last begun, newest first by (posted_at, number)."""
        where = [_post.c.forum_key == key, _post.c.first.is_(True), *_within(board_ids, None, without)]
        where += [*_after(before), *_by(key, wanted)]
        with reading(self._engine) as connection:
            return self._posts(connection, [key], where, limit, wanted.query)

    def found_posts(
        self, scopes: Sequence[Scope], query: Query, *, before: Place | None = None, limit: int
    ) -> list[StoredPost]:
        """The posts that a query finds in any of the scopes, newest first by (posted_at, number)."""
        where = [_in_any(scopes), *_after(before)]
        with reading(self._engine) as connection:
            return self._posts(connection, [scope.key for scope in scopes], where, limit, query)

    def place(self, key: str, post_key: str, scope: Scope | None = None) -> Place | None:
        """Where a post stands, gone or not; None if it was never seen, or not in the scope."""
        query = select(_post.c.posted_at, _post.c.number).where(
            _post.c.forum_key == key,
            _post.c.key == post_key,
            *(() if scope is None else (_inside(scope),)),
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return Place(row.posted_at, row.number, key, post_key) if row else None

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
            .where(*_within(board_ids, thread_id, without))
            .where(*((_post.c.position == 1,) if only_first else ()))
            .order_by(_post.c.gone_at.desc(), _post.c.number.desc(), _post.c.key.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [GonePost(*row) for row in connection.execute(query)]

    def _posts(
        self,
        connection: Connection,
        forum_keys: Sequence[str],
        where: Iterable[ColumnElement[bool]],
        limit: int,
        sought: Query | None = None,
        *,
        dropped: bool = False,
    ) -> list[StoredPost]:
        if not dropped:
            where = (*where, _post.c.dropped_at.is_(None))
        where = (*where, _post.c.gone_at.is_(None))

        def selected(source: FromClause, *conditions: ColumnElement[bool]) -> Select[Any]:
            return (
                select(_post, _board.c.title.label("board_title"), *_thread_columns)
                .select_from(source)
                .join(_thread, _in_thread)
                .join(_board, _in_board, isouter=True)
                .where(*where, *conditions, _thread.c.gone_at.is_(None))
                .order_by(*NEWEST_FIRST)
                .limit(limit)
            )

        if sought is None:
            found = connection.execute(selected(_post)).mappings().all()
        else:
            found = newest_found(connection, sought, forum_keys, selected, limit)
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
                place = (forum_key, row["post_key"])
                files[place] = (*files.get(place, ()), rows.attachment(row))
        return files


def _within(
    board_ids: tuple[Id, ...] | None, thread_id: Id | None, without: tuple[Id, ...]
) -> tuple[ColumnElement[bool], ...]:
    if thread_id is not None:
        place = _post.c.thread_id == thread_id
    else:
        place = _post.c.board_id.is_not(None) if board_ids is None else _post.c.board_id.in_(board_ids)
    return (place, *_but(_post.c.thread_id, without))


def _but(thread_id: ColumnElement[int], without: tuple[Id, ...]) -> tuple[ColumnElement[bool], ...]:
    return (thread_id.not_in(without),) if without else ()


def _after(place: Place | None) -> tuple[ColumnElement[bool], ...]:
    if place is None:
        return ()
    standing = (literal(value, column.type) for value, column in zip(astuple(place), PLACE, strict=True))
    return (_post.c.posted_at <= place.posted_at, tuple_(*PLACE) < tuple_(*standing))


def _by(key: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    return [search.by_authors(key, wanted.authors)] if wanted.authors else []


def _inside(scope: Scope) -> ColumnElement[bool]:
    (places,) = _within(scope.board_ids, None, ())
    if scope.thread_ids:
        places = or_(places, _post.c.thread_id.in_(scope.thread_ids))
    return and_(_post.c.forum_key == scope.key, places, *_but(_post.c.thread_id, scope.without))


def _in_any(scopes: Sequence[Scope]) -> ColumnElement[bool]:
    """Whether a post is in one of them, at the same cost for any number of whole forums."""
    if len(scopes) == 1:
        return _inside(scopes[0])
    whole = [scope.key for scope in scopes if scope == Scope(scope.key)]
    parts = [_inside(scope) for scope in scopes if scope != Scope(scope.key)]
    # An expression is in no index: of several forums the newest posts are found in the order of time.
    key: ColumnElement[str] = _post.c.forum_key.concat("")
    return or_(false(), and_(key.in_(whole), _post.c.board_id.is_not(None)), *parts)


def _threads() -> Select[Any]:
    return (
        select(_thread, _board.c.title.label("board_title"))
        .join(_board, _in_board, isouter=True)
        .where(_thread.c.gone_at.is_(None))
    )


def _stored_post(row: RowMapping, files: tuple[Attachment, ...]) -> StoredPost:
    return StoredPost(
        key=row["key"],
        id=row["id"],
        number=row["number"],
        thread=rows.stored_thread(row, "its_"),
        author=Author(row["author"], row["author_id"]),
        title=row["title"],
        posted_at=row["posted_at"],
        first_seen_at=row["first_seen_at"],
        edited_at=row["edited_at"],
        content=row["content"],
        signature=row["signature"],
        attachments=files,
        thread_first_key=row["its_first_key"],
        gone_at=row["gone_at"],
        dropped=row["dropped_at"] is not None,
    )
