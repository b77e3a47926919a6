"""Through an HTTP or SOCKS proxy: one sentence for what goes wrong, no password in it, and no time beyond."""

from collections.abc import Iterator
from itertools import repeat

import pytest

from feedforum.records import Answer
from tests.fake_clock import FakeClock
from tests.fetch.conftest import MakeClient
from tests.fetch.odd_server import OddServer, ReceivedRequest, reply
from tests.fetch.socks_server import NAME, SocksServer, socks_server


@pytest.fixture
def proxy(server: OddServer) -> Iterator[SocksServer]:
    with socks_server(server.port) as running:
        yield running


def test_with_socks5h_the_proxy_looks_up_the_name(
    make_client: MakeClient, server: OddServer, proxy: SocksServer
) -> None:
    server.pages["/"] = reply(b"x")

    def never(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    fetched = make_client(never, proxy=f"socks5h://127.0.0.1:{proxy.port}").get("http://forum.example/")
    assert fetched.answer is Answer.OK
    assert proxy.asked == [(NAME, "forum.example")]
    assert server.asked[0].headers["host"] == "forum.example"


def test_a_name_and_password_let_us_in(
    make_client: MakeClient, server: OddServer, proxy: SocksServer
) -> None:
    server.pages["/"] = reply(b"x")
    proxy.password = b"p@ss"
    client = make_client(proxy=f"socks5h://me:p%40ss@127.0.0.1:{proxy.port}")
    assert client.get("http://forum.example/").answer is Answer.OK


@pytest.mark.parametrize("who", ["", "me:hushhush@"])
def test_a_proxy_that_does_not_know_us(
    make_client: MakeClient, server: OddServer, proxy: SocksServer, who: str
) -> None:
    proxy.password = b"another"
    fetched = make_client(proxy=f"socks5h://{who}127.0.0.1:{proxy.port}").get("http://forum.example/")
    assert fetched.detail == (
        f"The proxy socks5h://127.0.0.1:{proxy.port} refuses our login; "
        "check the username and the password in `proxy`."
    )
    assert (server.asked, proxy.asked) == ([], [])


def test_a_proxy_that_cannot_get_there(make_client: MakeClient, proxy: SocksServer) -> None:
    proxy.refusal = 5
    fetched = make_client(proxy=f"socks5h://me:hushhush@127.0.0.1:{proxy.port}").get("http://forum.example/")
    assert fetched.detail == (
        f"The proxy socks5h://127.0.0.1:{proxy.port} cannot reach forum.example (Connection refused); "
        "check the address, and `proxy`."
    )


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
@pytest.mark.parametrize("target", ["http", "https"])
def test_a_proxy_that_is_not_there(
    make_client: MakeClient, closed_port: int, scheme: str, target: str
) -> None:
    client = make_client(
        lambda host, port: ["127.0.0.1"], proxy=f"{scheme}://me:hushhush@127.0.0.1:{closed_port}"
    )
    fetched = client.get(f"{target}://forum.example/")
    assert fetched.answer is Answer.BROKEN
    assert f"The proxy {scheme}://127.0.0.1:{closed_port} failed" in fetched.detail
    assert "refused" in fetched.detail
    assert "hushhush" not in repr(fetched)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
@pytest.mark.parametrize("rubbish", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x05", b"\x05\x07"])
def test_a_server_that_speaks_no_socks(
    make_client: MakeClient, proxy: SocksServer, scheme: str, rubbish: bytes
) -> None:
    proxy.rubbish = rubbish
    client = make_client(lambda host, port: ["8.8.8.8"], proxy=f"{scheme}://127.0.0.1:{proxy.port}")
    fetched = client.get("http://forum.example/")
    assert fetched.detail == (f"The proxy {scheme}://127.0.0.1:{proxy.port} failed; check `proxy`.")


def test_a_proxy_that_drips_stops_at_the_deadline(
    make_client: MakeClient, server: OddServer, proxy: SocksServer, clock: FakeClock
) -> None:
    server.pages["/"] = reply(b"x")
    proxy.clock = clock
    before = clock.monotonic()
    fetched = make_client(proxy=f"socks5h://127.0.0.1:{proxy.port}", timeout=30.0).get(
        "http://forum.example/"
    )
    assert fetched.detail == (
        f"The proxy socks5h://127.0.0.1:{proxy.port} did not answer in time; "
        "check `proxy`, or raise `timeout`."
    )
    assert (server.asked, proxy.sent) == ([], [])
    assert clock.monotonic() - before <= 60


def test_a_forum_that_drips_through_socks_stops_too(
    make_client: MakeClient, server: OddServer, proxy: SocksServer, clock: FakeClock
) -> None:
    def drip(asked: ReceivedRequest) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        for piece in repeat(b"x"):
            clock.advance(2)
            yield piece

    server.pages["/"] = drip
    fetched = make_client(proxy=f"socks5h://127.0.0.1:{proxy.port}").get("http://forum.example/")
    assert fetched.detail.startswith("forum.example took longer than 30 seconds")
