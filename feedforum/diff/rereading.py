"""When a post is read again, for edits and deletions: soon while it is young, then less and less often."""

from datetime import datetime, timedelta

FIRST = timedelta(hours=2)
LAST_AGE = timedelta(days=21)


def reread_at(posted_at: datetime, read_at: datetime) -> datetime | None:
    """When a post that was read at `read_at` is due again; None once it is too old to change.

    The pause is twice the age the post had, at least two hours: it is read at about 2 hours,
    6 hours, 18 hours, 2 days, a week, three weeks, and no more.
    """
    due_at = read_at + max(FIRST, 2 * (read_at - posted_at))
    return due_at if due_at - posted_at <= LAST_AGE else None
