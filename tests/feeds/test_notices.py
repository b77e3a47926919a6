"""What a feed tells of a forum that has failed for long."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import FORMATS, render
from feedforum.feeds.notices import with_notice
from feedforum.records import Answer, PollFailures
from feedforum.store import PollState, Store
from feedforum.translations import text
from tests.feeds.checks import CHECKS
from tests.feeds.samples import FORUM, NOON, MemoryLibrary, source
from tests.web.sites import TOKEN, app, read_repository, settings

HOUR = timedelta(hours=1)
SINCE = NOON + HOUR


def feed() -> Feed:
    url = "https://feeds.example/feeds/sat/posts.atom"
    return build_feed(MemoryLibrary(), source(), FeedRequest(url, 30))


def trouble(hours: float, answer: Answer = Answer.CLOSED) -> PollFailures:
    return PollFailures(SINCE, SINCE + hours * HOUR, answer)


def noticed(hours: float, answer: Answer = Answer.CLOSED) -> Feed:
    return with_notice(feed(), trouble(hours, answer), source())


@pytest.mark.parametrize(
    ("hours", "day"),
    [(0, None), (23.9, None), (24, "20251130"), (47.9, "20251130"), (48, "20251201"), (24 * 40, "20260108")],
)
def test_there_is_one_a_day_once_a_forum_has_failed_for_a_day(hours: float, day: str | None) -> None:
    notice = noticed(hours).notice
    assert (notice.id if notice else None) == (f"tag:www.sat.example,2025:sat/notice/{day}" if day else None)


def test_nothing_is_told_of_a_forum_that_does_not_fail() -> None:
    assert with_notice(feed(), None, source()) == feed()


def test_through_a_day_it_stays_the_same_and_so_does_all_else() -> None:
    first, later = noticed(25), noticed(47)
    assert first == later
    assert first.entries == feed().entries
    assert replace(first, notice=None) == feed()


@pytest.mark.parametrize("answer", [answer for answer in Answer if not answer.usual])
@pytest.mark.parametrize("language", ["de", "en"])
def test_it_says_what_to_do_in_the_language_of_the_feed(answer: Answer, language: str) -> None:
    spoken = source(forum=replace(FORUM, language=language))
    notice = with_notice(feed(), trouble(24, answer), spoken).notice
    assert notice is not None
    assert text(language, f"advice_{answer.name.lower()}") in notice.summary
    assert text(language, "notice_title", forum="Satellitenfreunde") == notice.title
    assert ("29.11.2025, 14:00" if language == "de" else "2025-11-29, 14:00") in notice.content


@pytest.mark.parametrize("ext", FORMATS)
def test_a_feed_with_one_is_a_good_feed(ext: str) -> None:
    document = render(noticed(24), ext, 1_000_000)
    CHECKS[ext](document)
    assert b"sat/notice/20251130" in document
    assert document.index(b"sat/notice/20251130") < document.index(b"sat/post/101")


def test_a_feed_without_room_still_has_a_post_so_that_its_pages_go_on() -> None:
    document = render(noticed(24), "json", 10)
    assert b"sat/post/101" in document
    assert b"?before=101" in document


@pytest.mark.parametrize(
    ("path", "changed", "has_notice"),
    [
        ("posts", {}, False),
        ("posts", {"notices": True}, True),
        ("threads", {"notices": True}, True),
        ("posts", {"notices": True, "boards": [{"id": 26, "notices": False}]}, True),
        ("boards/26/posts", {"notices": True, "boards": [{"id": 26, "notices": False}]}, False),
        ("boards/26/threads", {"boards": [{"id": 26, "notices": True}]}, True),
        ("threads/7", {"boards": [{"id": 26, "notices": True}]}, True),
        ("posts", {"boards": [{"id": 26, "notices": True}]}, False),
        ("posts", {"notices": True, "page": "?before=101"}, False),
    ],
)
def test_only_feeds_that_are_to_tell_of_it_do(path: str, changed: dict[str, Any], has_notice: bool) -> None:
    library = read_repository()
    library.troubles["sat"] = trouble(24)
    page = changed.pop("page", "") if "page" in changed else ""
    client = app(settings(**changed), library).test_client()
    answer = client.get(f"/feeds/sat/{path}.atom{page}")
    assert answer.status_code == 200
    assert ("sat/notice/" in answer.text) is has_notice


@pytest.mark.parametrize(
    ("answer", "path", "token", "has_notice"),
    [
        (Answer.CLOSED, "posts", False, True),
        (Answer.LOGIN_WANTED, "posts", False, False),
        (Answer.LOGIN_WANTED, "posts", True, True),
        # Shared caches may keep it, so that it must be the same for all.
        (Answer.LOGIN_WANTED, "boards/26/posts", True, False),
        (Answer.PASSWORD_WANTED, "boards/26/posts", False, False),
    ],
)
def test_of_a_login_that_fails_only_private_feeds_tell(
    answer: Answer, path: str, token: bool, has_notice: bool
) -> None:
    library = read_repository()
    library.troubles["sat"] = trouble(24, answer)
    chosen = settings(notices=True, boards=[{"id": 26}, {"id": 38, "private": True}])
    given = f"?token={TOKEN}" if token else ""
    page = app(chosen, library).test_client().get(f"/feeds/sat/{path}.atom{given}")
    assert page.status_code == 200
    assert ("sat/notice/" in page.text) is has_notice


def test_the_store_knows_since_when_a_forum_fails(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    try:
        assert store.read_repository.trouble("sat") is None
        failed = PollState("sat", polled_at=later(3), answer="closed", failing_since=later(1))
        store.poll_states.write(failed)
        assert store.read_repository.trouble("sat") == PollFailures(later(1), later(3), Answer.CLOSED)
        store.poll_states.write(replace(failed, answer="ok", failing_since=None))
        assert store.read_repository.trouble("sat") is None
    finally:
        store.close()


def later(hours: int) -> datetime:
    return NOON + hours * HOUR
