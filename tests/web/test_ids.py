"""Boards and threads whose ids are words, or numbers of up to 64 bits, as other forum software has them."""

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from feedforum.records import Id
from tests.feeds.samples import BOARD, FIRST, THREAD, MemoryLibrary
from tests.web.sites import app, settings

IDS: tuple[Id, ...] = (
    7,
    99_999_999_999,
    10**18 - 1,
    "lenses",
    "1f-x",
    "a.b",
    "_",
    "postscript",
    "threads-of-old",
)
NO_IDS = ("posts", "threads", "..", ".x", "-x", "a b", "ä", "%2e%2e", "a%2Fb", "x" * 65, "")


def client_of(id_: Id) -> FlaskClient:
    """Of a forum that has one board with this id, and one thread."""
    thread = replace(THREAD, id=id_, board_id=id_)
    library = MemoryLibrary(all_boards=[replace(BOARD, id=id_)], posts=[replace(FIRST, thread=thread)])
    return app(settings(boards="all"), library).test_client()


@pytest.mark.parametrize("id_", IDS)
def test_its_feeds_and_pages_are_found_under_its_id(id_: Id) -> None:
    client = client_of(id_)
    for path in (f"boards/{id_}/posts", f"boards/{id_}/threads", f"threads/{id_}"):
        feed = json.loads(client.get(f"/feeds/sat/{path}.json").data)
        assert [item["id"] for item in feed["items"]] == ["tag:www.sat.example,2025:sat/post/100"]
        assert feed["feed_url"] == f"https://feeds.example/feeds/sat/{path}.json"
        assert feed["_feedforum"]["id"] == f"tag:www.sat.example,2025:sat/feed/{path}"
        assert f"/feeds/sat/{path}.atom" in client.get(f"/forums/sat/{path.removesuffix('/posts')}").text or (
            path.endswith("/threads")
        )
    assert f"/feeds/sat/boards/{id_}/posts.atom" in client.get("/feeds.opml?kind=all").text
    assert f"boards/{id_}" in client.get("/forums/sat").text


@pytest.mark.parametrize("id_", NO_IDS)
def test_what_no_id_looks_like_is_not_found(id_: str) -> None:
    client = client_of(7)
    for path in (
        f"/feeds/sat/boards/{id_}/posts.atom",
        f"/feeds/sat/threads/{id_}.atom",
        f"/forums/sat/boards/{id_}",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("id_", ["posts", "..", "a/b"])
def test_a_board_whose_id_fits_no_address_is_not_listed(id_: str) -> None:
    client = client_of(id_)
    assert client.get("/feeds/sat/posts.atom").status_code == 200
    assert "/sat/boards/" not in client.get("/feeds.opml?kind=all").text
    assert "/boards/" not in client.get("/forums/sat").text


@pytest.mark.parametrize("id_", ["8", "9223372036854775807", "99999999999999999999", "none", "007"])
def test_one_that_is_not_there_is_not_found(id_: str) -> None:
    client = client_of(7)
    for path in (f"/feeds/sat/boards/{id_}/posts.atom", f"/feeds/sat/threads/{id_}.atom"):
        assert client.get(path).status_code == 404, path
