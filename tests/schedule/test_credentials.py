"""A refused login is not tried again for a day, unless the owner changed the name or the password."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from feedforum.poll import Report
from feedforum.records import Answer
from feedforum.schedule.credentials import credentials_mark
from feedforum.schedule.pace import may_log_in, visit_after
from feedforum.store import Visit
from tests.held_clock import A_MOMENT
from tests.poll.world import settings_for

FORUM = replace(settings_for("http://forum.invalid/", [1]), username="Anna", password="geheim")
REFUSED = Report("sample", Answer.LOGIN_WANTED, login_refused=True, went_through=True)


def test_the_mark_does_not_tell_the_password_and_differs_with_it() -> None:
    marks = {
        credentials_mark(forum)
        for forum in (
            FORUM,
            replace(FORUM, password="anders"),
            replace(FORUM, username="Bert"),
            replace(FORUM, key="other"),
        )
    }
    assert len(marks) == 4
    assert all("geheim" not in mark and len(mark) == 64 for mark in marks)
    assert credentials_mark(FORUM) == credentials_mark(FORUM)
    assert credentials_mark(replace(FORUM, username="")) == ""


@pytest.mark.parametrize(
    ("mark", "later", "allowed"),
    [
        ("same", timedelta(hours=23), False),
        ("same", timedelta(hours=25), True),
        ("other", timedelta(minutes=1), True),
    ],
)
def test_when_the_login_may_be_tried(mark: str, later: timedelta, allowed: bool) -> None:
    visit = visit_after(Visit("sample"), FORUM, REFUSED, A_MOMENT, Random(0), "same")
    assert visit.login_refused_at == A_MOMENT
    assert may_log_in(visit, mark, A_MOMENT + later) is allowed


def test_a_refused_login_slows_no_public_board_down() -> None:
    visit = visit_after(Visit("sample"), FORUM, REFUSED, A_MOMENT, Random(0), "same")
    assert visit.failures == 0
    assert visit.pause <= FORUM.interval * 1.5
