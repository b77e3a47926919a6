"""When a post is read again, for edits and deletions: soon while it is young, then less and less often.

And how much of that a forum has to bear: where it is read a lot, only a small share of what news costs.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from math import exp

from feedforum.records import RequestBudget

FIRST = timedelta(hours=2)
LAST_AGE = timedelta(days=21)

SHARE = 0.02
"""How many pages may be read again for each that news was on or was listed on lately."""

QUIET_DAY = 24
"""So many pages a day are little to any forum: what news leaves of them, reading again may have."""

LEAST = 1.4
"""So many pages may be read again whatever news is on: as they fade, about one a day."""

_DAY = timedelta(days=1)


def reread_at(posted_at: datetime, read_at: datetime) -> datetime | None:
    """When a post that was read at `read_at` is due again; None once it is too old to change.

    The pause is twice the age the post had, at least two hours: it is read at about 2 hours,
    6 hours, 18 hours, 2 days, a week, three weeks, and no more.
    """
    due_at = read_at + max(FIRST, 2 * (read_at - posted_at))
    return due_at if due_at - posted_at <= LAST_AGE else None


def faded(request_budget: RequestBudget, now: datetime) -> RequestBudget:
    """The same requests as they count at `now`: a little less each hour, so that all are about a day's."""
    if request_budget.at is None or now <= request_budget.at:
        return replace(request_budget, at=request_budget.at or now)
    left = exp(-((now - request_budget.at) / _DAY))
    return RequestBudget(request_budget.asked * left, request_budget.reread * left, now)


def counted(request_budget: RequestBudget, requests: int, *, rereading: bool) -> RequestBudget:
    """With more requests, made for `rereading` or for anything else."""
    if rereading:
        return replace(request_budget, reread=request_budget.reread + requests)
    return replace(request_budget, asked=request_budget.asked + requests)


def may_reread(request_budget: RequestBudget) -> bool:
    """Whether one more page may be read again."""
    return request_budget.reread + 1 <= max(
        SHARE * request_budget.asked, QUIET_DAY - request_budget.asked, LEAST
    )
