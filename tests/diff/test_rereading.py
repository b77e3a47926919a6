"""Posts are read again less and less often, and in the end no more."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedforum.diff.rereading import FIRST, LAST_AGE, reread_at

POSTED = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


def test_a_post_is_read_again_six_times_in_three_weeks() -> None:
    ages = []
    due = reread_at(POSTED, POSTED)
    while due is not None:
        ages.append(due - POSTED)
        due = reread_at(POSTED, due)
    assert [round(age / timedelta(hours=1)) for age in ages] == [2, 6, 18, 54, 162, 486]


@given(st.timedeltas(timedelta(days=-1), timedelta(days=60)))
def test_the_pause_grows_with_age_and_ends(age: timedelta) -> None:
    due = reread_at(POSTED, POSTED + age)
    if due is None:
        assert age + max(FIRST, 2 * age) > LAST_AGE
    else:
        assert due - (POSTED + age) == max(FIRST, 2 * age)
        assert due - POSTED <= LAST_AGE
