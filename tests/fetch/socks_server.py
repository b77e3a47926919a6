"""A SOCKS5 proxy (RFC 1928, 1929) that brings whoever asks to one server, and remembers what it was asked."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.fake_clock import FakeClock

NAME, IPV4 = 3, 1


@dataclass
class SocksServer:
    """`asked` holds the places that were to be connected to, as they came: names or addresses.

    `target` is the port of 127.0.0.1 that everybody is brought to; `refusal` the code of a refusal.
    `rubbish` is all it says, if there is any. If there is a `clock`, twenty seconds pass before each
    byte.
    """

    port: int
    target: int
    password: bytes = b""
    refusal: int = 0
    rubbish: bytes = b""
    clock: FakeClock | None = None
    asked: list[tuple[int, str]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    proxy: SocksServer


class _Handler(socketserver.StreamRequestHandler):
    server: _Listener

    def handle(self) -> None:
        with suppress(OSError):
            if self.server.proxy.rubbish:
                self.rfile.read(3)
                self.wfile.write(self.server.proxy.rubbish)
            elif self._greeted() and self._asked():
                self._bring()

    def _say(self, said: bytes) -> None:
        clock = self.server.proxy.clock
        for byte in said:
            if clock:
                clock.advance(20)
            self.wfile.write(bytes([byte]))

    def _greeted(self) -> bool:
        offered = self.rfile.read(self.rfile.read(2)[1])
        password = self.server.proxy.password
        if not password:
            self._say(b"\x05\x00")
            return True
        if 2 not in offered:
            self._say(b"\x05\xff")
            return False
        self._say(b"\x05\x02")
        self.rfile.read(self.rfile.read(2)[1])
        right = self.rfile.read(self.rfile.read(1)[0]) == password
        self._say(b"\x01\x00" if right else b"\x01\x01")
        return right

    def _asked(self) -> bool:
        kind = self.rfile.read(4)[3]
        size = self.rfile.read(1)[0] if kind == NAME else 4
        host = self.rfile.read(size)
        self.rfile.read(2)
        self.server.proxy.asked.append((kind, host.decode() if kind == NAME else socket.inet_ntoa(host)))
        refusal = self.server.proxy.refusal
        self._say(bytes([5, refusal, 0, 1, 0, 0, 0, 0, 0, 0]))
        return not refusal

    def _bring(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.proxy.target)) as target:
            back = threading.Thread(target=self._back, args=(target,))
            back.start()
            while piece := self.rfile.read1(65536):
                self.server.proxy.sent.append(piece)
                target.sendall(piece)
            target.shutdown(socket.SHUT_RDWR)
            back.join()

    def _back(self, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := target.recv(65536):
                self.wfile.write(piece)
            self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def socks_server(target: int) -> Iterator[SocksServer]:
    """A proxy on a free port of 127.0.0.1, for as long as the block lasts."""
    with _Listener(("127.0.0.1", 0), _Handler) as listener:
        listener.proxy = SocksServer(listener.server_address[1], target)
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield listener.proxy
        finally:
            listener.shutdown()
            thread.join()
