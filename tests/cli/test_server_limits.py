"""The server as `serve` starts it, and clients that are none of a reader's kind."""

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from feedforum.cli.web_server import MOST_HEADER
from tests.cli.conftest import Place
from tests.cli.test_running import started

PATIENCE = 20


@pytest.fixture
def port(place: Place) -> Iterator[int]:
    """Where `feedforum serve` listens."""
    with started("serve", *place.write()) as process:
        yield int(process.site.rpartition(":")[2])


def sent(port: int, raw: bytes) -> bytes:
    """What the server answers to these bytes before it ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        # It may have answered and ended the connection before it has read all.
        with suppress(OSError):
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
        return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


LONG = b"x" * MOST_HEADER
ODD = [
        (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + LONG + b"\r\n\r\n", 431),
        (b"GET /" + LONG + b" HTTP/1.1\r\n\r\n", 431),
        (b"POST /healthz HTTP/1.1\r\nConnection: close\r\nContent-Length: 999999999\r\n\r\n", 413),
        (b"POST /healthz HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nxx", 405),
        (b"POST /healthz HTTP/1.1\r\nConnection: close\r\nContent-Length: -1\r\n\r\n", 400),
        (
            b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
             b"4000\r\n" + b"x" * 0x4000 + b"\r\n" * 1 + b"4000\r\n" + b"x" * 0x4000 + b"\r\n0\r\n\r\n",
            413,
        ),
        (b"BREW /feeds/demo/posts.atom HTTP/1.1\r\nConnection: close\r\n\r\n", 405),
        (b"GET http://other.example/healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 200),
        (b"GET /static/../app.py HTTP/1.1\r\nConnection: close\r\n\r\n", 404),
        (b"GET /static/%2e%2e/app.py HTTP/1.1\r\nConnection: close\r\n\r\n", 404),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /\x00\xff HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
]  # fmt: skip


def test_odd_requests_get_a_plain_answer(port: int) -> None:
    for raw, expected in ODD:
        answer = sent(port, raw)
        assert status(answer) == expected, raw[:80]
        assert b"Traceback" not in answer
        assert b"waitress" not in answer.lower()
