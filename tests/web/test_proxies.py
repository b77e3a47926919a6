"""Behind reverse proxies: where a feed says that it is found, and who is believed."""

import re
from urllib.request import Request, urlopen

import pytest
from flask import request
from werkzeug.test import Client

from tests.cli.served import served
from tests.web.sites import app, read_repository, settings

PATH = "/feeds/sat/posts.atom"
HOME = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org"}
BELOW = {**HOME, "X-Forwarded-Prefix": "/forum-feeds"}
LIES = {"X-Forwarded-Proto": "gopher, https", "X-Forwarded-Host": "evil.example, example.org"}


@pytest.mark.parametrize(
    ("public_url", "proxies", "headers", "root"),
    [
        ("", 0, {}, "http://localhost"),
        ("", 0, BELOW, "http://localhost"),
        ("", 1, {}, "http://localhost"),
        ("", 1, HOME, "https://example.org"),
        ("", 1, BELOW, "https://example.org/forum-feeds"),
        ("", 1, {"X-Forwarded-Proto": "https"}, "https://localhost"),
        ("", 1, LIES, "https://example.org"),
        ("", 2, {"X-Forwarded-Host": "evil.example, example.org, cdn"}, "http://example.org"),
        ("", 2, HOME, "http://localhost"),
        *(("", 1, {"X-Forwarded-Proto": scheme}, "http://localhost") for scheme in ("javascript", "", "a:b")),
        ("https://example.org/feeds/", 0, {}, "https://example.org/feeds"),
        ("https://example.org/feeds", 1, {"X-Forwarded-Host": "evil.example"}, "https://example.org/feeds"),
        ("https://example.org:8443/a/b/", 0, BELOW, "https://example.org:8443/a/b"),
    ],
)
def test_where_a_feed_is_found(public_url: str, proxies: int, headers: dict[str, str], root: str) -> None:
    made = app(settings(server={"public_url": public_url, "behind_proxies": proxies}))
    with made.test_client() as client:
        body = client.get(PATH, headers=headers).text
        page = client.get("/forums/sat", headers=headers).text
    assert re.findall(r'<link href="([^"]+)" rel="self"', body) == [root + PATH]
    shown = set(re.findall(r'"(http[^"]+/feeds/sat/posts\.atom)"', page))
    assert shown == {root + PATH}
    # Whatever path is added, a page leads to others by their way from here.
    assert not re.findall(r'(?:href|action|src)="/', page)


@pytest.mark.parametrize(("proxies", "address"), [(0, "192.0.2.9"), (1, "198.51.100.7"), (2, "203.0.113.5")])
def test_who_asks(proxies: int, address: str) -> None:
    made = app(settings(server={"behind_proxies": proxies}), read_repository())
    seen = []
    made.before_request(lambda: seen.append(request.remote_addr))
    chain = {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.5, 198.51.100.7"}
    Client(made).get("/healthz", environ_overrides={"REMOTE_ADDR": "192.0.2.9", **chain})
    assert seen == [address]


def test_the_server_hands_the_headers_on() -> None:
    chosen = settings(server={"public_url": "", "behind_proxies": 1, "listen": "127.0.0.1:0"})
    with served(app(chosen), chosen.server) as port:
        request = Request(f"http://127.0.0.1:{port}{PATH}", headers=BELOW)
        with urlopen(request) as answer:
            assert f'"https://example.org/forum-feeds{PATH}"' in answer.read().decode()
