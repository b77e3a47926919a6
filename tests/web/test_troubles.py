"""What feeds, the status and the health check say of a forum that cannot be read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feedforum.records import Answer, PollFailures
from feedforum.translations import detail_text, text
from feedforum.web.health_routes import FAILING_FOR_LONG
from tests.feeds.samples import NOON, MemoryLibrary
from tests.web.sites import TOKEN, OwnersSite, StillClock, app, read_repository
from tests.web.test_owner_login import log_in
from tests.web.test_status import STANDING, words

NOW = StillClock().at


def failing(key: str, answer: Answer, since: timedelta) -> MemoryLibrary:
    library = read_repository()
    library.troubles[key] = PollFailures(NOW - since, NOW, answer)
    return library


def test_a_feed_of_a_forum_that_failed_is_not_merely_unread() -> None:
    feed = (
        app(library=failing("new", Answer.BLOCKED, timedelta(hours=2)))
        .test_client()
        .get("/feeds/new/posts.atom")
    )
    assert (feed.status_code, feed.text) == (
        503,
        "This forum could not be read so far; its page says since when.\n",
    )


def test_the_owner_reads_on_the_front_page_what_is_wrong_and_nobody_else_does() -> None:
    said = detail_text("unknown_host", host="www.sat.example")
    site = OwnersSite()
    site.library.troubles["sat"] = PollFailures(NOW, NOW, Answer.BROKEN, said)
    client = site.app().test_client()
    german = {"Accept-Language": "de"}
    assert "Hostname" not in client.get("/", headers=german).text
    log_in(client)
    assert "Der Hostname www.sat.example ist unbekannt" in client.get("/", headers=german).text
    site.library.troubles["sat"] = PollFailures(NOW, NOW, Answer.BROKEN, "Of another version.")
    assert text("de", "advice_broken") in client.get("/", headers=german).text


def test_the_health_check_can_ask_for_a_forum() -> None:
    def status(path: str, library: MemoryLibrary) -> int:
        return app(library=library).test_client().get(path).status_code

    long, short = (failing("sat", Answer.BROKEN, FAILING_FOR_LONG + timedelta(hours=n)) for n in (0, -1))
    assert status("/healthz", long) == 200
    assert (status("/healthz?forum=sat", long), status("/healthz?forum=sat", short)) == (503, 200)
    assert (status("/healthz?all=1", long), status("/healthz?all=1", short)) == (503, 200)
    assert status("/healthz?forum=new", long) == 200
    assert status("/healthz?forum=none", long) == 404
    said = app(library=long).test_client().get("/healthz?all=1").text
    assert said == "Failing for more than a day: sat.\n"


def test_nobody_learns_of_a_private_forum_by_it() -> None:
    library = failing("club", Answer.LOGIN_WANTED, 2 * FAILING_FOR_LONG)
    client = app(library=library).test_client()
    assert client.get("/healthz?forum=club").status_code == 401
    assert client.get("/healthz?all=1").status_code == 200
    assert client.get(f"/healthz?all=1&token={TOKEN}").status_code == 503


@pytest.mark.parametrize(
    ("state", "word"), [({"failing_since": NOON}, "failing"), ({}, "ok"), ({"due_at": NOON}, "late")]
)
def test_the_status_begins_with_a_line_for_each_forum(state: dict[str, object], word: str) -> None:
    site = OwnersSite()
    site.forum_statuses.forums["sat"] = replace(STANDING, **state)  # type: ignore[arg-type]  # of its fields
    shown = words(site)
    assert shown.index(word) < shown.index("The database takes up")
