"""Writing threads, posts with their texts, and a board, in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert

from feedforum.records import BoardState, Id, PostState, PostText, ThreadState
from feedforum.store import poll_queries as queries
from feedforum.store import rows, search, tables

Change = tuple[PostState, PostText | None]

_post = tables.post


def write_board(connection: Connection, key: str, board: BoardState) -> None:
    """Write the state of a board that is known."""
    values = {"of_forum": key, "of_board": board.id}
    connection.execute(queries.CHANGE_BOARD, rows.values(board, tables.board) | values)


def write_threads(connection: Connection, key: str, threads: Iterable[ThreadState]) -> None:
    """Write the states of threads, and what follows from them: their posts' board, whether those are gone."""
    states = {thread.id: thread for thread in threads}
    if not states:
        return
    found = connection.execute(queries.THREADS, {"key": key, "threads": list(states)}).mappings()
    before = {row["id"]: row for row in found}
    new, changed = [], []
    for thread in states.values():
        values, row = rows.values(thread, tables.thread), before.get(thread.id)
        if row is None:
            new.append(values | {"forum_key": key, "number": _number(thread)})
        elif any(row[name] != value for name, value in values.items()):
            changed.append(values | {"of_forum": key, "of_thread": thread.id})
    _many(connection, insert(tables.thread), new)
    _many(connection, queries.CHANGE_THREAD, changed)
    for thread_id, row in before.items():
        _follow(connection, key, row, states[thread_id])


def rename_threads(connection: Connection, key: str, ids: Mapping[Id, Id]) -> None:
    """Give threads other ids, by those before, and move their posts there, which keep their keys."""
    wanted = {"key": key, "threads": list(ids)}
    for row in connection.execute(queries.THREADS, wanted).mappings().all():
        of_thread, after = {"of_forum": key, "of_thread": row["id"]}, ids[row["id"]]
        number = after if isinstance(after, int) else row["number"]
        connection.execute(insert(tables.thread), {**row, "id": after, "number": number})
        connection.execute(queries.CHANGE_POSTS, of_thread | {"thread_id": after})
        connection.execute(queries.DELETE_THREAD, of_thread)


def _number(thread: ThreadState) -> int:
    """What orders a thread by age: its id, or, where that is a word, the earliest moment known of it."""
    if isinstance(thread.id, int):
        return thread.id
    moment = thread.last_post_at or thread.first_seen_at
    return int(moment.timestamp()) if moment else 0


def _follow(connection: Connection, key: str, before: RowMapping, thread: ThreadState) -> None:
    """Bring a thread's posts where the thread is by now, and make them go and come back with it."""
    of_thread = {"of_forum": key, "of_thread": thread.id}
    if before["board_id"] != thread.board_id:
        connection.execute(queries.CHANGE_POSTS, {"board_id": thread.board_id} | of_thread)
    if before["gone_at"] != thread.gone_at:
        affected = _post.c.gone_at.is_(None) if thread.gone_at else _post.c.gone_at == before["gone_at"]
        connection.execute(queries.CHANGE_POSTS.where(affected), {"gone_at": thread.gone_at} | of_thread)
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
    found = connection.execute(queries.DROPPED, {"key": key, "posts": list(latest)}).mappings()
    is_dropped = {row["key"]: row["dropped_at"] is not None for row in found}
    place = {"board_id": thread.board_id, "thread_id": thread.id}
    new, bare, texts = [], [], []
    for post_key, (state, text) in latest.items():
        values = rows.values(state, _post) | place
        of_post = {"of_forum": key, "of_post": post_key}
        if is_dropped.get(post_key):
            bare.append(values | {"reread_at": None} | of_post)
        elif text is None:
            bare.append(values | of_post)
        else:
            values = rows.values(text, _post) | values
            if post_key in is_dropped:
                texts.append(values | of_post)
            else:
                new.append(values | {"forum_key": key})
    _many(connection, queries.CHANGE_POST, bare)
    _many(connection, queries.CHANGE_POST, texts)
    _many(connection, insert(_post), new)
    current = [change for post_key, change in latest.items() if not is_dropped.get(post_key)]
    search.write_search_text(connection, key, thread, current)
    if texts:
        again = [values["key"] for values in texts]
        connection.execute(queries.DROP_ATTACHMENTS, {"of_forum": key, "posts": again})
    files = [
        rows.values(file, tables.attachment) | {"forum_key": key, "post_key": state.key, "rank": rank}
        for state, text in current
        for rank, file in enumerate(text.attachments if text is not None else ())
    ]
    _many(connection, insert(tables.attachment), files)


def _many(connection: Connection, statement: Any, values: Sequence[Mapping[str, Any]]) -> None:
    if values:
        connection.execute(statement, values)
