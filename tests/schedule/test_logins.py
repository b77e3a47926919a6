"""A login is tried as rarely as can be: not after a refusal, and ever later where sessions keep ending."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.poll import LoginBlock, Report
from feedforum.records import Answer
from feedforum.schedule.forum_session import LASTING_SESSION, after_login, after_session, login_block, wait
from feedforum.schedule.intervals import state_after
from feedforum.store import PollState
from tests.fake_clock import A_MOMENT
from tests.poll.world import settings_for

FORUM = settings_for("http://forum.invalid/", [1])
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def logged_in(state: PollState, now: datetime, *, ended: bool = True) -> PollState:
    return after_login(state, "mark", now, refused=False, ended=ended)


@pytest.mark.parametrize(
    ("mark", "later", "expected"),
    [
        ("same", timedelta(hours=23), LoginBlock.REFUSED),
        ("same", timedelta(hours=25), LoginBlock.NONE),
        ("other", timedelta(minutes=1), LoginBlock.NONE),
    ],
)
def test_a_refused_login_is_tried_again_after_a_day_or_with_another_password(
    mark: str, later: timedelta, expected: LoginBlock
) -> None:
    state = after_login(PollState("sample"), "same", A_MOMENT, refused=True, ended=False)
    assert login_block(state, mark, A_MOMENT + later) is expected


def test_an_accepted_login_clears_a_refusal() -> None:
    state = after_login(PollState("sample"), "mark", A_MOMENT, refused=True, ended=False)
    assert login_block(logged_in(state, A_MOMENT), "mark", A_MOMENT) is LoginBlock.NONE


def test_a_refused_login_slows_no_public_board_down() -> None:
    report = Report("sample", Answer.LOGIN_WANTED, went_through=True)
    state = state_after(PollState("sample"), FORUM, report, A_MOMENT, Random(0))
    assert state.failures == 0
    assert state.pause <= FORUM.interval * 1.5


def test_the_waits() -> None:
    assert [wait(logins) / HOUR for logins in range(8)] == [0, 0, 1, 2, 4, 8, 16, 24]
    assert wait(1_000_000) == DAY


def test_a_session_that_ends_is_begun_again_once_and_then_later() -> None:
    state = logged_in(logged_in(PollState("sample"), A_MOMENT), A_MOMENT)
    assert login_block(state, "mark", A_MOMENT + 0.99 * HOUR) is LoginBlock.ENDING
    assert login_block(state, "mark", A_MOMENT + HOUR) is LoginBlock.NONE


def test_after_a_session_that_held_the_pace_is_as_at_first() -> None:
    state = PollState("sample", logged_in_at=A_MOMENT, logins=9)
    assert after_session(state, A_MOMENT + LASTING_SESSION - timedelta(seconds=1)) == state
    held = after_session(state, A_MOMENT + LASTING_SESSION)
    assert login_block(held, "mark", A_MOMENT + LASTING_SESSION) is LoginBlock.NONE
    again = logged_in(held, A_MOMENT + LASTING_SESSION)
    assert login_block(again, "mark", A_MOMENT + LASTING_SESSION) is LoginBlock.ENDING


def test_starts_without_kept_cookies_make_no_wait_longer() -> None:
    state = PollState("sample")
    for _ in range(5):
        state = logged_in(state, A_MOMENT, ended=False)
    assert login_block(state, "mark", A_MOMENT) is LoginBlock.NONE


@given(st.lists(st.floats(0.01, 40), min_size=1, max_size=60))
def test_sessions_that_never_hold_make_few_logins(hours: list[float]) -> None:
    state, now, logins = PollState("sample"), A_MOMENT, []
    for pause in hours:
        if login_block(state, "mark", now) is LoginBlock.NONE:
            state = logged_in(state, now)
            logins.append(now)
        now += timedelta(hours=pause)
    for number, (before, after) in enumerate(pairwise(logins), 1):
        assert after - before >= wait(number)
    assert len(logins) <= 7 + (now - A_MOMENT) / DAY
