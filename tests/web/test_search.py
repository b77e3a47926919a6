"""What is found, as feeds and as a page."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.feeds.checks import CHECKS
from tests.feeds.samples import FIRST, MemoryLibrary
from tests.web.sites import MEMBERS_POST, TOKEN, app, read_repository, settings

BASIC = {"Authorization": "Basic " + b64encode(f"x:{TOKEN}".encode()).decode()}


def get(
    path: str, library: MemoryLibrary | None = None, headers: dict[str, str] | None = None
) -> TestResponse:
    return app(None, library).test_client().get(path, headers=headers)


def ids(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["id"].partition(":")[2].partition(":")[2] for item in json.loads(answer.data)["items"]]


@pytest.mark.parametrize("ext", CHECKS)
@pytest.mark.parametrize("path", ["/feeds/sat/search", "/feeds/search"])
def test_each_feed_in_each_format(path: str, ext: str) -> None:
    answer = get(f"{path}.{ext}?q=winkel")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    CHECKS[ext](answer.data)
    again = get(f"{path}.{ext}?q=winkel", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_a_feed_says_of_itself() -> None:
    document = json.loads(get("/feeds/sat/search.json?q=W%C3%ADnkel").data)
    assert document["title"] == "Suche nach Wínkel – Satellitenfreunde"
    assert document["feed_url"] == "https://feeds.example/feeds/sat/search.json?q=W%C3%ADnkel"
    assert document["home_page_url"] == "https://feeds.example/search?q=W%C3%ADnkel&forum=sat"
    assert document["language"] == "de"
    assert document["_feedforum"]["id"] == "tag:www.sat.example,2025:sat/feed/search?q=W%C3%ADnkel"
    (first, _) = document["items"][-1], document["items"]
    assert first["_feedforum"]["source"]["id"] == "tag:www.sat.example,2025:sat/feed/boards/26/posts"
    of_all = json.loads(get("/feeds/search.json?q=winkel").data)
    assert of_all["_feedforum"]["id"] == "tag:feeds.example,2025:feed/search?q=winkel"
    assert of_all["title"] == "Suche nach winkel"
    assert of_all["home_page_url"] == "https://feeds.example/search?q=winkel"


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=***", "?q=-x", "?author=x"])
@pytest.mark.parametrize("path", ["/feeds/sat/search.atom", "/feeds/search.rss"])
def test_without_a_word_there_is_nothing_to_look_for(path: str, query: str) -> None:
    answer = get(path + query)
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"
    assert len(answer.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/feeds/sat/search.html?q=x", 404),
        ("/feeds/search.html?q=x", 404),
        ("/feeds/nowhere/search.atom?q=x", 404),
        ("/feeds/new/search.atom?q=x", 503),
        ("/feeds/club/search.atom?q=x", 401),
        ("/feeds/search.json?q=winkel&before=club/500", 404),
        ("/feeds/search.json?q=winkel&before=sat/9", 404),
        ("/feeds/search.json?q=winkel&before=101", 404),
    ],
)
def test_what_is_not_there(path: str, status: int) -> None:
    answer = get(path)
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"


def test_private_forums_are_found_with_a_token_only() -> None:
    public = ["sat/post/101", "sat/post/100"]
    assert ids(get("/feeds/search.json?q=winkel")) == public
    for answer in (
        get(f"/feeds/search.json?q=winkel&token={TOKEN}"),
        get("/feeds/search.json?q=winkel", headers=BASIC),
    ):
        assert sorted(ids(answer)) == sorted([*public, "club/post/500"])
        assert answer.headers["Cache-Control"].startswith("private")
        assert "Authorization" in answer.headers["Vary"]
        assert TOKEN not in answer.text
    assert "Authorization" in get("/feeds/search.json?q=winkel").headers["Vary"]
    assert ids(get("/feeds/club/search.json?q=winkel", headers=BASIC)) == ["club/post/500"]
    assert get("/feeds/search.json?q=losungswort").text.count("club") == 0


def test_where_all_is_private_a_token_is_asked_for() -> None:
    client = app(settings(private=True)).test_client()
    shut = [each for each in ("/feeds/search.json?q=x",) if client.get(each).status_code == 401]
    assert shut == []  # the forum `new` is public, and has not been read yet
    assert client.get("/feeds/search.json?q=x").status_code == 503
    only = settings(private=True)
    only = replace(only, forums=only.forums[:2])
    answer = app(only).test_client().get("/feeds/search.json?q=x")
    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer.headers


def test_boards_that_are_not_watched_are_not_searched() -> None:
    library = read_repository()
    library.posts.append(replace(FIRST, key="9", number=9, thread=replace(FIRST.thread, id=9, board_id=38)))
    assert ids(get("/feeds/sat/search.json?q=winkel", library)) == ["sat/post/101", "sat/post/100"]


def test_pages_lead_through_several_forums() -> None:
    client = app().test_client()
    url, seen = f"/feeds/search.json?q=winkel&limit=1&token={TOKEN}", []
    while url:
        document = json.loads(client.get(url).data)
        seen += [item["id"] for item in document["items"]]
        url = document.get("next_url", "").removeprefix("https://feeds.example")
        url += f"&token={TOKEN}" if url else ""
    assert len(seen) == len(set(seen)) == 3


def test_what_was_removed_is_told() -> None:
    library = read_repository()
    library.posts = [FIRST, replace(MEMBERS_POST, gone_at=MEMBERS_POST.first_seen_at)]
    removed = json.loads(get("/feeds/search.json?q=winkel", library, headers=BASIC).data)["_feedforum"][
        "removed"
    ]
    assert [entry["id"] for entry in removed] == ["tag:club.example,2025:club/post/500"]
    assert "removed" not in json.loads(get("/feeds/search.json?q=winkel", library).data)["_feedforum"]


def test_the_same_words_in_any_feed() -> None:
    assert ids(get("/feeds/sat/posts.json?q=genau")) == ids(get("/feeds/sat/search.json?q=genau"))


# --- the page ---


def read(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def test_the_page_before_anything_is_looked_for() -> None:
    page = read(get("/search"))
    assert page.form is not None
    assert page.form["method"] == "get"
    assert [option["value"] for option in page.find_all("option")] == ["", "sat", "new"]
    assert not page.find_all("article")
    assert not page.find_all("link", rel="alternate")


def test_the_page_shows_what_is_found_and_its_feeds() -> None:
    answer = get("/search?q=genau+%F0%9F%98%80&forum=sat", headers={"Accept-Language": "de"})
    assert answer.status_code == 200
    page = read(answer)
    (article,) = page.find_all("article")
    assert "Gast Günther" in article.text
    assert "Heute, 14:00" in article.text
    assert article.a is not None
    assert article.a["href"] == "./forums/sat/threads/7?post=101#post-101"
    feeds = {str(tag["href"]) for tag in page.find_all("link", rel="alternate")}
    assert feeds == {
        f"https://feeds.example/feeds/sat/search.{ext}?q={quote('genau 😀')}"
        for ext in ("atom", "rss", "json")
    }
    field = page.find("input")
    assert field is not None
    assert field["value"] == "genau 😀"
    for url in feeds:
        assert get(url.removeprefix("https://feeds.example")).status_code == 200


def test_the_page_says_of_which_forum_each_board_is_where_there_are_several() -> None:
    def places(path: str) -> list[str]:
        found = read(get(path, headers=BASIC)).select("article header p span")
        return sorted(" ".join(place.text.split()) for place in found)

    board = "Empfang & Technik"
    assert places("/search?q=winkel&forum=sat") == [board, board]
    assert places("/search?q=winkel") == [
        f"{board} – {forum}" for forum in ("Geheimbund", "Satellitenfreunde", "Satellitenfreunde")
    ]


def test_the_page_takes_no_markup_from_whoever_asks() -> None:
    answer = get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 200
    assert not [script for script in read(answer).find_all("script") if script.text]
    assert "<script>" not in answer.text
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("query", ["q=***", "q=" + "x" * 201])
def test_the_page_says_what_is_wrong(query: str, language: str) -> None:
    answer = get(f"/search?{query}", headers={"Accept-Language": language})
    assert answer.status_code == 400
    assert answer.content_type == "text/html; charset=utf-8"
    assert read(answer).find(role="alert")


def test_the_page_keeps_private_forums_to_who_has_a_token() -> None:
    assert len(read(get("/search?q=winkel")).find_all("article")) == 2
    assert len(read(get("/search?q=winkel", headers=BASIC)).find_all("article")) == 3
    assert get("/search?q=winkel", headers=BASIC).headers["Cache-Control"] == "private, no-cache"
    assert get("/search?forum=club").status_code == 401
    assert get("/search?forum=nowhere").status_code == 404
    assert get("/search?forum=new&q=x").status_code == 503
    assert "Geheimbund" not in get("/search").text


def many() -> MemoryLibrary:
    """A library with more posts in which a word stands than a page shows, in two forums."""
    library = read_repository()
    library.posts += [
        replace(
            each,
            key=str(number),
            number=number,
            posted_at=each.posted_at - timedelta(hours=number),
            first_seen_at=each.first_seen_at - timedelta(hours=number),
        )
        for each in (FIRST, MEMBERS_POST)
        for number in range(1000, 1035)
    ]
    return library


@pytest.mark.parametrize("headers", [{}, BASIC])
@pytest.mark.parametrize("where", ["", "&forum=sat"])
def test_the_page_leads_to_all_that_is_found(where: str, headers: dict[str, str]) -> None:
    client = app(None, many()).test_client()
    href, seen, pages = f"./search?q=winkel&format=rss{where}", [], 0
    while href:
        page = read(client.get(href.removeprefix("."), headers=headers))
        seen += [str(article.a["href"]) for article in page.find_all("article") if article.a]
        first, href = (
            next((str(a["href"]) for a in page.find_all("a") if a.text == label), "")
            for label in ("Newest", "Older")
        )
        assert bool(first) == (pages > 0)
        assert "format=rss" in href or not href
        pages += 1
    assert len(seen) == len(set(seen)) == (73 if headers and not where else 37)
    assert pages == (2 if headers and not where else 1)


@pytest.mark.parametrize("query", ["before=1030&forum=sat", "before=sat/1030"])
def test_older_results_begin_after_the_post_that_is_named(query: str) -> None:
    page = read(get(f"/search?q=winkel&{query}", many()))
    assert len(page.find_all("article")) == 4
    assert "before" not in str(page.find("a", string="Newest"))


@pytest.mark.parametrize(
    "query", ["before=club/1030", "before=sat/9", "before=1030", "before=9&forum=sat", "before=&forum=sat"]
)
def test_no_older_results_after_what_cannot_be_seen(query: str) -> None:
    assert get(f"/search?q=winkel&{query}", many()).status_code == 404
