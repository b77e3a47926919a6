"""A WebSub hub, over a real socket."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

import pytest
from werkzeug import Request, Response
from werkzeug.serving import make_server

from feedforum.clock import SystemClock
from feedforum.errors import HubError
from feedforum.fetch import publish
from feedforum.fetch.websub import MOST_AT_ONCE

TOPICS = ["https://feeds.example/feeds/sat/posts.atom", "https://feeds.example/feeds/sat/posts.rss?a=b&c"]


@contextmanager
def hub(status: int = 204) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """A hub that answers with that status; gives its address, and the forms that it got."""
    requests: list[list[tuple[str, str]]] = []

    @Request.application
    def answer(request: Request) -> Response:
        assert (request.method, request.mimetype) == ("POST", "application/x-www-form-urlencoded")
        assert request.headers["User-Agent"].startswith("feedforum/")
        requests.append(parse_qsl(request.get_data(as_text=True)))
        return Response(status=status, headers={"Location": "http://192.0.2.1/"})

    server = make_server("127.0.0.1", 0, answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/", requests
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_it_is_told_which_feeds_have_changed() -> None:
    with hub() as (address, requests):
        publish(address, TOPICS, "feedforum/test", SystemClock())
    assert requests == [[("hub.mode", "publish"), ("hub.url", TOPICS[0]), ("hub.url", TOPICS[1])]]


def test_many_feeds_go_in_several_requests() -> None:
    topics = [f"https://feeds.example/{number}" for number in range(2 * MOST_AT_ONCE + 1)]
    with hub() as (address, requests):
        publish(address, topics, "feedforum/test", SystemClock())
    assert [len(each) - 1 for each in requests] == [MOST_AT_ONCE, MOST_AT_ONCE, 1]
    assert [value for each in requests for name, value in each if name == "hub.url"] == topics


@pytest.mark.parametrize("status", [302, 404, 500])
def test_one_that_does_not_take_it_is_a_fault_and_no_redirect_is_followed(status: int) -> None:
    with hub(status) as (address, _), pytest.raises(HubError, match=f"answered with status {status}"):
        publish(address, TOPICS, "feedforum/test", SystemClock())


def test_one_that_is_not_there_is_a_fault() -> None:
    with hub() as (address, _):
        pass
    with pytest.raises(HubError, match="cannot be reached"):
        publish(address, TOPICS, "feedforum/test", SystemClock())
