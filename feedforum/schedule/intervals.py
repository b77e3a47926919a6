"""When a forum is polled: after a poll, at the start, and when the owner asks for it. Pure functions."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from feedforum.config import ForumSettings
from feedforum.config.quiet_hours import is_quiet, outside_quiet_hours
from feedforum.poll import Report
from feedforum.records import Answer, PollRequestOutcome
from feedforum.store import PollState

DAY = 86400.0
JITTER = 0.1
"""How much longer or shorter a pause may be, as a share of it, so that forums do not stay in step."""

SPREAD = 2.0
"""The most seconds between the first polls of two forums that are due at once."""

LEAST_PAUSE = timedelta(minutes=1)
"""How long after a poll the owner cannot have another."""

_FASTER, _SLOWER, _MUCH_SLOWER = 0.5, 1.5, 2.0
_MOST_DOUBLINGS = 20


def pause_after(pause: float, forum: ForumSettings, report: Report, failures: int = 0) -> float:
    """The seconds until the next poll, before jitter.

    `pause` is the one before this poll, 0 if there was none; `failures` counts the polls in a row that
    failed, with this one. A forum with news is polled sooner, down to `interval`; a quiet one later, up
    to `max_interval`; one that fails ever later, up to a day. A forum that asks for fewer requests gets
    fewer.
    """
    shortest, longest = forum.interval, max(forum.interval, forum.max_interval)
    before = max(pause, shortest)
    if report.answer is Answer.OVERLOADED:
        return min(before * _MUCH_SLOWER, longest)
    if report.failed and not report.went_through:
        return doubled(shortest, failures - 1, DAY)
    if report.more:
        return shortest
    changed = report.new_posts > 0 or report.edits > 0
    return min(max(before * (_FASTER if changed else _SLOWER), shortest), longest)


def doubled(pause: float, times: int, longest: float) -> float:
    """A pause that was doubled so many times, up to `longest`, or as it is if it is longer than that."""
    return min(pause * 2.0 ** min(max(times, 0), _MOST_DOUBLINGS), max(pause, longest))


def due_at(now: datetime, pause: float, random: Random) -> datetime:
    """The moment about `pause` seconds after `now`."""
    return now + timedelta(seconds=pause * (1 + JITTER * random.uniform(-1, 1)))


def postponed(state: PollState, forum: ForumSettings, now: datetime, random: Random) -> PollState:
    """The state during a poll that begins `now`: if the program dies of it, the forum is not due at once."""
    return replace(state, due_at=outside_quiet_hours(due_at(now, forum.interval, random), forum, random))


def first_due_at(
    state: PollState, forum: ForumSettings, now: datetime, place: int, random: Random
) -> datetime:
    """When a forum is due as the program starts; `place` counts the forums of the configuration from 0.

    That is when it was due anyway. One that never was polled, or is overdue, is due now, with a
    little time between forums. A moment further off than any pause comes from an older
    configuration or a wrong clock, and is brought nearer. None lies in quiet hours.
    """
    if state.due_at is None or state.due_at <= now:
        due = now + timedelta(seconds=place * SPREAD * random.random())
    else:
        longest = max(forum.interval, DAY if state.failures else forum.max_interval)
        due = min(state.due_at, now + timedelta(seconds=longest * (1 + JITTER)))
    return outside_quiet_hours(due, forum, random)


def due_after_change(state: PollState, forum: ForumSettings, now: datetime, random: Random) -> datetime:
    """When a forum is due whose settings have just changed: as soon as its `interval` allows."""
    interval = timedelta(seconds=forum.interval)
    soonest = state.due_at or now
    if state.polled_at is not None:
        soonest = min(soonest, state.polled_at + interval)
    return outside_quiet_hours(min(max(now, soonest), now + interval), forum, random)


def state_after(
    state: PollState, forum: ForumSettings, report: Report, now: datetime, random: Random
) -> PollState:
    """The state after a poll that ended `now` with `report`; `state` is the one before it."""
    failed = report.failed and not report.went_through and report.answer is not Answer.OVERLOADED
    failures = state.failures + 1 if failed else 0
    counts: dict[str, Any] = report.numbers()
    pause = pause_after(0 if state.failures else state.pause, forum, report, failures)
    return replace(
        state,
        due_at=outside_quiet_hours(due_at(now, pause, random), forum, random),
        pause=round(pause),
        failures=failures,
        polled_at=now,
        answer=str(report.answer),
        detail=report.detail,
        url=report.url,
        failing_since=(state.failing_since or now) if report.failed else None,
        **counts,
    )


def request_outcome(state: PollState, forum: ForumSettings, now: datetime) -> PollRequestOutcome:
    """What the owner's request for a poll now leads to.

    A forum that asked for no requests gets none until it is due: by then `Retry-After` is over.
    """
    if forum.paused:
        return PollRequestOutcome.PAUSED
    if is_quiet(now, forum):
        return PollRequestOutcome.QUIET
    if state.answer == Answer.OVERLOADED and state.due_at is not None and now < state.due_at:
        return PollRequestOutcome.LEFT_ALONE
    if state.polled_at is not None and timedelta(0) <= now - state.polled_at < LEAST_PAUSE:
        return PollRequestOutcome.JUST_POLLED
    return PollRequestOutcome.GRANTED
