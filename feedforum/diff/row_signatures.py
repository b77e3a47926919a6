"""Signatures: what a row says of its posts, as a short text that differs exactly when there is news.

Of a moment that is told only roughly ("3 minutes ago") it has the latest that it can be, and after a "~" by
how many minutes it may be earlier.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from feedforum.records import BoardRow, ThreadRow, ThreadState

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def board_signature(row: BoardRow) -> str:
    """What a board's row says of its posts: counts, last thread, last author, last moment."""
    last = row.last_post
    return _signature(
        row.posts,
        row.threads,
        last.thread_id if last else None,
        last.author.name if last and last.author else None,
        _moment(last.at, last.uncertainty) if last else None,
    )


def thread_signature(row: ThreadRow) -> str:
    """What a thread's listing says of its posts: how many replies, the last author, the last moment."""
    moment = _moment(row.last_post_at, row.last_post_uncertainty)
    return _signature(row.replies, row.last_poster.name if row.last_poster else None, moment)


def replies_of(signature: str | None) -> int | None:
    """How many replies a thread's signature counts."""
    count = signature.partition("|")[0] if signature else ""
    return int(count) if count.isdigit() else None


def with_moment(signature: str, corrected: Callable[[datetime], datetime]) -> str:
    """A signature with its moment as `corrected` makes it; an age is the same in every zone."""
    rest, _, at = signature.rpartition("|")
    return f"{rest}|{_minutes(corrected(datetime.fromisoformat(at)))}" if at and "~" not in at else signature


def only_lost(old: str | None, new: str | None) -> bool:
    """Whether a thread's signature counts fewer posts than before, and no last post that may be newer.

    The last post is the same then, or one of an earlier minute: by another author it may be a newer one.
    """
    before, now = replies_of(old), replies_of(new)
    if old is None or new is None or before is None or now is None or now >= before:
        return False
    old_author, new_author = (_parts(each.partition("|")[2])[0] for each in (old, new))
    old_span, new_span = _parts(old)[1], _parts(new)[1]
    if old_span is None or new_span is None:
        return False
    return new_span[1] < old_span[0] or (old_author == new_author and _overlap(old_span, new_span))


def same(old: str | None, new: str) -> bool:
    """Whether two signatures say the same.

    An hour's difference of the moment alone is no difference: the versions 2.0 to 2.2 show every
    time with today's daylight saving, so all of them shift twice a year. Nor is it one whether a moment is
    told exactly or by its age, as long as it can be the same.
    """
    if old is None or old == new:
        return old == new
    old_rest, old_span = _parts(old)
    new_rest, new_span = _parts(new)
    if old_rest != new_rest or old_span is None or new_span is None:
        return False
    return _overlap(old_span, new_span) or abs(old_span[1] - new_span[1]) == _HOUR


_Span = tuple[datetime, datetime]
"""Between which moments a post was written; boards show no seconds."""


def _parts(signature: str) -> tuple[str, _Span | None]:
    """All of a signature but its moment, and that; None where there is none."""
    rest, _, text = signature.rpartition("|")
    latest, _, minutes = text.partition("~")
    if not latest:
        return rest, None
    moment = datetime.fromisoformat(latest)
    return rest, (moment - int(minutes or 0) * _MINUTE, moment)


def _overlap(one: _Span, other: _Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _moment(at: datetime | None, uncertainty: timedelta) -> str | None:
    if at is None:
        return None
    return f"{_minutes(at)}~{-(-uncertainty // _MINUTE)}" if uncertainty else _minutes(at)


def _minutes(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _signature(*parts: int | str | None) -> str:
    return "|".join("" if part is None else str(part) for part in parts)


def moment_of(signature: str | None) -> datetime | None:
    """The earliest that the last post was written that a signature is of."""
    span = _parts(signature)[1] if signature else None
    return span[0] if span else None


def earliest_last_post(row: ThreadRow) -> datetime | None:
    """When the last post of a thread was written at the earliest."""
    return row.last_post_at - row.last_post_uncertainty if row.last_post_at else None


def shows_nothing_new(thread: ThreadState, row: ThreadRow) -> bool:
    """Whether a row shows as many posts as are known of a thread, and the same moment of the last."""
    if row.replies is None or row.last_post_at is None or thread.last_post_at is None:
        return False
    shown = _moment(row.last_post_at, row.last_post_uncertainty)
    return row.replies + 1 == thread.total and same(f"|{_minutes(thread.last_post_at)}", f"|{shown}")
