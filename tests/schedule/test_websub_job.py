"""Of what a hub is notified after a poll, and that nothing waits for it."""

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from feedforum.clock import SystemClock
from feedforum.config import LiveSettings
from feedforum.errors import HubError
from feedforum.poll import ChangedThread, Report
from feedforum.records import Answer
from feedforum.schedule import WebSubJob
from feedforum.schedule.websub_job import MOST_WAITING, changed_feeds
from tests.poll.world import settings_for
from tests.schedule.test_schedule import PATIENCE
from tests.web.sites import settings

FORUM = settings_for("http://forum.invalid/", [26, 38], key="sat", threads=(7,))
HUB = "https://hub.example/"
CURRENT = LiveSettings(settings(server={"hub": HUB}))


IN_26, IN_38, ALONE = ChangedThread(1, 26), ChangedThread(2, 38), ChangedThread(7, None)


def report(*changed: ChangedThread) -> Report:
    return Report("sat", Answer.OK, changed=changed or (IN_26,))


class Hub:
    """Remembers its notifications; fails as often as it is to."""

    def __init__(self, failures: int = 0) -> None:
        self.notifications: list[tuple[str, list[str]]] = []
        self.tries = 0
        self._failures = failures
        self._change = threading.Condition()

    def __call__(self, address: str, topics: Sequence[str], *_: object) -> None:
        with self._change:
            self.tries += 1
            self._change.notify_all()
            if self.tries <= self._failures:
                raise HubError("The hub is away.")
            self.notifications.append((address, list(topics)))

    def reaches(self, tries: int) -> bool:
        with self._change:
            return self._change.wait_for(lambda: self.tries >= tries, PATIENCE)


def places(of: Report, **changed: object) -> set[str]:
    urls = list(changed_feeds(replace(FORUM, **changed), of, "https://feeds.example"))  # type: ignore[arg-type]
    assert len(urls) == len(set(urls))
    atom = {url for url in urls if url.endswith(".atom")}
    assert {url.rpartition(".")[0] for url in urls} == {url.rpartition(".")[0] for url in atom}
    assert len(urls) == 3 * len(atom)
    return {url.removeprefix("https://feeds.example/feeds/sat/").removesuffix(".atom") for url in atom}


WHOLE = {"posts", "threads"}


def of_board(board_id: int) -> set[str]:
    return {f"boards/{board_id}/posts", f"boards/{board_id}/threads"}


def test_the_feeds_that_a_poll_changed() -> None:
    assert places(report(IN_26)) == WHOLE | of_board(26)
    assert places(report(IN_26, IN_38)) == WHOLE | of_board(26) | of_board(38)
    assert places(report(ALONE)) == WHOLE | {"threads/7"}
    assert places(report(ChangedThread(7, 26))) == WHOLE | of_board(26) | {"threads/7"}


def test_nothing_is_notified_where_nothing_changed() -> None:
    assert places(Report("sat", Answer.OK, new_posts=1)) == set()


SHUT_38 = tuple(replace(board, private=board.id == 38) for board in FORUM.boards or ())
ALL_SHUT = tuple(replace(board, private=True) for board in FORUM.boards or ())


def test_nothing_is_told_of_what_needs_a_token() -> None:
    everything = report(IN_26, IN_38, ALONE)
    assert places(everything, private=True, boards=ALL_SHUT) == set()
    # Not even that there was something, by the feeds that do not show it.
    assert places(report(IN_38), boards=SHUT_38) == set()
    assert places(report(ChangedThread(7, 26)), private_threads=(7,)) == set()
    # A thread that stands nowhere known may come from the board that is shut.
    assert places(report(ALONE), boards=SHUT_38) == set()


def test_of_a_forum_that_is_private_in_part_the_open_part_is_told() -> None:
    everything = report(IN_26, IN_38, ALONE)
    assert places(everything, boards=SHUT_38) == WHOLE | of_board(26)
    assert places(report(ChangedThread(7, 26)), boards=SHUT_38) == WHOLE | of_board(26) | {"threads/7"}
    opened = places(report(ChangedThread(7, 38)), boards=SHUT_38, open_threads=(7,))
    assert opened == WHOLE | {"threads/7"}


def test_the_hub_is_told() -> None:
    hub = Hub()
    with WebSubJob(CURRENT, SystemClock(), hub) as publishing:
        publishing.polled(FORUM, report())
        assert hub.reaches(1)
    ((address, topics),) = hub.notifications
    assert address == HUB
    assert topics == list(changed_feeds(FORUM, report(), "https://feeds.example"))


def test_without_a_hub_nobody_is_told() -> None:
    hub = Hub()
    publishing = WebSubJob(LiveSettings(settings()), SystemClock(), hub)
    publishing.polled(FORUM, report())
    publishing.notify()
    assert hub.tries == 0


def test_a_hub_that_fails_is_tried_again_a_few_times_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    hub = Hub(failures=5)
    with WebSubJob(CURRENT, SystemClock(), hub, pauses=(0.0, 0.0)) as publishing:
        publishing.polled(FORUM, report())
        assert hub.reaches(3)
        publishing.polled(FORUM, report())
        assert hub.reaches(6)
        publishing.polled(FORUM, report())
        assert hub.reaches(7)
    assert len(hub.notifications) == 2
    assert caplog.messages == [
        "The hub is away. Feeds are served as before.",
        "the hub accepts notifications again",
    ]


def test_a_poll_does_not_wait_for_a_hub_and_neither_does_the_end() -> None:
    held, begun = threading.Event(), threading.Event()

    def hang(address: str, topics: Sequence[str], *_: object) -> None:
        begun.set()
        held.wait(PATIENCE)

    try:
        with WebSubJob(CURRENT, SystemClock(), hang) as publishing:
            publishing.polled(FORUM, report())
            assert begun.wait(PATIENCE)
            for number in range(MOST_WAITING):
                publishing.polled(replace(FORUM, key=f"forum{number}"), report())
            assert len(publishing._waiting) == MOST_WAITING
        assert not held.is_set()
    finally:
        held.set()


def test_one_poll_by_hand_tells_it_once(caplog: pytest.LogCaptureFixture) -> None:
    hub = Hub(failures=1)
    publishing = WebSubJob(CURRENT, SystemClock(), hub)
    publishing.polled(FORUM, report())
    publishing.notify()
    publishing.notify()
    assert hub.tries == 1
    assert caplog.messages == ["The hub is away. Feeds are served as before."]
