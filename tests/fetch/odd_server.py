"""A web server that sends whatever bytes a test wants, and remembers what it was asked."""

import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

TLS_HANDSHAKE = b"\x16"


@dataclass(frozen=True)
class ReceivedRequest:
    """A request as it came; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Sent = bytes | Callable[[ReceivedRequest], Iterable[bytes]]


def reply(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """An answer in proper form; header names are given with `_` for `-`, and an empty value drops one."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    every = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"} | named
    lines = [f"{name}: {value}" for name, value in every.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *lines, "", ""]).encode("latin-1") + body


@dataclass
class OddServer:
    """`pages` holds what is sent for each target; any other target is answered 404.

    A list is sent one after the other, the last for ever.
    """

    port: int
    pages: dict[str, Sent | list[Sent]] = field(default_factory=dict)
    asked: list[ReceivedRequest] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    def answer(self, asked: ReceivedRequest) -> Iterable[bytes]:
        self.asked.append(asked)
        sent = self.pages.get(asked.target, reply(status=404))
        if isinstance(sent, list):
            sent = sent.pop(0) if len(sent) > 1 else sent[0]
        return [sent] if isinstance(sent, bytes) else sent(asked)


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    odd: OddServer


class _Handler(socketserver.StreamRequestHandler):
    server: _Listener

    def handle(self) -> None:
        first = self.rfile.read(1)
        # whoever asked may have gone, with a page half sent
        with suppress(OSError):
            if first == TLS_HANDSHAKE:
                self.rfile.read(int.from_bytes(self.rfile.read(4)[2:], "big"))
                self.wfile.write(reply(status=400))
            elif first:
                for piece in self.server.odd.answer(self._asked(first)):
                    self.wfile.write(piece)

    def _asked(self, first: bytes) -> ReceivedRequest:
        method, target, _ = (first + self.rfile.readline()).decode("latin-1").split()
        headers = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return ReceivedRequest(
            method, target, headers, self.rfile.read(int(headers.get("content-length", 0)))
        )


@contextmanager
def odd_server() -> Iterator[OddServer]:
    """A server on a free port of 127.0.0.1, for as long as the block lasts."""
    with _Listener(("127.0.0.1", 0), _Handler) as listener:
        listener.odd = OddServer(listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield listener.odd
        finally:
            listener.shutdown()
            thread.join()
