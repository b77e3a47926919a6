"""A whole poll: stored, counted, logged."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from feedforum.config.fetch_options import fetch_options_of
from feedforum.errors import StoreError, StoreFullError
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.fetch.transport import Transport
from feedforum.metrics import Metrics
from feedforum.poll import Poll, Report
from feedforum.records import Answer
from feedforum.schedule import PollJob, PollJobs, Stop, StoppedError
from feedforum.schedule.forum_session import ForumSession
from feedforum.schedule.shutdown import StoppableClock
from tests.fake_clock import FakeClock
from tests.poll.world import KEY, World, settings_for, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import busy
from tests.store.test_store_errors import no_room


@pytest.fixture
def place(tmp_path: Path) -> Iterator[World]:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    forum.new_thread(board, "Ines", "Hallo", "Guten Tag.")
    with world(forum, [board], tmp_path) as made:
        yield made


def job(place: World, stop: Stop | None = None) -> PollJob:
    return PollJobs(place.store, place.clock, Random(1), stop or Stop()).of([place.settings])[0]


def test_the_result_of_a_poll_is_kept(place: World) -> None:
    report, state = job(place).run()
    assert report.new_posts == 1
    assert place.store.poll_states.read(KEY) == state
    assert (state.answer, state.new_posts, state.polled_at) == ("ok", 1, place.forum.now)
    assert state.due_at is not None
    assert abs(state.due_at - place.forum.now - timedelta(minutes=15)) <= timedelta(minutes=1.5)


def test_the_result_of_a_poll_is_summed_up_and_counted(place: World) -> None:
    metrics = Metrics()
    (once,) = PollJobs(place.store, place.clock, Random(1), Stop(), metrics=metrics).of([place.settings])
    report, _ = once.run()
    once.close()
    status = place.store.forum_statuses.forum(KEY, place.forum.now)
    assert status.last == status.day == status.week
    assert (status.day.polls, status.day.requests) == (1, report.requests)
    assert (status.day.size, status.day.new_posts) == (report.size, 1)
    assert [board.day.new_posts for board in status.boards] == [1]

    def counted(name: str, **labels: str) -> float | None:
        return metrics.registry.get_sample_value(f"feedforum_{name}", {"forum": KEY, **labels})

    assert counted("requests_total", answer="ok") == counted("page_seconds_count") == report.requests
    assert counted("received_bytes_total") == report.size
    assert counted("polls_total", answer="ok") == counted("posts_seen_total") == 1


def test_cookies_are_kept_from_poll_to_poll(place: World) -> None:
    again = job(place)
    again.run()
    again.run()
    first, *_, last = place.site.requests.entries
    assert not first.header("Cookie")
    assert last.header("Cookie")


def test_a_forum_that_fails_is_logged(place: World, caplog: pytest.LogCaptureFixture) -> None:
    place.site.misbehave(busy(503))
    report, state = job(place).run()
    assert report.answer is Answer.OVERLOADED
    assert state.failures == 0
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert caplog.messages[0].startswith("sample: overloaded: ")


def test_a_fault_of_this_program_is_a_failed_poll(
    place: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(poll: Poll) -> Report:
        raise KeyError("something")

    monkeypatch.setattr(Poll, "run", fail)
    report, state = job(place).run()
    assert report.failed
    assert state.failures == 1
    assert "KeyError" in state.detail
    assert "Traceback" in caplog.text


def test_a_fault_of_the_store_is_raised(place: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(poll: Poll) -> Report:
        raise StoreError("no room")

    monkeypatch.setattr(Poll, "run", fail)
    with pytest.raises(StoreError):
        job(place).run()


def test_a_store_without_room_keeps_the_forum_from_being_asked(place: World) -> None:
    job(place).run()
    place.site.requests.clear()
    with no_room(place.store), pytest.raises(StoreFullError):
        job(place).run()
    assert place.site.requests.count == 0
    assert job(place).run()[0].answer is Answer.OK


def test_a_poll_ends_between_two_pages_and_stays_due(place: World) -> None:
    stop = Stop()
    with pytest.raises(StoppedError):
        job(place, stop).run(lambda line: stop.request())
    assert place.site.requests.count == 1
    assert place.store.poll_states.read(KEY).due_at is None
    assert job(place).run()[0].new_posts == 1


def test_waiting_for_a_request_ends_when_told_to_stop() -> None:
    stop = Stop()
    clock = StoppableClock(FakeClock(), stop)
    turns = HostRateLimiter(clock, Random(1))
    with turns.acquire("forum.invalid", 3600):
        stop.request()
    with pytest.raises(StoppedError), turns.acquire("forum.invalid", 3600):
        pytest.fail("it never is its turn")


def test_fetch_options_are_those_of_the_configuration() -> None:
    forum = settings_for(
        "http://forum.invalid/", [1], user_agent="", request_delay=3.0, timeout=9.0, robots_txt=True
    )
    fetch_options = fetch_options_of(
        replace(forum, proxy="http://proxy:1/", encoding="utf-8"), "https://feeds.example"
    )
    assert fetch_options.user_agent.startswith("feedforum/")
    assert fetch_options.user_agent.endswith(" (+https://feeds.example)")
    assert (fetch_options.request_delay, fetch_options.timeout, fetch_options.robots_txt) == (3.0, 9.0, True)
    assert (fetch_options.proxy, fetch_options.encoding) == ("http://proxy:1/", "utf-8")
    assert fetch_options_of(replace(forum, user_agent="me")).user_agent == "me"


def test_one_thread_that_robots_txt_disallows_does_not_end_the_poll(place: World) -> None:
    board = next(board.id for board in place.forum.boards.values() if not board.category)
    hidden = place.forum.new_thread(board, "Ines", "Geheim", "Nicht für Programme.")
    place.forum.new_thread(board, "Ines", "Offen", "Für alle.")
    place.site.robots_txt = f"User-agent: *\nDisallow: /*threadid={hidden}\n"
    place.settings = replace(place.settings, robots_txt=True)
    report, _ = job(place).run()
    assert (report.answer, report.new_posts) == (Answer.OK, 2)
    report, _ = job(place).run()
    assert (report.answer, report.requests) == (Answer.OK, 1)


def test_what_was_public_once_leads_into_no_private_network_after_a_restart(place: World) -> None:
    def started(public: bool) -> PollJob:
        options = fetch_options_of(place.settings)
        transport = Transport(options, place.clock, public=lambda address: public)
        limiter = HostRateLimiter(place.clock, Random(1))
        client = ForumClient(options, place.clock, limiter, place.store.robots_txt, transport)
        session = ForumSession(place.settings, place.store.cookies(""), client)
        return PollJob(place.settings, place.store, client, session, place.clock, Random(1), Stop())

    assert started(public=False).run()[0].answer is Answer.OK
    assert started(public=True).run()[0].answer is Answer.OK
    place.site.requests.clear()
    report, _ = started(public=False).run()
    assert (report.answer, len(place.site.requests)) == (Answer.BROKEN, 0)
    assert "private network" in report.detail
    place.settings = replace(place.settings, url=place.settings.url.replace("127.0.0.1", "localhost"))
    assert started(public=False).run()[0].answer is Answer.OK
