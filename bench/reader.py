"""Who asks for feeds, in a process of its own, over a connection that stays open if the server lets it."""

import multiprocessing
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection

_END = b"\r\n\r\n"


class Reader:
    """Asks the server at a port of this machine."""

    def __init__(self, asks: Connection, port: int) -> None:
        self._asks = asks
        self._port = port

    def ask(
        self, path: str, times: int = 1, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str]]:
        """Ask so often for a path; gives the last answer's status and headers, named in small letters."""
        self._asks.send((self._port, path, dict(headers or {}), times))
        answer: tuple[int, dict[str, str]] = self._asks.recv()
        return answer


@contextmanager
def reading_apart(port: int) -> Iterator[Reader]:
    """A reader, for as long as the block lasts."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_read, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        yield Reader(here, port)
    finally:
        here.close()
        process.join(10)


def _read(asked: Connection) -> None:
    while True:
        try:
            port, path, headers, times = asked.recv()
        except EOFError:
            return
        lines = [
            f"GET {path} HTTP/1.1",
            "Host: 127.0.0.1",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        request = "\r\n".join(lines).encode() + _END
        connection = _connected(port)
        for turn in range(times):
            connection.sendall(request)
            answer = _answer(connection)
            if answer[1].get("connection") == "close" and turn + 1 < times:
                connection.close()
                connection = _connected(port)
        connection.close()
        asked.send(answer)


def _connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _answer(connection: socket.socket) -> tuple[int, dict[str, str]]:
    data = b""
    while _END not in data:
        data += _more(connection)
    head, _, body = data.partition(_END)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status = int(first.split()[1])
    left = 0 if status == 304 else int(headers.get("content-length", "0")) - len(body)
    while left > 0:
        left -= len(_more(connection))
    return status, headers


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("the server ended the connection")
    return data
