import gzip
from collections.abc import Callable, Iterator
from itertools import repeat

import pytest

from feedforum.fetch.fetch_errors import masked
from feedforum.records import Answer
from tests.fake_clock import FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, ReceivedRequest, Sent, reply

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def drip(clock: FakeClock, start: bytes, drop: bytes) -> Callable[[ReceivedRequest], Iterator[bytes]]:
    """Sends `start`, then `drop` for ever, with two seconds before each."""

    def pieces(asked: ReceivedRequest) -> Iterator[bytes]:
        yield start
        for piece in repeat(drop):
            clock.advance(2)
            yield piece

    return pieces


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        pytest.param(HEAD + b"\r\n", b"x", id="body"),
        pytest.param(HEAD + b"Content-Length: 1000000\r\n\r\n", b"x", id="body-of-known-length"),
        pytest.param(CHUNKED, b"1\r\nx\r\n", id="chunks"),
        pytest.param(CHUNKED, b"0", id="size-of-a-chunk"),
        pytest.param(HEAD + b"X: ", b"x", id="header"),
        pytest.param(b"", b"H", id="status"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="continue"),
        pytest.param(HEAD + b"Content-Encoding: gzip\r\n\r\n", b"\x1f", id="gzip"),
    ],
)
def test_a_drip_stops_at_the_deadline(
    make_client: MakeClient, server: OddServer, clock: FakeClock, start: bytes, drop: bytes
) -> None:
    server.pages["/"] = drip(clock, start, drop)
    fetched = make_client(timeout=30.0).get(server.url + "/")
    assert fetched.answer is Answer.BROKEN
    assert (
        fetched.detail == "127.0.0.1 took longer than 30 seconds; raise `timeout` if it is always that slow."
    )


def test_a_drip_through_a_proxy_stops_too(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    server.pages["http://forum.example/"] = drip(clock, HEAD + b"\r\n", b"x")
    fetched = make_client(timeout=30.0, proxy=server.url).get("http://forum.example/")
    assert fetched.detail.startswith("forum.example took longer than 30 seconds")


def test_a_slow_page_within_the_deadline_arrives(
    make_client: MakeClient, server: OddServer, clock: FakeClock
) -> None:
    def slowly(asked: ReceivedRequest) -> Iterator[bytes]:
        yield HEAD + b"\r\n"
        for _ in range(14):
            clock.advance(2)
            yield b"x"

    server.pages["/"] = slowly
    document = make_client(timeout=30.0).get(server.url + "/").document
    assert document is not None
    assert document.text == "x" * 14


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        pytest.param(reply(b"x" * 2001), "more than 2000 bytes", id="long"),
        pytest.param(
            lambda asked: (HEAD + b"\r\n", *repeat(b"x" * 1000, 99)), "more than 2000 bytes", id="endless"
        ),
        pytest.param(
            reply(gzip.compress(bytes(900_000)), Content_Encoding="gzip"), "grows beyond", id="bomb"
        ),
        pytest.param(
            reply(gzip.compress(gzip.compress(bytes(40_000_000))), Content_Encoding="gzip, gzip"),
            "grows beyond",
            id="nested-bomb",
        ),
        pytest.param(
            reply(gzip.compress(bytes(30_000)) * 2, Content_Encoding="gzip"),
            "grows beyond",
            id="bomb-of-two-members",
        ),
        pytest.param(
            reply(gzip.compress(b"") * 20, Content_Encoding="gzip"), "many pieces", id="many-members"
        ),
        pytest.param(reply(b"nonsense", Content_Encoding="br"), "not asked for", id="brotli"),
        pytest.param(reply(b"half a page", Content_Length="99"), "broke off", id="hang-up-mid-body"),
        pytest.param(CHUNKED + b"ff\r\nhalf", "broke off", id="hang-up-mid-chunk"),
        pytest.param(CHUNKED + b"zz\r\nx", "broke off", id="no-chunk"),
        pytest.param(b"", "broke off", id="hang-up-at-once"),
        pytest.param(b"HTTP/1.1 200", "an empty page", id="hang-up-in-the-status"),
        pytest.param(HEAD, "an empty page", id="hang-up-in-the-headers"),
        pytest.param(reply(b" \r\n"), "an empty page", id="empty"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", "broke off", id="no-http"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "broke off", id="many-headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", "broke off", id="long-header"),
    ],
)
def test_what_is_no_whole_page_is_broken(
    make_client: MakeClient, server: OddServer, sent: Sent, says: str
) -> None:
    server.pages["/"] = sent
    fetched = make_client(max_wire_bytes=2000, max_decoded_bytes=50_000).get(server.url + "/")
    assert (fetched.answer, fetched.document) == (Answer.BROKEN, None)
    assert says in fetched.detail


@pytest.mark.parametrize(
    ("length", "text"),
    [("999", "<html>whole</html>\n"), ("9", "<html>who"), ("many", "<html>whole</html>\n")],
)
def test_a_wrong_length_spoils_no_page_that_is_whole(
    make_client: MakeClient, server: OddServer, length: str, text: str
) -> None:
    server.pages["/"] = reply(b"<html>whole</html>\n", Content_Length=length)
    document = make_client().get(server.url + "/").document
    assert document is not None
    assert document.text == text


def test_a_refused_connection(make_client: MakeClient, closed_port: int) -> None:
    fetched = make_client().get(f"http://127.0.0.1:{closed_port}/?PHPSESSID=secret")
    assert (fetched.answer, fetched.url) == (Answer.BROKEN, f"http://127.0.0.1:{closed_port}/")
    assert "127.0.0.1 refuses connections" in fetched.detail


def test_a_server_without_tls(make_client: MakeClient, server: OddServer) -> None:
    fetched = make_client().get(f"https://127.0.0.1:{server.port}/")
    assert fetched.answer is Answer.BROKEN
    assert "No secure connection to 127.0.0.1" in fetched.detail


def test_no_secret_of_a_proxy_is_told(make_client: MakeClient, closed_port: int) -> None:
    client = make_client(proxy=f"http://me:secret@127.0.0.1:{closed_port}")
    fetched = client.get("http://user:hidden@forum.example/")
    assert fetched.answer is Answer.BROKEN
    assert f"The proxy http://127.0.0.1:{closed_port} failed" in fetched.detail
    assert not {word for word in ("secret", "hidden", "me:", "user") if word in repr(fetched)}


def test_a_name_and_password_are_masked_in_any_address() -> None:
    assert masked("ftp://me:p@ss@host.example/x@y") == "ftp://host.example/x@y"


@pytest.mark.parametrize(
    "url", ["", "forum.example", "ftp://me:secret@forum.example/", "http://[::1", "http://x:port/"]
)
def test_an_address_that_is_none(make_client: MakeClient, url: str) -> None:
    client = make_client()
    fetched = client.get(url)
    assert (fetched.answer, client.counts.requests) == (Answer.BROKEN, 0)
    assert "secret" not in repr(fetched)


@pytest.mark.parametrize(
    "settings",
    [
        {"user_agent": "feedforum – Ж"},
        {"user_agent": "a\r\nb: c"},
        {"proxy": "socks5://127.0.0.1:1"},
        {"proxy": "::"},
    ],
)
def test_settings_that_cannot_be_sent_raise_nothing(
    make_client: MakeClient, server: OddServer, settings: dict[str, str]
) -> None:
    fetched = make_client(**settings).get(server.url + "/")
    assert fetched.answer is Answer.BROKEN
    assert server.asked == []
