"""Cookies go where they belong, and nowhere else."""

import pytest

from feedforum.fetch.cookie_jar import LARGEST_COOKIE, LARGEST_HEADER, MOST_COOKIES
from feedforum.records import Answer, Cookie
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, reply

PASTED = (Cookie("session", "secret"),)


def everywhere(host: str, port: int) -> tuple[str, ...]:
    """A name service that knows one address."""
    return ("127.0.0.1",)


@pytest.mark.parametrize("host", ["127.0.0.1", "forum.test", "www.forum.test", "intranet"])
def test_what_was_pasted_goes_to_the_forums_host(
    make_client: MakeClient, server: OddServer, host: str
) -> None:
    server.pages["/"] = reply(b"<html></html>")
    url = f"http://{host}:{server.port}/"
    make_client(everywhere, forum=url, cookies=PASTED).get(url)
    assert [asked.headers.get("cookie") for asked in server.asked] == ["session=secret"]


@pytest.mark.parametrize("other", ["other.test", "sub.forum.test", "test", "xforum.test"])
def test_and_to_no_other_not_even_where_a_redirect_leads(
    make_client: MakeClient, server: OddServer, other: str
) -> None:
    forum = f"http://forum.test:{server.port}/"
    server.pages["/"] = reply(status=302, Location=f"http://{other}:{server.port}/there", Set_Cookie="own=1")
    server.pages["/there"] = reply(b"<html></html>")
    leads = (f"{other}:{server.port}",)
    client = make_client(everywhere, forum=forum, cookies=PASTED, redirects_to=leads)
    assert client.get(forum).answer is Answer.OK
    assert [asked.headers.get("cookie") for asked in server.asked] == ["session=secret", None]


def test_what_is_for_https_alone_is_not_sent_without(make_client: MakeClient, server: OddServer) -> None:
    url = f"http://forum.test:{server.port}/"
    guarded = (Cookie("session", "secret", secure=True),)
    make_client(everywhere, forum=url, cookies=guarded).get(url)
    assert "cookie" not in server.asked[0].headers


def test_what_a_forum_set_is_given_out_and_taken_again(make_client: MakeClient, server: OddServer) -> None:
    server.pages["/"] = reply(Set_Cookie="one=1; Domain=forum.test; Max-Age=1000")
    server.pages["/own"] = reply(Set_Cookie="two=2; path=/")
    url = f"http://forum.test:{server.port}/"
    client = make_client(everywhere, forum=url)
    client.get(url)
    client.get(f"{url}own")
    again = make_client(everywhere, forum=url, cookies=client.jar.records())
    assert again.jar.records() == client.jar.records()
    again.get(url)
    again.get(f"http://sub.forum.test:{server.port}/")
    sent = [asked.headers.get("cookie", "") for asked in server.asked[2:]]
    assert [sorted(each.split("; ")) for each in sent] == [["one=1", "two=2"], ["one=1"]]


def test_no_value_shows_in_a_repr() -> None:
    assert "secret" not in repr(PASTED)


def test_cookies_do_not_grow_without_end(make_client: MakeClient, server: OddServer) -> None:
    url = f"http://forum.test:{server.port}/"
    client = make_client(everywhere, forum=url)
    for number in range(40):
        fresh = [f"junk{number}x{each}=x; path=/" for each in range(5)]
        headers = "\r\n".join(f"Set-Cookie: {cookie}" for cookie in ["session=mine; path=/", *fresh])
        server.pages[f"/{number}"] = reply(b"x", Set_Cookie=headers.removeprefix("Set-Cookie: "))
        client.get(f"{url}{number}")
    assert len(client.jar.records()) == MOST_COOKIES
    assert "session=mine" in server.asked[-1].headers["cookie"].split("; ")


def test_a_cookie_that_no_browser_would_keep_is_not_kept(make_client: MakeClient, server: OddServer) -> None:
    server.pages["/"] = reply(b"x", Set_Cookie=f"large={'x' * LARGEST_COOKIE}; path=/")
    url = f"http://forum.test:{server.port}/"
    client = make_client(everywhere, forum=url)
    client.get(url)
    assert client.jar.records() == ()


@pytest.mark.parametrize("sizes", [[4000] * 49, [150] * 49, [300, 2500] * 24, [8] * 49])
def test_a_request_carries_no_more_cookies_than_servers_accept(
    make_client: MakeClient, server: OddServer, sizes: list[int]
) -> None:
    url = f"http://forum.test:{server.port}/"
    large = [f"large{number}={'x' * size}; path=/" for number, size in enumerate(sizes)]
    headers = "\r\n".join(f"Set-Cookie: {cookie}" for cookie in ["session=mine; path=/", *large])
    server.pages["/"] = reply(b"x", Set_Cookie=headers.removeprefix("Set-Cookie: "))
    client = make_client(everywhere, forum=url)
    client.get(url)
    client.get(url)
    sent = server.asked[-1].headers["cookie"]
    whole = sum(len(cookie) - len("; path=/") + 2 for cookie in large) + len("session=mine")
    assert len(sent) == whole if whole <= LARGEST_HEADER else LARGEST_HEADER / 2 < len(sent) <= LARGEST_HEADER
    assert "session=mine" in sent.split("; ")
