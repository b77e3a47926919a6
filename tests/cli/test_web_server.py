"""The web server shares its connections among its clients, and answers on all addresses that it is to."""

import http.client
import io
import resource
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, request
from waitress.buffers import ReadOnlyFileBasedBuffer

from feedforum.cli import web_server
from feedforum.cli.web_server import MOST_CONNECTIONS
from feedforum.config import ServerSettings
from feedforum.web.login_throttle import client_network
from tests.cli.served import served

PATIENCE = 20
GREEDY = "127.0.0.1"
OTHERS = ("127.0.0.2", "127.0.0.3")
HALF = b"GET / HTTP/1.1\r\nX-Slow: "


def app() -> Flask:
    """Tells who asks."""
    made = Flask("who")
    made.add_url_rule("/", "who", lambda: request.remote_addr or "")
    return made


def settings(host: str) -> ServerSettings:
    return ServerSettings(host, 0, "", ())


@pytest.fixture
def port() -> Iterator[int]:
    with served(app(), settings("0.0.0.0")) as port:
        yield port


def connected(port: int, source: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))


def answer(port: int, source: str, host: str = "127.0.0.1") -> str:
    connection = http.client.HTTPConnection(host, port, PATIENCE, (source, 0))
    try:
        connection.request("GET", "/")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


class ServerClock:
    """The server's clock: it looks at it whenever it reads or writes."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.asked = threading.Semaphore(0)

    def monotonic(self) -> float:
        now = self.now
        self.asked.release()
        return now

    def forget(self) -> None:
        """What it did until now."""
        while self.asked.acquire(blocking=False):
            pass


def test_an_answer_is_sent_out_of_the_bytes_of_the_cache_however_many_read_it_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, body, buffers = Flask("large"), b"x" * 2**20, []
    made.add_url_rule("/", "large", lambda: body)
    wrapper = ReadOnlyFileBasedBuffer.__init__

    def noted(self: Any, file: io.BytesIO, *args: Any) -> None:
        buffers.append(file.getvalue())
        wrapper(self, file, *args)

    monkeypatch.setattr(ReadOnlyFileBasedBuffer, "__init__", noted)
    with served(made, settings("127.0.0.1")) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, PATIENCE)
        for method, content in (("GET", body), ("HEAD", b""), ("GET", body)):
            connection.request(method, "/")
            answered = connection.getresponse()
            assert (answered.read(), answered.headers["Content-Length"]) == (content, str(len(body)))
        connection.close()
    assert [each is body for each in buffers] == [True, True]


@pytest.mark.parametrize("begun", [b"", HALF], ids=["silent", "slow"])
def test_one_client_keeps_no_other_out(port: int, begun: bytes) -> None:
    number = MOST_CONNECTIONS * 3 // 2
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(3 * number, hard)), hard))
    before = connected(port, OTHERS[0])
    greedy = []
    try:
        for _ in range(number):
            greedy.append(connected(port, GREEDY))
            greedy[-1].sendall(begun)
        for source in OTHERS:
            assert answer(port, source) == source
        # Who was there before has lost nothing, though it was silent for longer than all others.
        before.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert before.recv(65536).startswith(b"HTTP/1.0 200 ")
    finally:
        for each in (before, *greedy):
            each.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_who_has_all_connections_gives_up_the_one_that_is_idle_for_the_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = ServerClock()
    monkeypatch.setattr(web_server, "monotonic", clock.monotonic)
    monkeypatch.setattr(web_server, "MOST_CONNECTIONS", 3)
    with served(app(), settings("127.0.0.1")) as port:
        in_use, first, second = (http.client.HTTPConnection("127.0.0.1", port, PATIENCE) for _ in range(3))
        for each in (in_use, first, second):
            each.request("GET", "/")
            each.getresponse().read()
            clock.now += 1
        assert in_use.sock is not None
        clock.forget()
        in_use.sock.sendall(HALF)
        assert clock.asked.acquire(timeout=PATIENCE)
        in_use.sock.sendall(b"x\r\n")
        assert answer(port, "127.0.0.1") == "127.0.0.1"
        assert first.sock is not None
        assert first.sock.recv(1) == b""
        in_use.sock.sendall(b"\r\n")
        assert in_use.sock.recv(12) == b"HTTP/1.1 200"
        second.request("GET", "/")
        assert second.getresponse().status == 200
        for each in (in_use, first, second):
            each.close()


def test_a_request_that_comes_byte_by_byte_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    clock = ServerClock()
    monkeypatch.setattr(web_server, "monotonic", clock.monotonic)
    connection = http.client.HTTPConnection("127.0.0.1", port, PATIENCE)
    # Each answer gives the next request all the time there is.
    for _ in range(3):
        connection.request("GET", "/")
        assert connection.getresponse().read()
        clock.now += web_server.LONGEST_REQUEST
    assert connection.sock is not None
    for byte in (b"G", b"E"):
        clock.forget()
        connection.sock.sendall(byte)
        assert clock.asked.acquire(timeout=PATIENCE)
        clock.now += web_server.LONGEST_REQUEST / 2
    connection.sock.sendall(b"T")
    assert connection.sock.recv(1) == b""
    connection.close()


@pytest.mark.parametrize("host", ["::", "*"])
@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_all_addresses_are_those_of_both_kinds(host: str) -> None:
    with served(app(), settings(host)) as port:
        assert answer(port, "127.0.0.1") == "127.0.0.1"
        assert answer(port, "::1", "::1") == "::1"


def test_clients_are_told_apart_by_what_one_of_them_has() -> None:
    networks = [client_network(each) for each in ("192.0.2.1", "192.0.2.2")]
    assert len(set(networks)) == 2
    ours, same, other = (
        client_network(each) for each in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1")
    )
    assert ours == same != other
