"""A worker that has lost a forum to another writes nothing of it any more, however late it comes back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.clock import CorrectedClock
from feedforum.errors import ForumTakenError
from feedforum.records import PollState
from feedforum.store import Store
from tests.fake_clock import A_MOMENT, FakeClock
from tests.postgresql import empty_postgresql, needs_postgresql


@pytest.fixture
def store() -> Iterator[Store]:
    with empty_postgresql() as url:
        store = Store.at(url)
        yield store
        store.close()


@needs_postgresql
def test_who_has_lost_a_forum_writes_nothing_of_it(store: Store) -> None:
    one, other = store.forum_leases("one"), store.forum_leases("other")
    ones = store.taking_forum("demo", "one")
    ones.poll_states.write(PollState("demo", requests=1))
    one.check("demo")
    others = store.taking_forum("demo", "other")
    for state in (PollState("demo", requests=2), PollState("another")):
        with pytest.raises(ForumTakenError):
            ones.poll_states.write(state)
    with pytest.raises(ForumTakenError):
        one.check("demo")
    one.give_back("demo")
    others.poll_states.write(PollState("demo", requests=3))
    other.give_back("demo")
    assert not other.is_taken("demo")
    with pytest.raises(ForumTakenError):
        others.poll_states.write(PollState("demo", requests=4))
    assert store.poll_states.read("demo").requests == 3
    assert store.poll_states.read("another").requests == 0


@needs_postgresql
def test_forums_are_due_in_their_order_and_made_due_but_never_later(store: Store) -> None:
    states, hour = store.poll_states, timedelta(hours=1)
    states.add({"a": A_MOMENT + hour, "b": A_MOMENT, "c": A_MOMENT - hour})
    states.add({"a": A_MOMENT - hour})
    assert states.due(A_MOMENT) == ["c", "b"]
    states.make_due("a", A_MOMENT - 2 * hour)
    states.make_due("c", A_MOMENT + hour)
    assert states.due(A_MOMENT) == ["a", "c", "b"]


@pytest.mark.parametrize("wrong", [timedelta(minutes=-2), timedelta(), timedelta(days=400)])
def test_a_clock_that_is_set_by_another_goes_on_from_there(wrong: timedelta) -> None:
    own = FakeClock(A_MOMENT + wrong)
    clock = CorrectedClock(own)
    assert clock.now() == A_MOMENT + wrong

    def asked() -> datetime:
        own.advance(2)
        return A_MOMENT

    clock.set_by(asked)
    own.advance(10)
    assert clock.now() == A_MOMENT + timedelta(seconds=11)
    assert clock.now().tzinfo is UTC
