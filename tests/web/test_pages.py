"""Pages for people: their content, links and words."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from feedforum.records import Answer, PollFailures
from feedforum.web.localisation import format_time
from tests.feeds.samples import BERLIN, BOARD, FIRST, FORUM, NOON, THREAD
from tests.web.page_links import PAGES, addresses
from tests.web.sites import TOKEN, app, read_repository, settings


def up(path: str) -> str:
    return "../" * (path.count("/") - 1) or "./"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_each_page(path: str, language: str) -> None:
    answer = app().test_client().get(path, headers={"Accept-Language": f"{language}-AT, fr;q=0.5"})
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert {"Accept-Language", "Authorization"} <= set(answer.headers["Vary"].split(", "))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("; script-src 'self'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == language
    assert [script["src"] for script in page.find_all("script")] == [f"{up(path)}static/copy.js"]
    assert not page.find_all(style=True)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(path: str) -> None:
    client = app().test_client()
    base = f"https://feeds.example{path}"
    page = BeautifulSoup(client.get(path).text, "html.parser")
    hrefs = [str(tag["href"]).removeprefix("feed:") for tag in page.find_all(["a", "link"], href=True)]
    ours = {urljoin(base, address) for address in hrefs}
    ours = {address for address in ours if address.startswith("https://feeds.example")}
    assert ours
    for address in ours:
        with client.get(address.removeprefix("https://feeds.example")) as answer:
            assert answer.status_code == (503 if "/feeds/new/" in address else 200), address


def test_a_page_names_its_feeds_for_readers_and_to_copy() -> None:
    page = BeautifulSoup(app().test_client().get("/forums/sat/boards/26").text, "html.parser")
    alternates = {(tag["type"], tag["href"]) for tag in page.find_all("link", rel="alternate")}
    titles = {tag["title"] for tag in page.find_all("link", rel="alternate")}
    site = "https://feeds.example/feeds/sat/boards/26"
    types = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
    wanted = {(types[ext], f"{site}/{what}.{ext}") for ext in types for what in ("posts", "threads")}
    assert alternates == wanted
    assert len(titles) == 6
    assert "Empfang & Technik – Satellitenfreunde: neue Beiträge (Atom)" in titles
    assert addresses(page) == [f"{site}/posts.atom", f"{site}/threads.atom"]
    subscribe = [tag["href"] for tag in page.find_all("a", href=re.compile("^feed:"))]
    assert subscribe == [f"feed:{address}" for address in addresses(page)]


def test_a_thread_can_be_read() -> None:
    answer = app().test_client().get("/forums/sat/threads/7", headers={"Accept-Language": "de"})
    assert FIRST.content in answer.text
    assert "Heute, 13:00" in answer.text
    assert "Gast Günther Heute, 14:00" in " ".join(BeautifulSoup(answer.text, "html.parser").text.split())
    assert "Genau 😀" in answer.text
    assert "http://www.sat.example/thread.php?postid=101#post101" in answer.text


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOON, ["[Tipp] Schüssel ausrichten von Whitebird", "1 Antwort", "Heute, 13:00"]),
        (None, ["[Tipp] Schüssel ausrichten von Whitebird", "1 Antwort", ""]),
    ],
)
def test_a_list_of_threads_tells_when_each_was_written_in_last(at: datetime | None, words: list[str]) -> None:
    library = read_repository()
    thread = replace(THREAD, last_post_at=at)
    library.posts = [replace(FIRST, thread=thread)]
    answer = (
        app(library=library).test_client().get("/forums/sat/boards/26", headers={"Accept-Language": "de"})
    )
    (row,) = BeautifulSoup(answer.text, "html.parser").select(".list tbody tr")
    assert [" ".join(cell.text.split()) for cell in row.select("th, td")] == words


def test_a_text_that_is_kept_no_longer_is_said_to_be() -> None:
    library = read_repository()
    library.posts[1] = replace(library.posts[1], content="", dropped=True)
    client = app(library=library).test_client()
    page = client.get("/forums/sat/threads/7").text
    assert "no longer stored here" in page
    assert "Gast Günther" in page
    assert "Gast" not in client.get("/feeds/sat/threads/7.atom").text


def test_titles_and_names_are_text() -> None:
    library = read_repository()
    evil = "<script>alert(1)</script>\" onload='x'"
    thread = replace(
        THREAD, topic=evil, prefix=evil, board_title=evil, starter=replace(THREAD.starter, name=evil)
    )
    library.posts = [replace(FIRST, thread=thread, author=thread.starter)]
    library.all_boards = [replace(BOARD, title=evil, description=evil)]
    library.forums[0] = replace(library.forums[0], title=evil)
    client = app(library=library).test_client()
    for path in PAGES:
        page = BeautifulSoup(client.get(path).text, "html.parser")
        assert all(script["src"] and not script.text for script in page.find_all("script")), path
        assert not page.find_all(onload=True), path


@pytest.mark.parametrize(
    "path",
    [
        "/forums/unknown",
        "/forums/sat/",
        "/forums/sat/boards/38",
        "/forums/sat/boards/999",
        "/forums/sat/threads/999",
        "/forums/new/boards/2",
        "/elsewhere",
    ],
)
def test_what_does_not_exist_is_a_page_too(path: str) -> None:
    answer = app().test_client().get(path, headers={"Accept-Language": "de"})
    assert answer.status_code == 404
    assert answer.content_type == "text/html; charset=utf-8"
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.h1 is not None
    assert page.h1.text == "Hier gibt es nichts."
    assert [link["href"] for link in page.select("main a")] == [up(path), f"{up(path)}search"]


@pytest.mark.parametrize("path", ["/forums/new/boards/1", "/forums/new/threads/2"])
@pytest.mark.parametrize(("language", "words"), [("en", "not been read yet"), ("de", "noch nicht gelesen")])
def test_what_was_not_read_yet_says_so(path: str, language: str, words: str) -> None:
    answer = app().test_client().get(path, headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "900")
    assert answer.content_type == "text/html; charset=utf-8"
    assert words in answer.text


def test_the_front_page_has_the_feeds_of_each_forum() -> None:
    page = BeautifulSoup(app().test_client().get("/").text, "html.parser")
    feeds = [
        f"https://feeds.example/feeds/{key}/{what}" for key in ("sat", "new") for what in ("posts", "threads")
    ]
    assert addresses(page) == [f"{feed}.atom" for feed in feeds]
    alternates = [tag["href"] for tag in page.find_all("link", rel="alternate")]
    assert alternates == [f"{feed}.{ext}" for feed in feeds for ext in ("atom", "rss", "json")]


def test_a_forums_page_has_the_feeds_of_its_boards() -> None:
    page = BeautifulSoup(app().test_client().get("/forums/sat").text, "html.parser")
    assert addresses(page) == [
        f"https://feeds.example/feeds/sat/{part}.atom"
        for part in ("posts", "threads", "boards/26/posts", "boards/26/threads")
    ]


def test_edited_posts_say_so() -> None:
    page = BeautifulSoup(app().test_client().get("/forums/sat/threads/7").text, "html.parser")
    heads = [" ".join(head.text.split()) for head in page.select("article > header")]
    assert heads == ["Whitebird Today, 13:00", "Gast Günther Today, 14:00 · edited: Today, 16:00"]


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("/forums/sat", ["Satellitenfreunde"]),
        ("/forums/sat/boards/26", ["Satellitenfreunde", "Empfang & Technik"]),
        ("/forums/sat/threads/7", ["Satellitenfreunde", "Empfang & Technik", "[Tipp] Schüssel ausrichten"]),
        ("/elsewhere", ["404"]),
    ],
)
def test_the_head_of_a_page_says_where_one_is(path: str, steps: list[str]) -> None:
    page = BeautifulSoup(app().test_client().get(path).text, "html.parser")
    found = page.select("nav.path li")
    assert [" ".join(step.text.split()) for step in found] == steps
    assert [step.a is not None for step in found] == [True] * (len(steps) - 1) + [False]
    assert found[-1]["aria-current"] == "page"


@pytest.mark.parametrize("language", ["en", "de"])
def test_links_to_different_places_have_different_words(language: str) -> None:
    client = app().test_client()
    words = set()
    for path in PAGES[1:4]:
        page = BeautifulSoup(client.get(path, headers={"Accept-Language": language}).text, "html.parser")
        words.add(page.select("main > .actions > a[rel=noreferrer]")[0].text)
    assert len(words) == 3


def test_links_hold_below_any_path_that_a_proxy_adds() -> None:
    text = (
        app(settings(server={"public_url": "https://example.org/a/b"})).test_client().get("/forums/sat").text
    )
    assert 'href="../static/style.css"' in text
    assert not re.search(r'(?:href|src)="/', text)


def test_pages_say_how_busy_boards_are_and_what_was_written_last() -> None:
    page = BeautifulSoup(app().test_client().get("/forums/sat").text, "html.parser")
    (row,) = page.select("section[aria-labelledby=boards] tbody tr")
    last, activity = (" ".join(cell.text.split()) for cell in row.select("td"))
    assert last == "[Tipp] Schüssel ausrichten Gast Günther · Today, 14:00"
    assert activity == "2 posts in 14 days"
    assert [bar["height"] for bar in row.select("rect")] == ["1"] * 13 + ["20"]
    link = row.select_one("td a")
    assert link is not None
    assert link["href"] == "../forums/sat/threads/7?post=101#post-101"


def test_the_front_page_tells_what_is_new_once_for_each_thread() -> None:
    client = app().test_client()
    page = BeautifulSoup(client.get("/").text, "html.parser")
    assert [" ".join(row.text.split()) for row in page.select(".news li")] == [
        f"[Tipp] {THREAD.topic} Gast Günther · Today, 14:00 {FORUM.title} › {BOARD.title} {FIRST.excerpt}"
    ]
    assert [told.text for told in page.select(".cards .activity small")] == [
        "2 posts in 14 days",
        "0 posts in 14 days",
    ]
    assert len(BeautifulSoup(client.get(f"/?token={TOKEN}").text, "html.parser").select(".news li")) == 2


@pytest.mark.parametrize(
    ("changed", "answer", "condition", "words"),
    [
        ({}, None, "ok", "Everything works."),
        ({"paused": True}, Answer.BROKEN, "paused", "Paused"),
        ({}, Answer.BROKEN, "failing", "Since: Today, 13:00"),
        ({"boards": [26, {"id": 38, "private": True}]}, Answer.LOGIN_WANTED, "ok", "Everything works."),
    ],
)
def test_pages_say_how_a_forum_is_to_whoever_may_know(
    changed: dict[str, Any], answer: Answer | None, condition: str, words: str
) -> None:
    library = read_repository()
    library.troubles = {key: PollFailures(NOON, NOON, answer) for key in ("sat", "new") if answer}
    client = app(settings(**changed), library).test_client()
    for path in ("/", "/forums/sat"):
        shown = BeautifulSoup(client.get(path).text, "html.parser").select(".condition")[0]
        assert shown["class"] == ["condition", condition]
        assert words in shown.text
        assert "status" not in shown.text
    unread = BeautifulSoup(client.get("/forums/new").text, "html.parser").select(".condition")[0]
    assert unread["class"] == ["condition", "failing" if answer else "unread"]


def test_a_forum_that_is_not_polled_any_more_is_marked() -> None:
    library = read_repository()
    library.dues = {"sat": NOON - timedelta(days=1), "new": NOON + timedelta(days=1)}
    client = app(library=library).test_client()
    shown = BeautifulSoup(client.get("/").text, "html.parser").select(".condition")
    assert shown[0]["class"] == ["condition", "late"]
    assert "Late: the next poll was due at Yesterday, 13:00" in shown[0].text
    assert shown[1]["class"] == ["condition", "unread"]


def test_alignment_and_large_print_are_classes_in_pages_and_styles_in_feeds() -> None:
    library = read_repository()
    kept = '<p style="text-align: center">Mitte <span style="font-size: larger">groß</span></p>'
    others = '<td colspan="2" style="text-align: right">x</td><span style="color: red">y</span>'
    told = '<code>&lt;p style="text-align: center"&gt;</code>'
    library.posts[0] = replace(FIRST, content=kept + others + told)
    client = app(library=library).test_client()
    page = client.get("/forums/sat/threads/7").text
    assert '<p class="centred">Mitte <span class="larger">groß</span></p>' in page
    assert '<td colspan="2" class="right">x</td><span>y</span>' in page
    assert told in page
    assert kept.replace('"', '\\"') in client.get("/feeds/sat/posts.json").text


@pytest.mark.parametrize(
    ("ago", "language", "words"),
    [
        (timedelta(0), "en", "Today, 13:00"),
        (timedelta(hours=13), "de", "Heute, 00:00"),
        (timedelta(hours=13, minutes=1), "de", "Gestern, 23:59"),
        (timedelta(hours=-11), "de", "30.11.2025, 00:00"),
        (timedelta(days=2), "en", "2025-11-27, 13:00"),
        (timedelta(days=150), "de", "02.07.2025, 14:00"),
    ],
)
def test_moments_are_said_in_board_time(ago: timedelta, language: str, words: str) -> None:
    assert format_time(NOON - ago, NOON, BERLIN, language) == words
