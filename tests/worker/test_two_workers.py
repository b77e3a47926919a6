"""Workers share forums and hosts, logins and answers; what one of them leaves another does."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from feedforum.errors import HeldError
from feedforum.records import Answer
from feedforum.store import Store
from tests.fake_clock import A_MOMENT
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.sample_forum import SampleForum, Site
from tests.sample_forum.misbehaviour import busy
from tests.worker.fleet import Fleet, Traffic, fleet_of, until

pytestmark = needs_postgresql

AHEAD = 120.0
"""The seconds by which one of the machines' clocks is ahead, and the other behind."""


def members_forum() -> SampleForum:
    forum = SampleForum(now=datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC))
    forum.register("Ines", "geheim")
    board = forum.add_board("Mitglieder", forum.add_category("Alles"), members_only=True)
    for number in range(3):
        forum.new_thread(board, "Ines", f"Thema {number}", "Guten Tag, 5 €.")
    return forum


class Pair:
    """Two workers, the older first, on machines whose clocks are four minutes apart, and their forum."""

    def __init__(self, fleet: Fleet, site: Site, traffic: Traffic) -> None:
        self.fleet, self.site, self.forum, self.traffic = fleet, site, site.forum, traffic

    def ensure(self) -> None:
        """See that there are two."""
        wrong = [AHEAD, -AHEAD]
        while len(self.fleet.workers) < 2:
            self.fleet.start(wrong[self.fleet.started % 2])
        until(lambda: len(self.fleet.noted()) == 2, self.fleet.log)

    def reply(self) -> int:
        with self.forum.lock:
            return self.forum.reply(1, "Cleo", f"Neu {time.monotonic()}")

    def poll_under_way(self) -> tuple[str, datetime | None]:
        """Begin a slow poll of a forum with a new post; gives its worker, and when the last one ended."""
        self.reply()
        self.traffic.pause = 0.5
        seen, before = len(self.traffic.spans), self.fleet.state().polled_at
        self.fleet.make_due()
        until(lambda: self.fleet.pollers() and len(self.traffic.spans) > seen, self.fleet.log)
        (holder,) = self.fleet.pollers()
        return holder, before

    @property
    def logins(self) -> int:
        return sum(asked.script == "login.php" for asked in self.site.requests)


@pytest.fixture(scope="module")
def the_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    login = 'username = "Ines"\npassword_file = "password"\nprivate = false\n'
    with ExitStack() as stack:
        url = stack.enter_context(empty_postgresql())
        place = fleet_of(url, tmp_path_factory.mktemp("fleet"), members_forum(), of_forum=login)
        pair = Pair(*stack.enter_context(place))
        pair.ensure()
        until(lambda: pair.fleet.state().polled_at, pair.fleet.log)
        yield pair
        pair.traffic.check()


@pytest.fixture
def pair(the_pair: Pair) -> Pair:
    the_pair.ensure()
    return the_pair


def test_a_login_moves_with_the_forum_from_worker_to_worker(pair: Pair) -> None:
    pollers: set[str] = set()

    def both_polled() -> bool:
        if not pair.fleet.pollers():
            pair.reply()
            pair.fleet.make_due()
        pollers.update(pair.fleet.pollers())
        return len(pollers) == 2

    pair.traffic.pause = 0.1
    until(both_polled, pair.fleet.log)
    pair.traffic.pause = 0.0
    pair.fleet.poll()
    assert pair.logins == 1
    assert len(pair.fleet.posts()) == len(pair.forum.visible_posts([2]))


def test_moments_are_those_of_the_database_whatever_the_machines_say(pair: Pair) -> None:
    for _ in range(3):
        pair.fleet.poll()
        polled_at = pair.fleet.state().polled_at
        assert polled_at is not None
        assert abs((datetime.now(UTC) - polled_at).total_seconds()) < 30


def test_what_one_was_answered_holds_for_the_other(pair: Pair) -> None:
    pair.site.misbehave(busy(429, "3"))
    pair.fleet.poll()
    assert pair.fleet.state().answer == Answer.OVERLOADED
    refused = len(pair.traffic.spans)
    pair.fleet.kill(pair.fleet.workers[0])

    def asked_again() -> bool:
        pair.fleet.make_due()
        return len(pair.traffic.spans) > refused

    until(asked_again, pair.fleet.log)
    (_, answered, _), (next_at, _, _) = pair.traffic.spans[refused - 1 : refused + 1]
    assert next_at - answered >= 3 - 0.01


def test_a_forum_whose_worker_is_killed_is_polled_by_another(pair: Pair) -> None:
    holder, before = pair.poll_under_way()
    pair.fleet.kill(pair.fleet.worker_of(holder))
    pair.traffic.pause = 0.0
    until(lambda: pair.fleet.state().polled_at != before, pair.fleet.log)
    assert len(pair.fleet.posts()) == len(pair.forum.visible_posts([2]))
    assert pair.logins == 1


def test_who_is_to_end_ends_after_its_page_and_another_goes_on(pair: Pair) -> None:
    holder, before = pair.poll_under_way()
    assert pair.fleet.end(pair.fleet.worker_of(holder)) == 0
    pair.traffic.pause = 0.0
    until(lambda: pair.fleet.state().polled_at != before, pair.fleet.log)
    assert holder not in pair.fleet.noted()
    assert len(pair.fleet.posts()) == len(pair.forum.visible_posts([2]))
    assert pair.logins == 1


def test_a_poll_that_the_owner_requests_is_done_at_once(pair: Pair) -> None:
    store, long_ago = pair.fleet.store, pair.fleet.without_last_poll()
    store.poll_states.write(long_ago)
    store.poll_requests.add("demo", datetime.now(UTC))
    until(lambda: pair.fleet.state().polled_at != long_ago.polled_at, pair.fleet.log)
    assert store.poll_requests.read() == {}


def test_nobody_polls_alone_beside_them(pair: Pair) -> None:
    store = Store.at(pair.fleet.url)
    with pytest.raises(HeldError, match="`feedforum worker` polls this store already"):
        store.hold_poller_lease("feedforum run", A_MOMENT).__enter__()
    store.close()


def test_a_changed_configuration_is_used_without_a_restart(pair: Pair) -> None:
    pair.fleet.forums["more"] = pair.site.url.replace("127.0.0.1", "localhost")
    pair.fleet.write()
    until(lambda: pair.fleet.state("more").polled_at, pair.fleet.log)
    assert len(pair.fleet.posts("more")) == len(pair.forum.visible_posts([2]))
