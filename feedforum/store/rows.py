"""Rows of the tables ↔ records and states, one function a direction."""

from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping

from feedforum.records import (
    Attachment,
    Author,
    BoardState,
    Gap,
    PostState,
    StoredBoard,
    StoredForum,
    StoredThread,
    ThreadState,
)

_BOARD = tuple(
    field.name
    for field in fields(BoardState)
    if field.name not in ("backfill", "newest_at", "newest_number", "started_at", "enough_threads")
)
_THREAD = tuple(field.name for field in fields(ThreadState) if field.name != "starter")
_POST = tuple(field.name for field in fields(PostState) if field.name != "author")

POST_COLUMNS = (*_POST, "author", "author_id")
"""What a post's state is made of: its text is not."""


def board_state(row: RowMapping, **wanted: Any) -> BoardState:
    """A board as decisions need it; `wanted` are the fields that are worked out and not stored."""
    return BoardState(**{name: row[name] for name in _BOARD}, **wanted)


def board_values(state: BoardState) -> dict[str, Any]:
    """What the board's row holds of a state."""
    return {name: getattr(state, name) for name in _BOARD}


def thread_state(row: RowMapping) -> ThreadState:
    """A thread as decisions need it."""
    return ThreadState(
        **{name: row[name] for name in _THREAD}, starter=Author(row["starter"], row["starter_id"])
    )


def thread_values(state: ThreadState) -> dict[str, Any]:
    """What the thread's row holds of a state."""
    values = {name: getattr(state, name) for name in _THREAD}
    return values | {"starter": state.starter.name, "starter_id": state.starter.id, "news": state.news}


def post_state(row: RowMapping) -> PostState:
    """A post as decisions need it."""
    return PostState(**{name: row[name] for name in _POST}, author=Author(row["author"], row["author_id"]))


def post_values(state: PostState) -> dict[str, Any]:
    """What the post's row holds of a state."""
    values = {name: getattr(state, name) for name in _POST}
    return values | {"author": state.author.name, "author_id": state.author.id}


def stored_forum(row: RowMapping) -> StoredForum:
    """A forum as feeds need it."""
    return StoredForum(**{field.name: row[field.name] for field in fields(StoredForum)})


def stored_board(row: RowMapping) -> StoredBoard:
    """A board as feeds need it."""
    return StoredBoard(**{field.name: row[field.name] for field in fields(StoredBoard)})


def stored_thread(row: RowMapping, prefix: str = "") -> StoredThread:
    """A thread as feeds need it, from columns whose names may begin with `prefix`."""
    return StoredThread(
        forum_key=row[prefix + "forum_key"],
        id=row[prefix + "id"],
        board_id=row[prefix + "board_id"],
        board_title=row["board_title"] or "",
        topic=row[prefix + "topic"],
        prefix=row[prefix + "prefix"],
        starter=Author(row[prefix + "starter"], row[prefix + "starter_id"]),
        replies=max((row[prefix + "total"] or 1) - 1, 0),
        closed=row[prefix + "closed"],
        important=row[prefix + "important"],
        announcement=row[prefix + "announcement"],
        first_seen_at=row[prefix + "first_seen_at"],
        last_post_at=row[prefix + "last_post_at"],
    )


def attachment(row: RowMapping) -> Attachment:
    """A file on a post."""
    return Attachment(**{field.name: row[field.name] for field in fields(Attachment)})


def attachment_values(file: Attachment) -> dict[str, Any]:
    """What the row of a file on a post holds of it."""
    return {field.name: getattr(file, field.name) for field in fields(Attachment)}


def gap(row: RowMapping) -> Gap:
    """The gap before a post."""
    return Gap(row["thread_id"], row["key"], row["position"], row["posted_at"], row["number"])
