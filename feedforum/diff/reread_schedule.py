"""When a post is read again, for edits and deletions: soon while it is young, then less and less often.

Those that feeds show first are read again every few hours. And how much of that a forum has to bear: up to a
page an hour where it is quiet, and where it is read a lot only a small share of what news costs.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp
from typing import Any

from feedforum.records import DuePost, NewestEntries, RequestBudget

FIRST = timedelta(hours=2)
LAST_AGE = timedelta(days=21)

SHOWN_PAUSE = timedelta(hours=5)
"""How often what feeds show first is read again: so that it is right within six hours."""

SHOWN_SHARE = LAST_AGE / SHOWN_PAUSE
"""Where that is older than `LAST_AGE`, the pause is its age by this: a forum may sleep for years."""

SHARE = 0.02
"""How many pages may be read again for each that news was on or was listed on lately."""

QUIET_DAY = 20
"""So many pages a day may be read again where news is on no more: with what may come at once, one an hour.

Where news is on twice as many, nothing of that is left.
"""

AT_ONCE = 6
"""So many of them may be read as soon as they are due, in a forum that was not read before."""

LEAST = 1.8
"""So many pages may be read again whatever news is on: as they fade, a little more than one a day."""

_DAY = timedelta(days=1)


def reread_at(posted_at: datetime, read_at: datetime, *, shown: bool = False) -> datetime | None:
    """When a post that was read at `read_at` is due again; None once it is too old to change.

    The pause is twice the age the post had, at least two hours: it is read at about 2 hours,
    6 hours, 18 hours, 2 days, a week, three weeks, and no more. What is `shown` first in a feed is read again
    more often, and as long as it is.
    """
    age = read_at - posted_at
    pause = max(FIRST, 2 * age)
    if shown:
        return read_at + min(pause, max(SHOWN_PAUSE, age / SHOWN_SHARE))
    return read_at + pause if age + pause <= LAST_AGE else None


def is_shown(posted_at: datetime, newest: NewestEntries | None, *, first: bool) -> bool:
    """Whether a post, maybe a thread's `first`, is among those that a feed of its board shows first."""
    if newest is None:
        return False
    since = (newest.posts_since, *((newest.threads_since,) if first else ()))
    return any(moment is None or posted_at >= moment for moment in since)


def most_worth_first(posts: Iterable[DuePost], now: datetime) -> list[DuePost]:
    """Posts that are due, in the order to read them again.

    Those that were missing come first. Then what the schedule of its age wants to be read, and of that what
    feeds show and is young: so each post has its turn. With what is left the posts that feeds show are read
    again, one after the other.
    """

    def order(post: DuePost) -> tuple[Any, ...]:
        young_first = (-post.posted_at.timestamp(), -post.number)
        if _is_scheduled(post, now):
            return (-post.missing, 0, not post.shown, *young_first)
        return (-post.missing, 1, post.due_at.timestamp(), *young_first)

    return sorted(posts, key=order)


def _is_scheduled(post: DuePost, now: datetime) -> bool:
    """Whether a post is due by its age, and not only since feeds show it."""
    if not post.shown or post.due_at - post.posted_at <= 1.5 * SHOWN_PAUSE:
        return True
    read_at = post.due_at - SHOWN_PAUSE
    due_at = reread_at(post.posted_at, read_at)
    return due_at is not None and due_at <= now


def faded(request_budget: RequestBudget, now: datetime) -> RequestBudget:
    """The same requests as they count at `now`: a little less each hour, so that all are about a day's."""
    if request_budget.at is None:
        return replace(request_budget, reread=QUIET_DAY - AT_ONCE, at=now)
    if now <= request_budget.at:
        return request_budget
    left = exp(-((now - request_budget.at) / _DAY))
    return RequestBudget(request_budget.asked * left, request_budget.reread * left, now)


def counted(request_budget: RequestBudget, requests: int, *, rereading: bool) -> RequestBudget:
    """With more requests, made for `rereading` or for news."""
    if rereading:
        return replace(request_budget, reread=request_budget.reread + requests)
    return replace(request_budget, asked=request_budget.asked + requests)


def may_reread(request_budget: RequestBudget) -> bool:
    """Whether one more page may be read again."""
    asked = request_budget.asked
    return request_budget.reread + 1 <= max(SHARE * asked, min(QUIET_DAY, 2 * QUIET_DAY - asked), LEAST)
