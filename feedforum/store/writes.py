"""Writing threads, posts with their texts, and a board, in the caller's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Update, delete, insert, select, update

from feedforum.records import BoardState, Id, PostState, PostText, ThreadState
from feedforum.store import row_mapping, search, tables
from feedforum.store.row_mapping import change_rows, insert_rows

Change = tuple[PostState, PostText | None]

_thread, _post, _attachment = tables.thread, tables.post, tables.attachment


def write_board(connection: Connection, key: str, board: BoardState) -> None:
    """Write the state of a board that is known."""
    change_rows(connection, tables.board, [row_mapping.values(board, tables.board) | {"forum_key": key}])


def write_threads(connection: Connection, key: str, threads: Iterable[ThreadState]) -> None:
    """Write the states of threads, and what follows from them: their posts' board, whether those are gone."""
    states = {thread.id: thread for thread in threads}
    if not states:
        return
    before = _stored(connection, key, states)
    new, changed = [], []
    for thread in states.values():
        values, row = row_mapping.values(thread, _thread) | {"forum_key": key}, before.get(thread.id)
        if row is None:
            new.append(values | {"number": _number(thread)})
        elif any(row[name] != value for name, value in values.items()):
            changed.append(values)
    insert_rows(connection, _thread, new)
    change_rows(connection, _thread, changed)
    for thread_id, row in before.items():
        _follow(connection, key, row, states[thread_id])


def rename_threads(connection: Connection, key: str, ids: Mapping[Id, Id]) -> None:
    """Give threads other ids, by those before, and move their posts there, which keep their keys."""
    for row in _stored(connection, key, ids).values():
        after, of_thread = ids[row["id"]], (_thread.c.forum_key == key, _thread.c.id == row["id"])
        number = after if isinstance(after, int) else row["number"]
        connection.execute(insert(_thread), {**row, "id": after, "number": number})
        connection.execute(_posts_of(key, row["id"]).values(thread_id=after))
        connection.execute(delete(_thread).where(*of_thread))


def _stored(connection: Connection, key: str, ids: Iterable[Id]) -> dict[Id, RowMapping]:
    """The rows of threads by their ids, as far as they are known."""
    known = select(_thread).where(_thread.c.forum_key == key, _thread.c.id.in_(list(ids)))
    return {row["id"]: row for row in connection.execute(known).mappings()}


def _posts_of(key: str, thread_id: Id) -> Update:
    return update(_post).where(_post.c.forum_key == key, _post.c.thread_id == thread_id)


def _number(thread: ThreadState) -> int:
    """What orders a thread by age: its id, or, where that is a word, the earliest moment known of it."""
    if isinstance(thread.id, int):
        return thread.id
    moment = thread.last_post_at or thread.first_seen_at
    return int(moment.timestamp()) if moment else 0


def _follow(connection: Connection, key: str, before: RowMapping, thread: ThreadState) -> None:
    """Bring a thread's posts where the thread is by now, and make them go and come back with it."""
    posts = _posts_of(key, thread.id)
    if before["board_id"] != thread.board_id:
        connection.execute(posts.values(board_id=thread.board_id))
    if before["gone_at"] != thread.gone_at:
        affected = _post.c.gone_at.is_(None) if thread.gone_at else _post.c.gone_at == before["gone_at"]
        connection.execute(posts.where(affected).values(gone_at=thread.gone_at))
    if (before["topic"], before["prefix"]) != (thread.topic, thread.prefix):
        search.write_topic(connection, key, thread)


def write_posts(connection: Connection, key: str, thread: ThreadState, changes: Iterable[Change]) -> None:
    """Write posts of a thread that is stored already, with their texts where those are new.

    A text that was dropped does not come back, not even edited; nor is its post re-read.
    """
    latest: dict[str, Change] = {}
    for state, text in changes:
        latest[state.key] = (state, text or latest.get(state.key, (state, None))[1])
    if not latest:
        return
    known = select(_post.c.key, _post.c.dropped_at).where(
        _post.c.forum_key == key, _post.c.key.in_(list(latest))
    )
    is_dropped = {row.key: row.dropped_at is not None for row in connection.execute(known)}
    place = {"forum_key": key, "board_id": thread.board_id, "thread_id": thread.id}
    new: list[dict[str, Any]] = []
    bare: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for post_key, (state, text) in latest.items():
        values = row_mapping.values(state, _post) | place
        if is_dropped.get(post_key):
            bare.append(values | {"reread_at": None})
        elif text is None:
            bare.append(values)
        elif post_key in is_dropped:
            texts.append(row_mapping.values(text, _post) | values | {"media_listed_at": None})
        else:
            new.append(row_mapping.values(text, _post) | values)
    change_rows(connection, _post, bare)
    change_rows(connection, _post, texts)
    insert_rows(connection, _post, new)
    current = [change for post_key, change in latest.items() if not is_dropped.get(post_key)]
    search.write_search_text(connection, key, thread, current)
    if texts:
        again = [values["key"] for values in texts]
        connection.execute(
            delete(_attachment).where(_attachment.c.forum_key == key, _attachment.c.post_key.in_(again))
        )
    files = [
        row_mapping.values(file, _attachment) | {"forum_key": key, "post_key": state.key, "rank": rank}
        for state, text in current
        for rank, file in enumerate(text.attachments if text is not None else ())
    ]
    insert_rows(connection, _attachment, files)
