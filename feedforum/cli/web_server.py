"""The web server: waitress, on sockets that share its connections fairly among the addresses of clients.

No address has a limit of its own: behind a reverse proxy all clients have the same. But when there are too
many connections, the address that has the most loses one: one that has no request under way if there is any,
and of those the one that has been silent for the longest. So nobody can keep others out.
"""

import errno
import io
import ipaddress
import os
import resource
import socket
import threading
from collections import Counter
from contextlib import closing, suppress
from time import monotonic
from typing import Any

from flask import Flask
from waitress import create_server
from werkzeug.wsgi import ClosingIterator

from feedforum.config import ServerSettings
from feedforum.errors import ServeError
from feedforum.web.login_throttle import client_network

THREADS = 8

MOST_CONNECTIONS = 1000
"""Readers keep connections open between their requests."""

SPARE_FILES = 200
"""What a process may need besides its connections: the store, the log, the forums that it polls."""

IDLE_TIMEOUT = 30
"""The seconds after which an idle connection is closed."""

LONGEST_REQUEST = 30
"""The seconds from the first byte of a request until it is complete."""

MOST_HEADER = 32 * 1024
"""The bytes of a request's line and headers. The longest valid URL takes a quarter of it."""

MOST_BODY = 16 * 1024
"""The bytes of a request's body. The longest valid one is the form with all boards of a forum."""

# select() knows only the first 1024 files of a process; poll() knows all.
_OPTIONS = {
    "ident": "feedforum",
    "threads": THREADS,
    "asyncore_use_poll": True,
    "channel_timeout": IDLE_TIMEOUT,
    "cleanup_interval": IDLE_TIMEOUT // 3,
    # Not its own limit: at that it would let nobody in any more.
    "connection_limit": 2 * MOST_CONNECTIONS,
    # The application knows which proxies to trust.
    "clear_untrusted_proxy_headers": False,
    "max_request_body_size": MOST_BODY,
    "max_request_header_size": MOST_HEADER,
}


class Listener:
    """Listens from the moment it is made. Raises ServeError if it cannot."""

    def __init__(self, app: Flask, server: ServerSettings) -> None:
        files = allow_files(MOST_CONNECTIONS + SPARE_FILES)
        connections = Connections(min(MOST_CONNECTIONS, max(files - SPARE_FILES, files // 2)))
        sockets = _listening_sockets(server, connections)
        self._server: Any = create_server(_SharedBodies(app), sockets=sockets, **_OPTIONS)
        self.port: int = sockets[0].getsockname()[1]

    def serve(self) -> None:
        try:
            self._server.run()
        finally:
            self._server.close()


class _SharedBodies:
    """The application; waitress sends the bytes of the cache: copies for slow clients would fill memory."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        blocks: Any = self._app(environ, start_response)
        if not isinstance(blocks, ClosingIterator):
            return blocks  # a file, which is read in pieces as it is sent
        with closing(blocks):
            body = b"".join(blocks)
        return environ["wsgi.file_wrapper"](io.BytesIO(body)) if body else ()


class Connections:
    """The open connections, `most` in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._open: set[_Connection] = set()

    def add(self, connection: "_Connection") -> None:
        """Count a connection that was accepted; if it is one too many, end one of the greediest client."""
        with self._lock:
            self._open.add(connection)
            if len(self._open) <= self._most:
                return
            counts = Counter(each.network for each in self._open)
            most = max(counts.values())
            of_greediest = (each for each in self._open if counts[each.network] == most)
            ended = min(of_greediest, key=lambda each: (each.request_since is not None, each.idle_since))
            self._open.remove(ended)
        ended.end()

    def remove(self, connection: "_Connection") -> None:
        with self._lock:
            self._open.discard(connection)


class _Connection(socket.socket):
    """A connection to a client, which has to send each request within `LONGEST_REQUEST`.

    `request_since` is when its present request began, None while it waits for one.
    """

    def __init__(self, accepted: socket.socket, network: str, connections: Connections) -> None:
        super().__init__(accepted.family, accepted.type, accepted.proto, fileno=accepted.detach())
        self.network = network
        self.idle_since = monotonic()
        self.request_since: float | None = None
        self._connections = connections

    def recv(self, *args: int) -> bytes:
        received = super().recv(*args)
        now = monotonic()
        if self.request_since is None:
            self.request_since = now
        # As if the client had closed it.
        return received if now - self.request_since < LONGEST_REQUEST else b""

    def send(self, *args: Any) -> int:
        # Before: as soon as the client has its answer, it may begin another request.
        self.idle_since, self.request_since = monotonic(), None
        return super().send(*args)

    def end(self) -> None:
        """Let waitress find it closed by its client."""
        with suppress(OSError):
            self.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._connections.remove(self)
        super().close()


class _ListeningSocket(socket.socket):
    """A socket whose connections are counted."""

    def __init__(self, listening: socket.socket, connections: Connections) -> None:
        super().__init__(listening.family, listening.type, listening.proto, fileno=listening.detach())
        self._connections = connections

    def accept(self) -> tuple[socket.socket, Any]:
        accepted, (host, port, *more) = super().accept()
        address = ipaddress.ip_address(host.partition("%")[0])
        # A socket for both kinds of addresses writes those of IPv4 as if they were of IPv6.
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
            host = str(address)
        connection = _Connection(accepted, client_network(host), self._connections)
        self._connections.add(connection)
        return connection, (host, port, *more)


def _listening_sockets(server: ServerSettings, connections: Connections) -> list[_ListeningSocket]:
    """A socket for each address of the host's name, as a name may have several. Raises ServeError."""
    sockets: list[_ListeningSocket] = []
    try:
        for family, address in _addresses(server.host, server.port):
            # "[::]" is every address of the machine, those of IPv4 too.
            every = address[0] == "::" and socket.has_dualstack_ipv6()
            opened = socket.create_server(address, family=family, dualstack_ipv6=every)
            sockets.append(_ListeningSocket(opened, connections))
    except (OSError, UnicodeError) as error:
        for each in sockets:
            each.close()
        raise ServeError(f"Cannot listen on {server.host}:{server.port} {_why_not(error)}") from None
    return sockets


def _addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, Any]]:
    if host == "*":
        host = "::" if socket.has_dualstack_ipv6() else "0.0.0.0"  # noqa: S104 - it is what the owner wants
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _why_not(error: OSError | UnicodeError) -> str:
    if isinstance(error, socket.gaierror | UnicodeError) or error.errno in (
        errno.EADDRNOTAVAIL,
        errno.EAFNOSUPPORT,
    ):
        return "(it is not an address of this machine); set listen in [server] to one that is."
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno == errno.EACCES:
        return f"({reason}); set listen in [server] to a port from 1024 on."
    return f"({reason}); end the program that uses it, or set listen in [server] to another port."


def allow_files(number: int) -> int:
    """Let this process have that many files open if the system allows it; gives how many it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        soft = number if hard == resource.RLIM_INFINITY else min(number, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return number if soft == resource.RLIM_INFINITY else soft
