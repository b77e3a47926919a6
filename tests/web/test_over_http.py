"""The same over a real socket."""

import gzip
import http.client
from concurrent.futures import ThreadPoolExecutor

import feedparser
import pytest
import requests

from tests.web.sites import TOKEN, app, served, settings


def test_a_reader_subscribes_and_comes_back() -> None:
    with served(app(settings(server={"public_url": ""}))) as port:
        url = f"http://127.0.0.1:{port}/feeds/sat/posts.atom"
        first = requests.get(url, timeout=10, allow_redirects=False)
        assert first.status_code == 200
        assert first.headers["Content-Encoding"] == "gzip"
        found = feedparser.parse(first.content)
        assert not found.bozo
        assert [entry.id.rpartition("/")[2] for entry in found.entries] == ["101", "100"]
        assert found.feed.links[0].href == url
        again = requests.get(url, headers={"If-None-Match": first.headers["ETag"]}, timeout=10)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_bytes_on_the_wire(method: str) -> None:
    with served(app()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, "/feeds/sat/posts.rss", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    assert answer.status == 200
    if method == "HEAD":
        assert body == b""
        assert int(answer.headers["Content-Length"]) > 0
    else:
        assert int(answer.headers["Content-Length"]) == len(body)
        assert gzip.decompress(body).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/feeds/sat/posts.xml", 404),
        ("/feeds/sat//posts.atom", 404),
        ("/feeds/../feeds/sat/posts.atom/", 404),
        ("/feeds/club/posts.atom", 401),
        (f"/feeds/club/posts.atom?token={TOKEN}", 200),
        ("/feeds/sat/boards/26/posts.atom", 200),
        ("/healthz", 200),
    ],
)
def test_answers_without_redirects(path: str, status: int) -> None:
    with served(app()) as port:
        answer = requests.get(f"http://127.0.0.1:{port}{path}", timeout=10, allow_redirects=False)
    assert answer.status_code == status
    assert "html" not in answer.headers["Content-Type"]


def test_many_readers_at_once_get_the_same_bytes() -> None:
    with served(app()) as port, ThreadPoolExecutor(8) as readers:
        urls = [f"http://127.0.0.1:{port}/feeds/sat/posts.{ext}" for ext in ("atom", "rss", "json") * 10]
        bodies = list(readers.map(lambda url: requests.get(url, timeout=10).content, urls))
    assert len(set(bodies)) == 3
