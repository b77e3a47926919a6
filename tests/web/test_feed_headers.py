"""Answers with feeds: ETags, gzip, HEAD, and what pages of other sites may read."""

import gzip

import pytest

from tests.feeds.samples import REPLY
from tests.web.feed_requests import get
from tests.web.sites import TOKEN, app, read_repository


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_feeds_can_only_be_read(method: str) -> None:
    answer = app().test_client().open("/feeds/sat/posts.atom", method=method)
    assert answer.status_code == 405
    assert answer.content_type == "text/plain; charset=utf-8"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("path", ["/feeds/sat/posts.atom", "/feeds.opml"])
def test_304_for_who_has_it(path: str) -> None:
    tag = get(path).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = get(path, If_None_Match=known)
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == tag
        assert "Cache-Control" in again.headers
        assert "Accept-Encoding" in again.headers["Vary"]
        assert "Content-Type" not in again.headers
        assert "Content-Length" not in again.headers
    assert get(path, If_None_Match='"other"').status_code == 200
    assert get(path, If_Modified_Since="Fri, 01 Jan 1800 00:00:00 GMT").status_code == 200


def test_the_etag_changes_with_the_posts_and_with_nothing_else() -> None:
    library = read_repository()
    client = app(library=library).test_client()
    first = client.get("/feeds/sat/posts.atom")
    assert client.get("/feeds/sat/posts.atom?unknown=1").headers["ETag"] == first.headers["ETag"]
    library.posts.remove(REPLY)
    fewer = client.get("/feeds/sat/posts.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert fewer.status_code == 200
    assert fewer.headers["ETag"] != first.headers["ETag"]
    library.posts.append(REPLY)
    assert client.get("/feeds/sat/posts.atom").data == first.data


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_is_get_without_the_body(encoding: str) -> None:
    client = app().test_client()
    full = client.get("/feeds/sat/posts.atom", headers={"Accept-Encoding": encoding})
    head = client.head("/feeds/sat/posts.atom", headers={"Accept-Encoding": encoding})
    assert head.status_code == 200
    assert head.data == b""
    # A second may pass between the two.
    del head.headers["Date"], full.headers["Date"]
    assert head.headers == full.headers


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0.5, identity;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.1, identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_only_for_who_likes_it(accepted: str, zipped: bool) -> None:
    answer = get("/feeds/sat/posts.atom", Accept_Encoding=accepted)
    assert answer.headers.get("Content-Encoding") == ("gzip" if zipped else None)
    assert answer.headers["Vary"] == "Accept-Encoding, Accept"
    assert answer.content_length == len(answer.data)
    plain = get("/feeds/sat/posts.atom")
    assert (gzip.decompress(answer.data) if zipped else answer.data) == plain.data
    # Strong tags tell the encodings apart (RFC 9110, 8.8.3.3).
    assert (answer.headers["ETag"] == plain.headers["ETag"]) is not zipped


def test_a_gzipped_feed_is_the_same_at_every_answer() -> None:
    first, second = (get("/feeds/sat/posts.rss", Accept_Encoding="gzip") for _ in range(2))
    assert first.data == second.data
    assert first.data[4:8] == b"\0\0\0\0"
    tag = first.headers["ETag"]
    assert get("/feeds/sat/posts.rss", Accept_Encoding="gzip", If_None_Match=tag).status_code == 304
    assert get("/feeds/sat/posts.rss", If_None_Match=tag).status_code == 200


PUBLIC = ("/feeds/sat/posts.atom", "/feeds/sat/threads/7.json", "/feeds/search.rss?q=genau", "/feeds.opml")


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_reader_in_a_browser_may_fetch_what_needs_no_token(path: str, encoding: str) -> None:
    answer = get(path, Accept_Encoding=encoding, Origin="https://reader.example")
    again = get(path, Accept_Encoding=encoding, If_None_Match=answer.headers["ETag"])
    assert (answer.status_code, again.status_code) == (200, 304)
    for each in (answer, again):
        assert each.headers["Access-Control-Allow-Origin"] == "*"
        assert each.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", [*PUBLIC, "/feeds/club/posts.atom", "/feeds/none/posts.atom"])
def test_a_reader_in_a_browser_may_ask_whether_a_feed_has_changed(path: str) -> None:
    """A browser sends `If-None-Match` to no other site unasked, and shows no `ETag` of it."""
    asks = {"Origin": "https://reader.example", "Access-Control-Request-Headers": "if-none-match"}
    answer = app().test_client().options(path, headers=asks | {"Access-Control-Request-Method": "GET"})
    assert (
        answer.headers["Access-Control-Allow-Origin"] == answer.headers["Access-Control-Allow-Headers"] == "*"
    )
    assert answer.headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
    if path in PUBLIC:
        assert "ETag" in get(path).headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/feeds/club/posts.atom?token={TOKEN}", 200),
        (f"/feeds.opml?token={TOKEN}", 200),
        (f"/feeds/search.json?q=genau&token={TOKEN}", 200),
        ("/feeds/club/posts.atom", 401),
        ("/forums/sat", 200),
        ("/", 200),
    ],
)
def test_other_sites_may_not_read_what_needs_a_token_nor_pages(path: str, status: int) -> None:
    answer = get(path, Origin="https://reader.example")
    assert answer.status_code == status
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
