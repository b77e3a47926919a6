"""Quiet hours by the forum's clock, over midnight and over changes of summer time."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.config import ForumSettings
from feedforum.config.quiet_hours import is_quiet, outside_quiet_hours, quiet_until, spans_in
from feedforum.poll import Report
from feedforum.records import Answer
from feedforum.schedule.intervals import first_due_at, postponed, state_after
from feedforum.store import PollState
from tests.poll.world import settings_for


def forum(written: str, zone: str = "Europe/Berlin") -> ForumSettings:
    return settings_for("http://forum.invalid/", [1], quiet_hours=spans_in(written), timezone=zone)


def utc(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


@pytest.mark.parametrize(
    ("written", "day", "clock", "until"),
    [
        ("23:00-06:00", "2026-01-10", "21:59", None),
        ("23:00-06:00", "2026-01-10", "22:00", "2026-01-11 05:00"),
        ("23:00-06:00", "2026-01-11", "04:59", "2026-01-11 05:00"),
        ("23:00-06:00", "2026-01-11", "05:00", None),
        ("12:00-13:00", "2026-01-10", "11:30", "2026-01-10 12:00"),
        ("22:00-24:00, 0:00-6:00", "2026-01-10", "21:30", "2026-01-11 05:00"),
        ("", "2026-01-10", "11:30", None),
        pytest.param("23:00-06:00", "2026-03-28", "23:00", "2026-03-29 04:00", id="an hour shorter"),
        pytest.param("23:00-06:00", "2026-10-24", "22:00", "2026-10-25 05:00", id="an hour longer"),
        pytest.param("01:00-02:30", "2026-03-29", "00:30", "2026-03-29 01:00", id="its end is left out"),
        pytest.param("02:15-02:30", "2026-10-25", "00:20", "2026-10-25 00:30", id="its first time"),
        pytest.param("02:15-02:30", "2026-10-25", "01:20", "2026-10-25 01:30", id="its second time"),
    ],
)
def test_until_when_it_is_quiet(written: str, day: str, clock: str, until: str | None) -> None:
    moment = utc(day, clock)
    end = utc(*until.split()) if until else moment
    assert quiet_until(moment, forum(written)) == end
    assert is_quiet(moment, forum(written)) is (until is not None)


@pytest.mark.parametrize(
    "written",
    ["soon", "23:00", "25:00-06:00", "23:60-06:00", "06:00-06:00", "00:00-24:00", "00:00-12:00,12:00-00:00"],
)
def test_what_are_no_quiet_hours(written: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        spans_in(written)


reports = st.builds(
    Report, st.just("sample"), st.sampled_from(Answer), new_posts=st.integers(0, 3), more=st.booleans()
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
hours = st.sampled_from(["23:00-06:00", "01:30-02:30", "00:00-05:59,06:05-23:00", "22:00-24:00, 00:00-06:00"])


@given(moments, hours, reports, st.integers(), st.sampled_from(["Europe/Berlin", "America/New_York"]))
def test_no_visit_is_ever_due_in_quiet_hours(
    now: datetime, written: str, report: Report, seed: int, zone: str
) -> None:
    settings, random = forum(written, zone), Random(seed)
    states = (
        state_after(PollState("sample"), settings, report, now, random),
        postponed(PollState("sample"), settings, now, random),
    )
    dues = [state.due_at for state in states]
    dues.append(first_due_at(PollState("sample", due_at=dues[0]), settings, now, 0, random))
    dues.append(first_due_at(PollState("sample"), settings, now, 3, random))
    for due in dues:
        assert due is not None
        assert now <= due
        assert not is_quiet(due, settings)


def test_polls_do_not_all_begin_at_the_last_stroke() -> None:
    random, night = Random(1), utc("2026-01-10", "23:00")
    moments = {outside_quiet_hours(night, forum("23:00-06:00"), random) for _ in range(20)}
    end = utc("2026-01-11", "05:00")
    assert len(moments) == 20
    assert all(end <= moment <= end + timedelta(minutes=10) for moment in moments)
