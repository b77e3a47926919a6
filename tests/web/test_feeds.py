"""`/feeds/…`, through the test client."""

import gzip
import json
import xml.etree.ElementTree as ET
from base64 import b64encode
from dataclasses import replace
from html import escape

import feedparser
import pytest
from werkzeug.test import TestResponse

from tests.feeds.checks import CHECKS
from tests.feeds.samples import FIRST, REPLY, THREAD, post
from tests.web.sites import TOKEN, app, read_repository, settings

KINDS = ["posts", "threads", "boards/26/posts", "boards/26/threads", "threads/7"]
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}


def get(path: str, **headers: str) -> TestResponse:
    return app().test_client().get(path, headers={name.replace("_", "-"): headers[name] for name in headers})


def basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize("ext", TYPES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_feed_in_each_format(kind: str, ext: str) -> None:
    answer = get(f"/feeds/sat/{kind}.{ext}")
    assert answer.status_code == 200
    assert answer.content_type == TYPES[ext]
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert answer.headers["Vary"] == ("Accept-Encoding" if ext == "json" else "Accept-Encoding, Accept")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Last-Modified" not in answer.headers
    assert not answer.headers["ETag"].startswith("W/")
    CHECKS[ext](answer.data)
    assert f"https://feeds.example/feeds/sat/{kind}.{ext}" in answer.text
    assert ("sat/post/101" in answer.text) == ("/threads" not in f"/{kind}" or kind == "threads/7")


def test_the_titles_are_in_the_forums_language() -> None:
    titles = [feedparser.parse(get(f"/feeds/sat/{kind}.atom").data).feed.title for kind in KINDS]
    assert titles == [
        "Satellitenfreunde: neue Beiträge",
        "Satellitenfreunde: neue Themen",
        "Empfang & Technik – Satellitenfreunde: neue Beiträge",
        "Empfang & Technik – Satellitenfreunde: neue Themen",
        "[Tipp] Schüssel ausrichten – Satellitenfreunde",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/unknown/posts.atom",
        "/feeds/sat/posts.html",
        "/feeds/sat/posts.",
        "/feeds/sat/posts",
        "/feeds/sat/posts.atom/",
        "/feeds/sat",
        "/feeds/sat/",
        "/feeds//posts.atom",
        "/feeds/sat//posts.atom",
        "/feeds/sat/polls.atom",
        "/feeds/sat/boards/38/posts.atom",
        "/feeds/sat/boards/999/posts.atom",
        "/feeds/sat/boards/026/posts.atom",
        "/feeds/sat/boards/-1/posts.atom",
        "/feeds/sat/boards/x/posts.atom",
        f"/feeds/sat/boards/{'9' * 5000}/posts.atom",
        "/feeds/sat/threads/999.atom",
        f"/feeds/sat/threads/{'9' * 19}.atom",
        "/feeds/sat/threads/7.xml",
        "/feeds/sat/threads/7.ATOM",
        "/feeds",
        "/feeds/",
    ],
)
def test_what_does_not_exist_is_404_in_plain_text(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == "There is nothing here.\n"


def test_threads_outside_the_watched_boards_have_no_feed_unless_watched_themselves() -> None:
    library = read_repository()
    library.posts += [
        post(70, thread=replace(THREAD, id=70, board_id=38)),
        post(71, thread=replace(THREAD, id=71, board_id=38)),
        post(72, thread=replace(THREAD, id=72, board_id=None)),
    ]
    client = app(settings(threads=[71]), library).test_client()
    answers = [client.get(f"/feeds/sat/threads/{thread}.atom").status_code for thread in (7, 70, 71, 72)]
    assert answers == [200, 404, 200, 404]


def test_a_forum_that_was_never_polled_is_to_be_tried_again() -> None:
    answer = get("/feeds/new/posts.atom")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "900"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "first poll" in answer.text


NEVER_READ = [
    ("posts", 503),
    ("boards/1/posts", 503),
    ("boards/2/posts", 404),
    ("threads/2", 503),
    ("threads/3", 503),
]


@pytest.mark.parametrize(("kind", "status"), NEVER_READ)
def test_before_the_first_visit_the_configuration_decides(kind: str, status: int) -> None:
    answer = get(f"/feeds/new/{kind}.atom")
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers.get("Retry-After") == ("900" if status == 503 else None)
    assert get(f"/feeds/new/{kind}.xml").status_code == 404


def test_no_other_thread_will_come_where_no_board_is_watched() -> None:
    library = read_repository()
    library.forums.clear()
    client = app(settings(boards=[], threads=[7]), library).test_client()
    answers = [client.get(f"/feeds/sat/threads/{thread}.atom").status_code for thread in (7, 8)]
    assert answers == [503, 404]


@pytest.mark.parametrize("kind", ["feeds/sat/{}.atom", "forums/sat/{}"])
def test_what_was_not_read_yet_of_a_forum_that_was(kind: str) -> None:
    """A board or thread that was just put into the configuration."""
    client = app(settings(boards=[26, 99], threads=[7, 8])).test_client()
    board = "boards/99/posts" if "feeds" in kind else "boards/99"
    for path in (board, "threads/8"):
        answer = client.get("/" + kind.format(path))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")
        assert "has not been read yet" in answer.text


def test_of_all_boards_one_that_was_not_seen_does_not_exist() -> None:
    assert get(f"/feeds/club/boards/999/posts.atom?token={TOKEN}").status_code == 404


def test_a_thread_without_a_post_yet_is_no_empty_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    library = read_repository()
    row = replace(THREAD, id=8)
    monkeypatch.setattr(library, "thread", lambda key, thread_id: replace(row, id=thread_id))
    alone = app(settings(threads=[8]), library).test_client()
    assert alone.get("/feeds/sat/threads/8.atom").status_code == 503
    # It may lie before what is read of its board, and stay so.
    assert alone.get("/feeds/sat/threads/9.atom").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_feeds_can_only_be_read(method: str) -> None:
    answer = app().test_client().open("/feeds/sat/posts.atom", method=method)
    assert answer.status_code == 405
    assert answer.content_type == "text/plain; charset=utf-8"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_fault_inside_is_500_in_plain_text_without_a_trace() -> None:
    library = read_repository()
    library.posts = [None]  # type: ignore[list-item]
    answer = app(library=library).test_client().get("/feeds/sat/posts.atom")
    assert answer.status_code == 500
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == "Something went wrong; the log says what.\n"


def test_a_store_that_fails_is_503() -> None:
    library = read_repository()
    library.broken = "The disk is full."
    answer = app(library=library).test_client().get("/feeds/sat/posts.atom")
    assert answer.status_code == 503
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Retry-After"] == "60"
    assert "disk" not in answer.text


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


CLUB = ["posts.atom", "threads.rss", "boards/5/posts.json", "threads/50.atom", "boards/999/posts.atom"]


@pytest.mark.parametrize("path", CLUB)
@pytest.mark.parametrize(
    ("query", "credentials"),
    [
        ("", None),
        ("?token=", None),
        ("?token=wrong", None),
        (f"?token={TOKEN}x", None),
        (f"?token={TOKEN.upper()}", None),
        ("?token=%ff%00", None),
        ("", basic("x", "wrong")),
        ("", basic("", "")),
        ("", "Basic ???"),
        ("", f"Bearer {TOKEN}x"),
    ],
)
def test_members_feeds_need_a_token(path: str, query: str, credentials: str | None) -> None:
    headers = {"Authorization": credentials} if credentials else {}
    answer = get(f"/feeds/club/{path}{query}", **headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="feedforum", charset="UTF-8"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith("This needs an access token: add ?token=… to the address, or ")
    assert "HTTP Basic" in answer.text


@pytest.mark.parametrize(
    ("query", "credentials"),
    [
        (f"?token={TOKEN}", None),
        ("?token=another+one", None),
        ("", basic("anyone", TOKEN)),
        ("", basic(TOKEN, "")),
        ("?token=wrong", basic("anyone", TOKEN)),
    ],
)
def test_a_token_opens_them(query: str, credentials: str | None) -> None:
    headers = {"Authorization": credentials} if credentials else {}
    answer = get(f"/feeds/club/posts.atom{query}", **headers)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    assert "Losungswort" in answer.text
    assert "https://feeds.example/feeds/club/posts.atom" in answer.text
    assert "sesame" not in answer.text
    assert "another" not in answer.text


def test_without_any_token_configured_nothing_opens() -> None:
    chosen = settings(server={"access_tokens": ()})
    client = app(chosen).test_client()
    for query in ("", "?token=", "?token=None"):
        assert client.get(f"/feeds/club/posts.atom{query}").status_code == 401


def test_opml_lists_all_that_the_visitor_may_read() -> None:
    answer = get("/feeds.opml")
    assert answer.content_type == "text/x-opml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    root = ET.fromstring(answer.data)
    assert [folder.get("text") for folder in root.findall("body/outline")] == ["Satellitenfreunde", "new"]
    assert listed(answer.data) == ["sat/boards/26/posts", "new/boards/1/posts", "new/threads/2"]
    assert "Geheimbund" not in answer.text
    assert "club" not in answer.text


def listed(document: bytes) -> list[str]:
    urls = [feed.get("xmlUrl", "") for feed in ET.fromstring(document).findall("body/outline/outline")]
    return [url.removeprefix("https://feeds.example/feeds/").removesuffix(".atom") for url in urls]


@pytest.mark.parametrize(
    ("kind", "feeds"),
    [
        ("posts", ["sat/boards/26/posts", "club/posts", "new/boards/1/posts", "new/threads/2"]),
        ("threads", ["sat/boards/26/threads", "club/threads", "new/boards/1/threads", "new/threads/2"]),
        (
            "all",
            [
                *("sat/posts", "sat/threads", "sat/boards/26/posts", "sat/boards/26/threads"),
                *("club/posts", "club/threads", "club/boards/5/posts", "club/boards/5/threads"),
                *("new/posts", "new/threads", "new/boards/1/posts", "new/boards/1/threads", "new/threads/2"),
            ],
        ),
    ],
)
def test_opml_has_each_post_in_one_feed_unless_all_are_asked_for(kind: str, feeds: list[str]) -> None:
    assert listed(get(f"/feeds.opml?kind={kind}&token={TOKEN}").data) == feeds


def test_a_thread_of_a_watched_board_is_in_its_feed_already() -> None:
    answer = app(settings(threads=[7])).test_client().get("/feeds.opml")
    assert listed(answer.data)[:2] == ["sat/boards/26/posts", "new/boards/1/posts"]


def test_opml_of_a_kind_that_there_is_not() -> None:
    answer = get("/feeds.opml?kind=both")
    assert (answer.status_code, answer.text) == (400, "kind: expected posts, threads, all.\n")


def test_opml_to_be_saved() -> None:
    answer = get("/feeds.opml?save=1", Accept="text/html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="feeds.opml"'
    assert answer.content_type == "text/x-opml; charset=utf-8"


def test_a_feed_is_called_the_same_everywhere() -> None:
    client = app().test_client()
    for path in ("sat/posts", "sat/boards/26/threads", "sat/threads/7"):
        title = client.get(f"/feeds/{path}.json").get_json()["title"]
        page = client.get(f"/forums/{path.removesuffix('/posts').removesuffix('/threads')}").text
        assert f'title="{escape(title)} (JSON Feed)"' in page
        if "threads/7" not in path:
            assert f'text="{escape(title)}"' in client.get("/feeds.opml?kind=all").text


def test_opml_with_a_token_lists_members_feeds_without_it() -> None:
    answer = get(f"/feeds.opml?token={TOKEN}")
    assert "https://feeds.example/feeds/club/posts.atom" in answer.text
    assert answer.headers["Cache-Control"] == "private, max-age=600"
    assert TOKEN not in answer.text
    assert "Geheimbund" not in get("/feeds.opml?token=wrong").text


def test_every_feed_in_the_list_can_be_had() -> None:
    client = app().test_client()
    root = ET.fromstring(client.get(f"/feeds.opml?kind=all&token={TOKEN}").data)
    urls = [feed.get("xmlUrl", "").removeprefix("https://feeds.example") for feed in root.iter("outline")]
    answers = {url: client.get(f"{url}?token={TOKEN}").status_code for url in urls if url}
    polled = {url: status for url, status in answers.items() if "/new/" not in url}
    assert set(polled.values()) == {200}
    assert len(polled) == 8


@pytest.mark.parametrize(
    ("public_url", "base"),
    [
        ("https://feeds.example", "https://feeds.example"),
        ("https://example.org/my/feeds/", "https://example.org/my/feeds"),
        ("", "http://localhost:8080/mounted"),
    ],
)
def test_absolute_addresses(public_url: str, base: str) -> None:
    client = app(settings(server={"public_url": public_url})).test_client()
    answer = client.get("/feeds/sat/posts.json?token=x", base_url="http://localhost:8080/mounted")
    assert json.loads(answer.data)["feed_url"] == f"{base}/feeds/sat/posts.json"


def test_a_boards_own_settings_hold_for_its_feeds() -> None:
    board = {"id": 26, "entries": 1, "signatures": True}
    client = app(settings(boards=[board], signatures=False)).test_client()
    items = json.loads(client.get("/feeds/sat/boards/26/posts.json").data)["items"]
    assert [item["id"] for item in items] == ["tag:www.sat.example,2025:sat/post/101"]
    whole = json.loads(client.get("/feeds/sat/posts.json").data)["items"]
    assert len(whole) == 2
    assert whole[1]["content_html"].endswith(FIRST.signature)


def test_a_boards_cap_holds_for_its_feeds() -> None:
    board = {"id": 26, "max_size": "1800"}
    client = app(settings(boards=[board])).test_client()
    capped = client.get("/feeds/sat/boards/26/posts.json").data
    assert len(capped) <= 1800
    assert [item["id"] for item in json.loads(capped)["items"]] == ["tag:www.sat.example,2025:sat/post/101"]
    assert len(client.get("/feeds/sat/posts.json").data) > 1800


@pytest.mark.parametrize("ext", TYPES)
def test_the_pages_of_a_feed(ext: str) -> None:
    client = app(settings(entries=1)).test_client()
    first = client.get(f"/feeds/sat/posts.{ext}")
    assert "https://feeds.example/feeds/sat/posts.EXT?before=101".replace("EXT", ext) in first.text
    second = client.get(f"/feeds/sat/posts.{ext}?before=101")
    assert second.status_code == 200
    CHECKS[ext](second.data)
    assert "sat/post/100" in second.text
    assert f'"https://feeds.example/feeds/sat/posts.{ext}?before=101"' in second.text
    assert "before=100" not in second.text
    tag = second.headers["ETag"]
    assert client.get(f"/feeds/sat/posts.{ext}?before=101", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", ["", "999", "x", "-1", "1%00", "%ff", "101%20", "9" * 5000, "500"])
def test_a_page_after_a_post_that_is_none_is_404(kind: str, before: str) -> None:
    answer = get(f"/feeds/sat/{kind}.atom?before={before}")
    assert answer.status_code == 404
    assert answer.content_type == "text/plain; charset=utf-8"


def test_a_page_leads_on_from_a_post_that_is_gone() -> None:
    library = read_repository()
    library.posts[library.posts.index(REPLY)] = replace(REPLY, gone_at=REPLY.first_seen_at)
    answer = app(library=library).test_client().get("/feeds/sat/posts.json?before=101")
    assert [item["id"] for item in json.loads(answer.data)["items"]] == [
        "tag:www.sat.example,2025:sat/post/100"
    ]


def test_pages_of_members_feeds_need_a_token_too() -> None:
    assert get("/feeds/club/posts.atom?before=500").status_code == 401
    assert get(f"/feeds/club/posts.atom?before=500&token={TOKEN}").status_code == 200


def test_a_boards_own_titles() -> None:
    client = app(settings(boards=[{"id": 26, "prefix_in_title": False}])).test_client()
    items = json.loads(client.get("/feeds/sat/boards/26/posts.json").data)["items"]
    assert [item["title"] for item in items] == ["Re: Schüssel ausrichten", "Schüssel ausrichten"]


def test_a_forums_feed_says_which_board_each_entry_is_from() -> None:
    for ext in TYPES:
        assert f"https://feeds.example/feeds/sat/boards/26/posts.{ext}" in get(f"/feeds/sat/posts.{ext}").text


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
