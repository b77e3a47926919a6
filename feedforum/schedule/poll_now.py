"""Polls that an owner asks for: what becomes of a wish. Pure but for `request_poll`, which passes it on."""

from datetime import datetime, timedelta

from feedforum.config import ForumSettings
from feedforum.config.quiet_hours import is_quiet
from feedforum.records import Answer, PollRequestOutcome
from feedforum.store import PollState, Store

LEAST_PAUSE = timedelta(minutes=1)
"""How long after a poll no other is to be had by asking."""


def judged(visit: PollState, forum: ForumSettings, now: datetime) -> PollRequestOutcome:
    """What becomes of a wish for a poll now; `visit` is the last one.

    A forum that asked to be left alone is, until it is due: by then `Retry-After` has been heeded.
    """
    if is_quiet(now, forum):
        return PollRequestOutcome.QUIET
    if visit.answer == Answer.OVERLOADED and visit.due_at is not None and now < visit.due_at:
        return PollRequestOutcome.LEFT_ALONE
    if visit.polled_at is not None and timedelta(0) <= now - visit.polled_at < LEAST_PAUSE:
        return PollRequestOutcome.JUST_POLLED
    return PollRequestOutcome.GRANTED


def request_poll(store: Store, forum: ForumSettings, now: datetime) -> PollRequestOutcome:
    """Ask whoever polls this store to poll a forum now, if it may be. Raises StoreError."""
    outcome = judged(store.visits.read(forum.key), forum, now)
    if outcome is PollRequestOutcome.GRANTED:
        store.poll_requests.add(forum.key, now)
    return outcome
