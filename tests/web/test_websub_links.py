"""Which feeds name a hub, and how."""

import json

import pytest
from werkzeug.test import TestResponse

from tests.feeds.checks import CHECKS
from tests.web.sites import TOKEN, app, settings

HUB = "https://hub.example/"


def get(path: str, hub: str = HUB) -> TestResponse:
    chosen = settings(server={"hub": hub}, threads=[7] if "threads=7" in path else [])
    return app(chosen).test_client().get(path.replace("#threads=7", ""))


@pytest.mark.parametrize("ext", CHECKS)
@pytest.mark.parametrize("kind", ["posts", "threads", "boards/26/posts", "boards/26/threads"])
def test_a_public_feed_names_the_hub_in_its_body_and_before_it(kind: str, ext: str) -> None:
    path = f"/feeds/sat/{kind}.{ext}"
    answer = get(path)
    assert answer.headers["Link"] == f'<{HUB}>; rel="hub", <https://feeds.example{path}>; rel="self"'
    CHECKS[ext](answer.data)
    if ext == "json":
        assert json.loads(answer.data)["hubs"] == [{"type": "WebSub", "url": HUB}]
    else:
        assert answer.text.count('rel="hub"') == 1


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/feeds/sat/threads/7.atom#threads=7", True),
        ("/feeds/sat/threads/7.atom", False),
        ("/feeds/sat/posts.atom?author=Whitebird", False),
        ("/feeds/sat/posts.atom?before=101", False),
        ("/feeds/sat/posts.atom?group=thread-day", False),
        ("/feeds/sat/boards/26/posts.atom?group=none", False),
        ("/feeds/sat/posts.atom?limit=5", False),
        ("/feeds/sat/posts.atom?first=1", False),
        ("/feeds/sat/search.atom?q=winkel", False),
        (f"/feeds/club/posts.atom?token={TOKEN}", False),
    ],
)
def test_only_feeds_that_the_hub_is_told_of_name_it(path: str, named: bool) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert (HUB in answer.text) is named
    assert ("Link" in answer.headers) is named


def test_without_a_hub_none_is_named() -> None:
    answer = get("/feeds/sat/posts.atom", hub="")
    assert "Link" not in answer.headers
    assert 'rel="hub"' not in answer.text


MIXED = [{"id": 26}, {"id": 38, "private": True}]


@pytest.mark.parametrize(
    ("path", "token", "named"),
    [
        ("posts", False, True),
        ("posts", True, False),
        ("boards/26/posts", False, True),
        ("boards/26/posts", True, True),
        ("threads/7", False, True),
    ],
)
def test_where_a_forum_is_private_in_part_only_what_all_see_names_it(
    path: str, token: bool, named: bool
) -> None:
    chosen = settings(server={"hub": HUB}, threads=[7], boards=MIXED)
    answer = app(chosen).test_client().get(f"/feeds/sat/{path}.atom?token={TOKEN if token else ''}")
    assert answer.status_code == 200
    assert (HUB in answer.text) is named
    assert answer.headers["Cache-Control"].startswith("public" if named else "private")
