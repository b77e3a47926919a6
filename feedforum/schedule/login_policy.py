"""When a login is tried. Pure: what is kept of visits in, what forbids a login out."""

from dataclasses import replace
from datetime import datetime, timedelta

from feedforum.poll import LoginBlock
from feedforum.schedule.intervals import DAY
from feedforum.store import PollState

HELD = timedelta(hours=1)
"""How long a session has to last to count as one that held, and how long the first wait is."""

_MOST_DOUBLINGS = 10


def login_block(visit: PollState, credentials: str, now: datetime) -> LoginBlock:
    """What forbids to log in `now`; `credentials` is a mark of the present name and password."""
    if not may_log_in(visit, credentials, now):
        return LoginBlock.REFUSED
    if visit.logged_in_at is not None and now < visit.logged_in_at + wait(visit.logins):
        return LoginBlock.ENDING
    return LoginBlock.NONE


def may_log_in(visit: PollState, credentials: str, now: datetime) -> bool:
    """Whether to try the login: not within a day of a refusal, for boards lock out who tries too often.

    `credentials` is a mark of the present name and password: with others it may be tried at once.
    """
    refused_at = visit.login_refused_at
    if refused_at is None or credentials != visit.login_refused_for:
        return True
    return now - refused_at > timedelta(seconds=DAY)


def wait(logins: int) -> timedelta:
    """How long to wait after the last of so many logins in a row whose sessions did not hold.

    The first session that ends is begun again at once: that is usual. One that ends soon after that is
    ended by somebody, perhaps the owner, who logs in elsewhere and is thrown out by us in turn.
    """
    if logins < 2:
        return timedelta()
    return min(HELD * (1 << min(logins - 2, _MOST_DOUBLINGS)), timedelta(seconds=DAY))


def after_login(
    visit: PollState, credentials: str, now: datetime, *, refused: bool, ended: bool
) -> PollState:
    """What is kept of a login; `ended` says that a session had ended before it.

    A start without kept cookies has no session to end, and makes the next wait no longer.
    """
    if refused:
        return replace(visit, login_refused_at=now, login_refused_for=credentials)
    logins = visit.logins + 1 if ended else max(visit.logins, 1)
    return replace(visit, login_refused_at=None, login_refused_for="", logged_in_at=now, logins=logins)


def after_session(visit: PollState, now: datetime) -> PollState:
    """What is kept of a visit through which we were logged in: one that held makes up for all before."""
    if visit.logins > 1 and visit.logged_in_at is not None and now - visit.logged_in_at >= HELD:
        return replace(visit, logins=1)
    return visit
