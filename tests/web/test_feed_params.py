"""The parameters of a feed's address."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from feedforum.feeds.render_feed import MOST_ENTRIES
from feedforum.records import Author
from feedforum.web.feed_params import FIELDS
from tests.feeds.checks import CHECKS
from tests.feeds.samples import FIRST, post
from tests.web.sites import app, read_repository, settings

NAMES = (*FIELDS, *(f"not_{field}" for field in FIELDS), "q", "first", "limit", "before", "unknown")


def get(query: str, path: str = "/feeds/sat/posts.json") -> TestResponse:
    return app().test_client().get(f"{path}?{query}")


def keys(query: str, path: str = "/feeds/sat/posts.json") -> list[str]:
    answer = get(query, path)
    assert answer.status_code == 200, answer.text
    return [item["id"].rpartition("/")[2] for item in json.loads(answer.data)["items"]]


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        ("", ["101", "100"]),
        ("author=whitebird", ["100"]),
        ("author=white", []),
        ("author=white*&author=Gast+Guenther", ["101", "100"]),
        ("not_author=Whitebird", ["101"]),
        ("title=ausricht", ["101", "100"]),
        ("not_title=schussel", []),
        ("text=winkel%2C", ["100"]),
        ("text=/^genau|genau%20.$/", ["101"]),
        ("not_text=genau", ["100"]),
        ("prefix=tipp", ["101", "100"]),
        ("not_prefix=tipp", []),
        ("q=genau", ["101"]),
        ("q=winkel+-genau", ["100"]),
        ("q=schussel", ["100"]),
        ("first=1", ["100"]),
        ("first=0", ["101", "100"]),
        ("first=&q=+&author=&limit=", ["101", "100"]),
        ("limit=1", ["101"]),
        ("limit=999999999", ["101", "100"]),
        ("author=whitebird&q=genau", []),
        ("something=else&utm_source=x", ["101", "100"]),
    ],
)
def test_what_is_chosen(query: str, taken: list[str]) -> None:
    assert keys(query) == taken
    assert keys(query, "/feeds/sat/boards/26/posts.json") == taken
    assert keys(query, "/feeds/sat/threads/7.json") == taken
    assert (
        keys(query, "/feeds/sat/threads.json") == [key for key in taken if key == "100"] or "limit=1" in query
    )


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("text=/(/", "text: expected a regular expression that RE2 understands (missing ): ()."),
        ("not_author=" + "x" * 201, "not_author: expected at most 200 characters."),
        ("q=" + "x" * 201, "q: expected at most 200 characters to look for."),
        ("q=***", "Your search contains no words."),
        ("first=yes", "first: expected 1."),
        ("limit=0", "limit: expected a number of entries."),
        ("limit=-3", "limit: expected a number of entries."),
        ("limit=" + "9" * 5000, "limit: expected a number of entries."),
        ("limit=%D9%A3", "limit: expected a number of entries."),
        ("author=x&" * 21, "Expected at most 20 parameters."),
    ],
)
def test_what_cannot_be_given(query: str, sentence: str) -> None:
    answer = get(query)
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == sentence + "\n"


def test_one_address_and_id_for_one_choice() -> None:
    answers = [
        json.loads(get(query).data)
        for query in (
            "q=genau&author=Gast+G%C3%BCnther&token=x",
            "author=+Gast%20G%C3%BCnther&&q=genau&first=",
        )
    ]
    assert answers[0] == answers[1]
    parameters = "author=Gast%20G%C3%BCnther&q=genau"
    assert answers[0]["feed_url"] == f"https://feeds.example/feeds/sat/posts.json?{parameters}"
    assert answers[0]["_feedforum"]["id"] == f"tag:www.sat.example,2025:sat/feed/posts?{parameters}"
    assert keys(urlsplit(answers[0]["feed_url"]).query) == ["101"]
    assert get("limit=1").headers["ETag"] != get("").headers["ETag"] == get("nothing=x").headers["ETag"]


@pytest.mark.parametrize("ext", CHECKS)
def test_every_format_says_the_parameters_right(ext: str) -> None:
    answer = get("text=/a%26b%3C%22/&not_title=%C3%A4%20%2B", f"/feeds/sat/posts.{ext}")
    assert answer.status_code == 200
    CHECKS[ext](answer.data)


def test_pages_of_a_choice() -> None:
    library = read_repository()
    library.posts = [post(number, author=Author("Anna" if number % 2 else "Bert")) for number in range(1, 60)]
    client = app(None, library).test_client()
    url, seen = "/feeds/sat/posts.json?author=anna&limit=7", []
    while url:
        document = json.loads(client.get(url).data)
        seen += [item["id"].rpartition("/")[2] for item in document["items"]]
        url = document.get("next_url", "").removeprefix("https://feeds.example")
    assert seen == [str(number) for number in range(59, 0, -2)]


def test_no_address_makes_a_feed_longer_than_it_may_be() -> None:
    library = read_repository()
    library.posts = [post(number) for number in range(1, 300)]
    for entries, most in ((30, MOST_ENTRIES), (150, 150)):
        client = app(settings(entries=entries), library).test_client()
        assert len(json.loads(client.get("/feeds/sat/posts.json?limit=9999").data)["items"]) == most
        assert len(json.loads(client.get("/feeds/sat/posts.json").data)["items"]) == entries


def test_the_configuration_chooses_first() -> None:
    chosen = settings(exclude={"author": ["Whitebird"]}, boards=[{"id": 26, "edits": "new"}])
    client = app(chosen).test_client()
    ids = [item["id"] for item in json.loads(client.get("/feeds/sat/posts.json").data)["items"]]
    assert ids == ["tag:www.sat.example,2025:sat/post/101/edit/20251129T150000Z"]
    assert json.loads(client.get("/feeds/sat/posts.json?author=Whitebird").data)["items"] == []
    assert json.loads(client.get("/feeds/sat/threads.json").data)["items"] == []


def test_a_boards_choice_is_not_that_of_others() -> None:
    other = replace(
        FIRST, key="9", number=9, thread=replace(FIRST.thread, id=9, board_id=38), thread_first_key="9"
    )
    library = read_repository()
    library.posts.append(other)
    chosen = settings(boards=[{"id": 26, "include": {"text": ["genau"]}}, 38])
    found = json.loads(app(chosen, library).test_client().get("/feeds/sat/posts.json").data)["items"]
    assert [item["id"].rpartition("/")[2] for item in found] == ["101", "9"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=6))
def test_any_parameters_are_answered(given_: list[tuple[str, str]]) -> None:
    client = app().test_client()
    for path in ("/feeds/sat/posts.json", "/feeds/sat/search.json", "/feeds/search.json", "/search"):
        query = urlencode(given_, errors="replace")
        answer = client.get(f"{path}?{query}")
        assert answer.status_code in (200, 400, 404), answer.text
        if answer.status_code == 200 and path.endswith("posts.json"):
            assert dict(parse_qsl(urlsplit(json.loads(answer.data)["feed_url"]).query)).keys() <= set(NAMES)
