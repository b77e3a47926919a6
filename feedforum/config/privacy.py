"""What is private: as the nearest word of its owner says, or by how posts are got. Pure."""

from dataclasses import dataclass
from typing import Literal

from feedforum.config import schema

Said = bool | Literal["auto"]
"""What an owner says of privacy, with "auto" for nothing."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How posts are got that guests do not see: as a member of the forum, or by a board's password."""

    membership: bool = False
    board_password: bool = False


def is_private(said: Said, ways: WaysIn) -> bool:
    """Whether posts need an access token: as their owner says, else exactly if no guest could read them."""
    if said == "auto":
        return ways.membership or ways.board_password
    return said


def ways_into(forum: schema.Forum, board: schema.Board | None = None) -> WaysIn:
    """The ways into a forum, or into a board of it.

    A board's password may open others: those below it, and which they are only the forum knows.
    """
    boards = () if forum.boards == "all" else forum.boards
    return WaysIn(
        membership=bool(forum.username) or _has_a_secret(forum) or _is_authorized(forum),
        board_password=board is not None and any(map(_has_a_secret, boards)),
    )


def nearest_said(file: schema.File, forum: schema.Forum, nearer: Said | None = None) -> Said:
    """What is said of privacy: `nearer`, in the table of a board, else for the forum, else for all."""
    return next(said for said in (nearer, forum.private, file.feeds.private) if said is not None)


def _has_a_secret(table: schema.Forum | schema.Board) -> bool:
    """All that a forum or a board takes from the environment or a file are secrets that let it in."""
    return any(value for name, value in table if name.endswith(("_env", "_file")))


def _is_authorized(forum: schema.Forum) -> bool:
    return any(name.lower() == "authorization" for name in forum.headers)
