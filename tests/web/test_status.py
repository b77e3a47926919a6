"""The status page."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from feedforum import __version__
from feedforum.records import (
    Answer,
    BoardStatus,
    ForumStatus,
    PollCounts,
    PollPause,
    PollRequestOutcome,
    ProcessStatus,
    QueueStatus,
)
from feedforum.translations import text
from tests.feeds.samples import NOON
from tests.web.sites import PASSWORD, OwnersSite, settings
from tests.web.test_every_route import check_headers, check_page
from tests.web.test_owner_login import log_in, token_in

HOUR = timedelta(hours=1)
LAST = PollCounts(polls=1, requests=3, size=45_678, new_posts=2, edits=5, deletions=7, unread_dates=11)
STANDING = ForumStatus(
    "sat",
    due_at=NOON + 6 * HOUR,
    polled_at=NOON + 4 * HOUR,
    answer="ok",
    last=LAST,
    day=PollCounts(polls=4, requests=13, size=1_500_000, new_posts=23),
    week=PollCounts(
        polls=40, requests=130, size=20_000_000, new_posts=230, edits=1, deletions=2, unread_dates=3
    ),
    boards=(
        BoardStatus(
            26,
            "Empfang & <Technik>",
            NOON,
            "ok",
            "",
            None,
            day=PollCounts(new_posts=17),
            week=PollCounts(edits=19),
            last=PollCounts(requests=4, deletions=3, unread_dates=6),
        ),
        BoardStatus(38, "Not watched", NOON, "ok", "", None),
    ),
)


def words_of(page: str) -> str:
    return " ".join(" ".join(etree.HTML(page).xpath("//main//text()")).split())


def words(site: OwnersSite, language: str = "en") -> str:
    client = site.app().test_client()
    log_in(client)
    answer = client.get("/status", headers={"Accept-Language": language})
    assert answer.status_code == 200
    check_page(answer)
    return words_of(answer.text)


def test_a_poll_that_went_well_may_have_something_to_say() -> None:
    site, clock = OwnersSite(), "This machine's clock is 3 days behind the forum's; set it if it is wrong."
    site.forum_statuses.forums["sat"] = replace(STANDING, detail=clock, url="http://sat.example/")
    assert f"ok: {clock}" in words(site)
    assert f"{clock} http://" not in words(site)


def test_it_tells_of_each_forum_and_each_watched_board() -> None:
    site = OwnersSite()
    site.forum_statuses.forums["sat"] = STANDING
    shown = words(site)
    assert "The database takes up 12.3 MB." in shown
    assert "Satellitenfreunde" in shown
    assert "Last poll Today, 17:00 Next poll Today, 19:00 Last answer ok" in shown
    assert "New posts 2 23 230" in shown
    assert "Edits 5 0 1" in shown
    assert "Deletions 7 0 2" in shown
    assert "Unreadable dates 11 0 3" in shown
    assert "Requests 3 13 130" in shown
    assert "Received 45.7 kB 1.5 MB 20.0 MB" in shown
    assert (
        "Empfang & <Technik> Thread list read: Today, 13:00"
        " Last poll: 3 deleted, unreadable dates: 6, requests: 4 24 hours: 17 new 7 days: 19 edited"
    ) in shown
    assert "Not watched" not in shown
    assert "Last poll: nothing" not in shown
    assert "Last poll never Next poll as soon as a process polls" in shown
    assert "In trouble" not in shown


def test_it_tells_what_guests_can_read_where_the_forum_is_asked() -> None:
    site = OwnersSite()
    (board, _), asked = STANDING.boards, replace(STANDING, guests_asked_at=NOON)
    site.forum_statuses.forums["sat"] = replace(asked, boards=(replace(board, guest_shown_at=NOON),))
    made = settings(owner_password=PASSWORD)
    forum = made.forums[0]
    boards = tuple(replace(each, private=True, asks_guests=True) for each in forum.boards or ())
    asking = replace(forum, boards=boards, private=True, asks_guests=True)

    def shown() -> str:
        client = site.app_of(replace(made, forums=(asking, *made.forums[1:]))).test_client()
        log_in(client)
        return words_of(client.get("/status").text)

    assert "Asked what guests can read Today, 13:00" in shown()
    assert "Guests cannot read it, as far as is known: its feeds need a token" in shown()
    site.library.guests = frozenset({26})
    assert "Guests can read it: its feeds are public (last read as a guest: Today, 13:00)" in shown()
    assert "uests can" not in words(site), "where nothing is asked"


def test_it_is_told_in_german() -> None:
    site = OwnersSite()
    site.forum_statuses.forums["sat"] = STANDING
    shown = words(site, "de")
    assert "Die Datenbank belegt 12,3 MB." in shown
    assert "Letzte Antwort in Ordnung" in shown


def test_each_answer_comes_with_what_to_do() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    for answer in (each for each in Answer if not each.usual):
        board = BoardStatus(26, "Empfang", None, str(answer), "Board detail.", NOON)
        site.forum_statuses.forums["sat"] = ForumStatus(
            "sat",
            polled_at=NOON,
            answer=str(answer),
            detail="What was seen.",
            url="http://www.sat.example/index.php",
            failures=2,
            failing_since=NOON - HOUR,
            boards=(board,),
        )
        shown = words_of(client.get("/status").text)
        assert shown.count(text("en", f"advice_{answer.name.lower()}")) == 2
        advice = text("en", f"advice_{answer.name.lower()}")
        assert f": What was seen. {advice} http://www.sat.example/index.php" in shown
        assert "Failing since Today, 12:00" in shown
        assert "Thread list read: not yet" in shown
        assert "Board detail." in shown


def test_what_a_supervisor_is_told_stands_above_all() -> None:
    site = OwnersSite(wrong="Polls are overdue: 1 of 3.", trouble=PollPause("No room.", NOON))
    shown = words(site)
    assert shown.startswith(
        "Status Polls are overdue: 1 of 3. Polling has been paused since 2025-11-29 12:00 UTC"
    )


@pytest.mark.parametrize("outcome", PollRequestOutcome)
def test_a_wish_for_a_poll_is_answered_plainly_and_once(outcome: PollRequestOutcome) -> None:
    site = OwnersSite(outcome=outcome)
    client = site.app().test_client()
    log_in(client)
    token = token_in(client.get("/status"))
    answer = client.post("/status/poll", data={"token": token, "forum": "sat"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "../status")
    assert site.requested == ["sat"]
    said = text("en", f"requested_{outcome.name.lower()}", forum="sat")
    assert said in client.get("/status").text
    assert said not in client.get("/status").text


def test_a_poll_of_what_is_no_forum_cannot_be_requested() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    token = token_in(client.get("/status"))
    assert client.post("/status/poll", data={"token": token, "forum": "<x>"}).status_code == 404
    assert site.requested == []


def test_a_wish_that_waits_is_told() -> None:
    site = OwnersSite()
    site.forum_statuses.forums["sat"] = ForumStatus("sat", requested_at=NOON)
    assert "Requested: Today, 13:00" in words(site)


def test_a_store_that_fails_is_a_503_with_strict_headers() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    log_in(client)
    site.forum_statuses.broken = "The store cannot be used (secret place)."
    answer = client.get("/status")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    check_headers(answer)


def test_the_pages_have_strict_headers() -> None:
    client = OwnersSite().app().test_client()
    for address in ("/login", "/status", "/metrics"):
        answer = client.get(address)
        answer.headers.pop("Set-Cookie", None)
        check_headers(answer)
        check_page(answer)


def test_it_tells_that_the_configuration_file_has_faults() -> None:
    site = OwnersSite(faults=("config.toml: url: is missing.", "config.toml: <intervall>: unknown key."))
    named = "config.toml: url: is missing. config.toml: <intervall>: unknown key."
    assert f"{text('en', 'config_faults')} {named}" in words(site)
    german = "config.toml: url: fehlt. config.toml: <intervall>: unknown key."
    assert f"{text('de', 'config_faults')} {german}" in words(site, "de")
    assert "faults" not in words(OwnersSite())


def test_strangers_hear_that_the_configuration_file_has_faults_and_not_which() -> None:
    answer = OwnersSite(faults=("config.toml: url: is missing.",)).app().test_client().get("/healthz")
    assert answer.status_code == 200
    assert answer.text.startswith("ok\nThe configuration file has errors")
    assert "config.toml" not in answer.text


def test_what_an_answer_means_is_said_in_the_owners_language() -> None:
    site = OwnersSite()
    said = "club.example is overloaded or under maintenance (503); it is tried again later."
    site.forum_statuses.forums["sat"] = replace(STANDING, answer=Answer.OVERLOADED, detail=said)
    client = site.app().test_client()
    log_in(client)
    german = client.get("/status", headers={"Accept-Language": "de"}).text
    assert "club.example ist überlastet oder wird gewartet (503); später wird es wieder versucht." in german
    assert said not in german
    assert said in client.get("/status").text


def queue(config_hash: str) -> QueueStatus:
    """A server, and three workers, of which one has another configuration and one is of another version."""

    def process(host: str, *, kind: str = "worker", version: str = __version__, **more: Any) -> ProcessStatus:
        known: dict[str, Any] = {"config_hash": config_hash, "since": NOON - HOUR} | more
        return ProcessStatus(kind, host, 7, version, **known)

    processes = (
        process("front", kind="serve"),
        process("one", polls=("sat", "astro")),
        process("two", config_hash="another"),
        process("three", version="0.0.9", config_hash="another"),
    )
    return QueueStatus(NOON, processes, queued=12, oldest_due_at=NOON - HOUR / 60, last_minute_polls=34)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            (
                "12 polls wait in the queue, a forum has been due for 60 s at most; 34 forums were polled",
                "front/7 serves, since",
                "one/7 polls, since {since} UTC Polls now: sat, astro two/7",
                "two/7 polls, since {since} UTC Waits for the next poll. Has another configuration than",
                "three/7 polls, since {since} UTC Waits for the next poll. Is of version 0.0.9, this server",
            ),
        ),
        (
            "de",
            (
                "12 Abrufe warten in der Warteschlange, ein Forum ist höchstens seit 60 s fällig;",
                "one/7 führt Abrufe aus, seit {since} UTC Ruft gerade ab: sat, astro",
                "Hat eine andere Konfiguration als dieser Server",
                "Hat die Version 0.0.9",
            ),
        ),
    ],
)
def test_it_names_the_processes_that_share_the_store(language: str, expected: tuple[str, ...]) -> None:
    site = OwnersSite()
    site.app()
    site.queue = queue(site.current.settings.forums_hash)
    found = words(site, language)
    since = re.search(r"one/7 [^,]+, (?:since|seit) (.+?) UTC", found)
    assert since
    for sentence in expected:
        assert sentence.format(since=since[1]) in found
    assert found.count("another configuration") + found.count("andere Konfiguration") == 1


def test_without_other_processes_nothing_is_said_of_them() -> None:
    assert "Processes" not in words(OwnersSite())
