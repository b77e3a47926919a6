"""How soon a forum is visited again. Pure: what came of a visit in, seconds and moments out."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from feedforum.config import ForumSettings
from feedforum.config.quiet_hours import outside_quiet_hours
from feedforum.poll import Report
from feedforum.records import Answer
from feedforum.store import PollState

DAY = 86400.0
JITTER = 0.1
"""How far a pause is stretched or shortened at most, so that forums do not stay in step."""

SPREAD = 2.0
"""The seconds by which the first visits of two forums that are due at once are set apart at most."""

_FASTER, _SLOWER, _MUCH_SLOWER = 0.5, 1.5, 2.0
_MOST_DOUBLINGS = 20


def pause_after(pause: float, forum: ForumSettings, report: Report, failures: int = 0) -> float:
    """The seconds until the next visit, before jitter.

    `pause` is the one before this visit, 0 if there was none; `failures` counts how many visits in
    a row failed, with this one. A forum with news is visited sooner, down to `interval`; a quiet
    one later, up to `max_interval`; one that fails ever later, up to a day. A forum that asks for
    fewer requests gets fewer.
    """
    shortest, longest = forum.interval, max(forum.interval, forum.max_interval)
    before = max(pause, shortest)
    if report.answer is Answer.OVERLOADED:
        return min(before * _MUCH_SLOWER, longest)
    if report.failed and not report.went_through:
        doublings = min(max(failures - 1, 0), _MOST_DOUBLINGS)
        return min(shortest * 2.0**doublings, max(DAY, shortest))
    if report.more:
        return shortest
    changed = report.new_posts > 0 or report.edits > 0
    return min(max(before * (_FASTER if changed else _SLOWER), shortest), longest)


def due_at(now: datetime, pause: float, random: Random) -> datetime:
    """The moment about `pause` seconds after `now`."""
    return now + timedelta(seconds=pause * (1 + JITTER * random.uniform(-1, 1)))


def put_off(visit: PollState, forum: ForumSettings, now: datetime, random: Random) -> PollState:
    """What is kept while a visit that began `now` goes on: if it kills the program, it is not due at once."""
    return replace(visit, due_at=outside_quiet_hours(due_at(now, forum.interval, random), forum, random))


def first_due_at(
    visit: PollState, forum: ForumSettings, now: datetime, place: int, random: Random
) -> datetime:
    """When a forum is due as the program starts; `place` counts the forums of the configuration from 0.

    That is when it was due anyway. One that never was polled, or is overdue, is due now, with a
    little time between forums. A moment further off than any pause comes from an older
    configuration or a clock that was wrong, and is brought nearer. None lies in quiet hours.
    """
    if visit.due_at is None or visit.due_at <= now:
        return outside_quiet_hours(now + timedelta(seconds=place * SPREAD * random.random()), forum, random)
    longest = max(forum.interval, DAY if visit.failures else forum.max_interval)
    return outside_quiet_hours(
        min(visit.due_at, now + timedelta(seconds=longest * (1 + JITTER))), forum, random
    )


def due_anew(visit: PollState, forum: ForumSettings, now: datetime, random: Random) -> datetime:
    """When a forum is due whose settings have just become others: as soon as its `interval` allows."""
    interval = timedelta(seconds=forum.interval)
    soonest = visit.due_at or now
    if visit.polled_at is not None:
        soonest = min(soonest, visit.polled_at + interval)
    return outside_quiet_hours(min(max(now, soonest), now + interval), forum, random)


def visit_after(
    visit: PollState,
    forum: ForumSettings,
    report: Report,
    now: datetime,
    random: Random,
) -> PollState:
    """What is kept of a visit that ended `now` with `report`; `visit` is what was kept before it."""
    struck = report.failed and not report.went_through and report.answer is not Answer.OVERLOADED
    failures = visit.failures + 1 if struck else 0
    pause = pause_after(0 if visit.failures else visit.pause, forum, report, failures)
    return replace(
        visit,
        due_at=outside_quiet_hours(due_at(now, pause, random), forum, random),
        pause=round(pause),
        failures=failures,
        polled_at=now,
        answer=str(report.answer),
        detail=report.detail,
        url=report.url,
        requests=report.requests,
        new_posts=report.new_posts,
        unread_dates=report.unread_dates,
        edits=report.edits,
        deletions=report.deletions,
        size=report.size,
        trouble_since=(visit.trouble_since or now) if report.failed else None,
    )
