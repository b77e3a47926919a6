"""What the owner adds to requests goes to the forum's own host, and nowhere else."""

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch.redirects import belongs_to
from feedforum.records import Answer
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, odd_server, reply

HEADERS = (("Authorization", "Bearer hushhush"), ("Accept", "text/html"))


def test_they_go_with_each_request_for_robots_txt_pages_and_forms(
    make_client: MakeClient, server: OddServer
) -> None:
    server.pages |= {"/": reply(b"x"), "/login": reply(b"x")}
    client = make_client(headers=HEADERS, forum=server.url + "/", robots_txt=True)
    client.get(server.url + "/")
    client.submit(server.url + "/login", {"a": "1"})
    assert server.targets == ["/robots.txt", "/", "/login"]
    assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer hushhush"}
    assert {asked.headers["accept"] for asked in server.asked} == {"text/html"}


def test_a_redirect_takes_them_to_no_other_host_though_it_was_named(
    make_client: MakeClient, server: OddServer
) -> None:
    with odd_server() as other:
        server.pages["/"] = reply(status=307, Location=f"{other.url}/")
        other.pages["/"] = reply(b"x")
        target = other.url.removeprefix("http://")
        client = make_client(headers=HEADERS, forum=server.url + "/", redirects_to=(target,))
        assert client.get(server.url + "/").answer is Answer.OK
        assert "authorization" in server.asked[0].headers
        assert "authorization" not in other.asked[0].headers


def test_without_a_forum_they_go_nowhere(make_client: MakeClient, server: OddServer) -> None:
    make_client(headers=HEADERS).get(server.url + "/")
    assert "authorization" not in server.asked[0].headers


def test_a_proxy_is_told_none_of_them_for_itself(make_client: MakeClient, server: OddServer) -> None:
    client = make_client(headers=HEADERS, forum="https://forum.example/", proxy=server.url)
    assert client.get("https://forum.example/").answer is Answer.BROKEN
    assert [asked.method for asked in server.asked] == ["CONNECT"]
    assert "hushhush" not in repr(server.asked)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://forum.example/x", True),
        ("https://www.forum.example/", True),
        ("http://forum.example/", False),
        ("https://forum.example:8443/", False),
        ("https://forum.example.evil.example/", False),
        ("https://a.forum.example/", False),
        ("http://[::1", False),
    ],
)
def test_what_belongs_to_a_forum(url: str, own: bool) -> None:
    assert belongs_to("https://forum.example/board/", url) is own


def test_a_step_to_https_belongs_to_it_too() -> None:
    assert belongs_to("http://forum.example/", "https://forum.example/")


def test_their_values_are_not_shown() -> None:
    fetch_options = FetchOptions("me", headers=HEADERS, proxy="http://me:hushhush@proxy.example")
    assert "hushhush" not in repr(fetch_options)
