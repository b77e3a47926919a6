"""The list of all feeds that a visitor may read."""

import xml.etree.ElementTree as ET
from html import escape

import pytest

from tests.web.feed_requests import get
from tests.web.sites import TOKEN, app, settings


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
