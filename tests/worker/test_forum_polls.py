"""Which polls a worker has the queue hold."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.config import LiveSettings
from feedforum.schedule import PollJobs, Stop
from feedforum.store import Store
from feedforum.worker.forum_polls import MOST_OF_A_HOST, MOST_QUEUED, ForumPolls
from tests.config.files import loaded
from tests.fake_clock import A_MOMENT, FakeClock

HOUR = timedelta(hours=1)


@pytest.fixture
def polls(tmp_path: Path) -> Iterator[ForumPolls]:
    """Twenty forums of one slow host, two paused ones, and two of other hosts."""
    forums = [(f"slow{number}", "slow.example", "") for number in range(20)]
    forums += [(f"paused{number}", f"p{number}.example", "paused = true\n") for number in range(2)]
    forums += [("one", "one.example", ""), ("two", "two.example", "")]
    text = "".join(
        f'[[forum]]\nkey = "{key}"\nurl = "http://{host}/"\nengine = "wbb2"\nboards = "all"\n{more}'
        for key, host, more in forums
    )
    clock, random, store = FakeClock(A_MOMENT), Random(0), Store.at("sqlite://")
    jobs = PollJobs(store, clock, random, Stop())
    current = LiveSettings(loaded(tmp_path, text))
    yield ForumPolls(store, current, jobs, clock, random, "this", lambda: None)
    store.close()


def due_first(polls: ForumPolls, *keys: str) -> None:
    """Forums that are due, each an hour longer than the next."""
    polls.store.poll_states.add({key: A_MOMENT - (len(keys) - rank) * HOUR for rank, key in enumerate(keys)})


def test_forums_that_nobody_polls_keep_no_other_waiting(polls: ForumPolls) -> None:
    gone = [f"gone{number}" for number in range(5 * MOST_QUEUED)]
    due_first(polls, *gone, "paused0", "paused1", "one", "two")
    assert [poll.forum_key for poll in polls.due([])] == ["one", "two"]


def test_a_host_with_many_forums_keeps_no_other_waiting(polls: ForumPolls) -> None:
    slow = [f"slow{number}" for number in range(20)]
    due_first(polls, *slow, "one")
    assert [poll.forum_key for poll in polls.due([])] == [*slow[:MOST_OF_A_HOST], "one"]
    # What is queued already counts for its host.
    assert [poll.forum_key for poll in polls.due(slow[:MOST_OF_A_HOST])] == ["one"]


def test_a_request_for_a_poll_is_answered_once_the_queue_has_it(polls: ForumPolls) -> None:
    requests = polls.store.poll_requests
    for key in ("one", "gone", "paused0"):
        requests.add(key, A_MOMENT)
    (poll,) = polls.due([])
    assert (poll.forum_key, poll.requested) == ("one", True)
    # The store may go away before the queue has it: then the next worker reads the request again.
    assert set(requests.read()) == {"one"}
    assert polls.due([]) == [poll]
    polls.queued(poll)
    assert requests.read() == {}
    assert polls.due([]) == []


def test_a_request_for_what_is_queued_already_is_answered(polls: ForumPolls) -> None:
    polls.store.poll_requests.add("one", A_MOMENT)
    assert polls.due(["one"]) == []
    assert polls.store.poll_requests.read() == {}
