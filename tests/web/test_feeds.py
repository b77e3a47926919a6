"""Feeds by their addresses: what each holds, and what is said where there is none."""

import json
from dataclasses import replace

import feedparser
import pytest

from tests.feeds.checks import CHECKS
from tests.feeds.samples import FIRST, REPLY, THREAD, post
from tests.web.feed_requests import get
from tests.web.sites import TOKEN, app, read_repository, settings

KINDS = ["posts", "threads", "boards/26/posts", "boards/26/threads", "threads/7"]

TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}


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


def test_a_boards_own_titles() -> None:
    client = app(settings(boards=[{"id": 26, "prefix_in_title": False}])).test_client()
    items = json.loads(client.get("/feeds/sat/boards/26/posts.json").data)["items"]
    assert [item["title"] for item in items] == ["Re: Schüssel ausrichten", "Schüssel ausrichten"]


def test_a_forums_feed_says_which_board_each_entry_is_from() -> None:
    for ext in TYPES:
        assert f"https://feeds.example/feeds/sat/boards/26/posts.{ext}" in get(f"/feeds/sat/posts.{ext}").text
