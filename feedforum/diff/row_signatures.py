"""Signatures: what a row says of its posts, as a short text that differs exactly when there is news."""

from collections.abc import Callable
from datetime import datetime, timedelta

from feedforum.records import Author, BoardRow, BoardState, ThreadRow, ThreadState

_HOUR = timedelta(hours=1)


def board_signature(row: BoardRow) -> str:
    """What a board's row says of its posts: counts, last thread, last author, last moment."""
    last = row.last_post
    return _signature(
        row.posts,
        row.threads,
        last.thread_id if last else None,
        last.author.name if last and last.author else None,
        last.at if last else None,
    )


def thread_signature(row: ThreadRow) -> str:
    """What a thread's listing says of its posts: how many replies, the last author, the last moment."""
    return _signature(row.replies, _name(row.last_poster), row.last_post_at)


def replies_of(signature: str | None) -> int | None:
    """How many replies a thread's signature counts."""
    count = signature.partition("|")[0] if signature else ""
    return int(count) if count.isdigit() else None


def moment_of(signature: str | None) -> datetime | None:
    """When the last post was written that a signature is of."""
    text = signature.rpartition("|")[2] if signature else ""
    return datetime.fromisoformat(text) if text else None


def shows_nothing_new(thread: ThreadState, row: ThreadRow) -> bool:
    """Whether a row shows as many posts as are known of a thread, and the same moment of the last."""
    if row.replies is None or row.last_post_at is None or thread.last_post_at is None:
        return False
    last = row.last_post_at.replace(second=0, microsecond=0)
    return row.replies + 1 == thread.total and last == thread.last_post_at.replace(second=0, microsecond=0)


def counts_posts(board: BoardState) -> bool:
    """Whether a board's own row counts its posts."""
    return (board.row_signature or "")[:1].isdigit()


def with_moment(signature: str, corrected: Callable[[datetime], datetime]) -> str:
    """A signature with its moment as `corrected` makes it."""
    rest, _, at = signature.rpartition("|")
    return f"{rest}|{_text(corrected(datetime.fromisoformat(at)))}" if at else signature


def only_lost(old: str | None, new: str | None) -> bool:
    """Whether a thread's signature counts fewer posts than before, and no last post that may be newer.

    The last post is the same then, or one of an earlier minute: by another author it may be a newer one.
    """
    before, now = replies_of(old), replies_of(new)
    if old is None or new is None or before is None or now is None or now >= before:
        return False
    old_at, new_at = old.rpartition("|")[2], new.rpartition("|")[2]
    if not old_at or not new_at:
        return False
    same_last = old.partition("|")[2] == new.partition("|")[2]
    return same_last or datetime.fromisoformat(new_at) < datetime.fromisoformat(old_at)


def same(old: str | None, new: str) -> bool:
    """Whether two signatures say the same.

    An hour's difference of the moment alone is no difference: the versions 2.0 to 2.2 show every
    time with today's daylight saving, so all of them shift twice a year.
    """
    if old is None or old == new:
        return old == new
    old_rest, _, old_at = old.rpartition("|")
    new_rest, _, new_at = new.rpartition("|")
    if old_rest != new_rest or not old_at or not new_at:
        return False
    return abs(datetime.fromisoformat(old_at) - datetime.fromisoformat(new_at)) == _HOUR


def _name(author: Author | None) -> str | None:
    return author.name if author else None


def _signature(*parts: int | str | datetime | None) -> str:
    return "|".join("" if part is None else _text(part) for part in parts)


def _text(part: int | str | datetime) -> str:
    return part.isoformat(timespec="minutes") if isinstance(part, datetime) else str(part)


def says_something(row: BoardRow) -> bool:
    """Whether a board's row says anything of its posts; a skin may hide it all."""
    return board_signature(row).strip("|") != ""
