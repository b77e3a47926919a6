"""Connections with a deadline and a check of their addresses, direct or through a proxy.

Nothing is sent to a forum's host, no request and no TLS handshake, before its address was checked; and
the address that was checked is the one connected to: a name is never looked up twice for a connection.

The deadline holds down to each single read of the socket: the timeout of requests is for one read, and a
server that sends a byte at a time would never exceed it.
"""

import http.client
import io
import math
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import socks
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.contrib.socks import SOCKSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from feedforum.clock import Clock
from feedforum.fetch.ssrf_guard import SsrfGuard

LONGEST_TRY = 5.0
"""The seconds that one of several addresses has to accept a connection: two retries of TCP's."""

Connect = Callable[[str, float], socket.socket]
"""Connects to an IP address within so many seconds."""

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a name, for a port. Raises `socket.gaierror` if there are none."""


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses according to the machine's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Deadline:
    """The moment by which a request must be over, on the clock's monotonic scale."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at = math.inf

    def set(self, seconds: float) -> None:
        """Starts again: that many seconds from now."""
        self._at = self._clock.monotonic() + seconds

    def left(self) -> float:
        """The seconds left, more than 0. Raises TimeoutError when there are none."""
        seconds = self._at - self._clock.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class Addresses:
    """In which order the addresses of hosts are tried: those that have failed come last."""

    def __init__(self) -> None:
        self._failed: set[str] = set()
        self._present = ""

    def in_order(self, addresses: Sequence[str]) -> list[str]:
        """The addresses, each once, those that have not failed first."""
        return sorted(dict.fromkeys(addresses), key=self._failed.__contains__)

    def tried(self, address: str) -> None:
        """Note the one that is connected to now."""
        self._present = address

    def failed(self) -> None:
        """No answer came from the one that was tried last."""
        self._failed.add(self._present)

    def answered(self) -> None:
        """An answer came from there."""
        self._failed.discard(self._present)


class TimedSocket(io.RawIOBase):
    """Reads a socket through `raw`; each read has what is left of the deadline as its timeout."""

    def __init__(self, deadline: Deadline, set_timeout: Callable[[float], None], raw: io.RawIOBase) -> None:
        self._deadline = deadline
        self._set_timeout = set_timeout
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._set_timeout(self._deadline.left())
        size: int | None = self._raw.readinto(buffer)
        self._deadline.left()
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every connection of a client."""

    deadline: Deadline
    guard: SsrfGuard
    resolve: Resolve = addresses_of
    addresses: Addresses = field(default_factory=Addresses)


class LimitedAdapter(HTTPAdapter):
    """An adapter for requests whose connections keep to `limits`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        _limit(self.poolmanager, self._limits)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:
        known = proxy in self.proxy_manager
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        if not known:
            _limit(manager, self._limits)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        # requests looks at the page's URL only, and would trust any https proxy for http pages
        super().cert_verify(conn, "https://", verify, cert)  # type: ignore[no-untyped-call]


def _limit(manager: PoolManager, limits: Limits) -> None:
    classes = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {scheme: _limited(pool, limits) for scheme, pool in classes.items()}


def _limited(pool: type[HTTPConnectionPool], limits: Limits) -> type[HTTPConnectionPool]:
    """The same kind of pool, with connections that keep to the limits."""
    kind = _Socks if issubclass(pool.ConnectionCls, SOCKSConnection) else _Direct
    response_class = staticmethod(partial(_TimedResponse, limits.deadline))
    own = {"limits": limits, "response_class": response_class}
    connection = type("LimitedConnection", (kind, pool.ConnectionCls), own)
    return type("LimitedPool", (pool,), {"ConnectionCls": connection})


class _Limited(HTTPConnection):
    limits: Limits
    _tried: frozenset[str] = frozenset()
    _others = 0

    def connect(self) -> None:
        """Connect; where an address accepts that and then speaks no TLS, to the next one."""
        self._tried = frozenset()
        while True:
            try:
                return super().connect()
            except (ssl.SSLError, ConnectionError, TimeoutError):
                if self.proxy is not None or not self._others:
                    raise
                self.limits.addresses.failed()
                self.close()

    def _new_conn(self) -> socket.socket:
        try:
            connected = self._connected()
            # what comes next, a TLS handshake or sending, has the rest of the time
            connected.settimeout(self._seconds(self._others))
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, "The deadline has passed.") from error
        except OSError as error:
            raise NewConnectionError(self, "No connection.") from error
        return connected

    def _seconds(self, others: int) -> float:
        """What an address may take while there are so many others: it may be out of order."""
        left = self.limits.deadline.left()
        return min(left / (others + 1), LONGEST_TRY) if others else left

    def _connected(self) -> socket.socket:
        raise NotImplementedError

    def _first(self, addresses: Sequence[str], connect: Connect) -> socket.socket:
        """A connection to the first of the addresses that accepts one."""
        error = OSError("The name has no address.")
        pending = [each for each in self.limits.addresses.in_order(addresses) if each not in self._tried]
        for number, address in enumerate(pending, 1):
            self._tried, self._others = self._tried | {address}, len(pending) - number
            self.limits.addresses.tried(address)
            try:
                return connect(address, self._seconds(self._others))
            except OSError as refused:
                self.limits.addresses.failed()
                error = refused
        raise error

    def _to_host(self, connect: Connect) -> socket.socket:
        """A connection to the host itself, at one of the addresses that are allowed."""
        found = self.limits.resolve(self._dns_host, self.port)

        def checked(address: str, seconds: float) -> socket.socket:
            connected = connect(address, seconds)
            self.limits.guard.connected(self.host, address)
            return connected

        return self._first(self.limits.guard.allowed(self.host, found), checked)


class _Direct(_Limited):
    """A connection to a host, or to an HTTP proxy, which the owner chose and which may be anywhere."""

    def _connected(self) -> socket.socket:
        if self.proxy is None:
            return self._to_host(self._connect)
        return self._first(self.limits.resolve(self._dns_host, self.port), self._connect)

    def _connect(self, address: str, seconds: float) -> socket.socket:
        return create_connection((address, self.port), seconds, socket_options=self.socket_options)


class _Socks(_Limited):
    """A connection through a SOCKS proxy. With `socks5h` it is the proxy that looks up the name."""

    _socks_options: dict[str, Any]

    def _connected(self) -> socket.socket:
        if self._socks_options["rdns"]:
            return self._connect(self._dns_host, self.limits.deadline.left())
        return self._to_host(self._connect)

    def _connect(self, address: str, seconds: float) -> socket.socket:
        options = self._socks_options
        through = _TimedSocks(self.limits.deadline)
        try:
            host, port = options["proxy_host"], options["proxy_port"]
            login = options["username"], options["password"]
            through.set_proxy(options["socks_version"], host, port, options["rdns"], *login)
            through.settimeout(seconds)
            through.connect((address, self.port))
        except BaseException:
            through.close()
            raise
        return through


class _TimedSocks(socks.socksocket):  # type: ignore[misc]
    """A SOCKS socket whose conversation with the proxy is within the deadline, too."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def makefile(self, mode: str = "r", buffering: int | None = None, **kwargs: Any) -> Any:
        file = super().makefile(mode, buffering, **kwargs)
        # PySocks reads the proxy without a buffer; `http.client` reads with one, and is timed itself
        if isinstance(file, io.RawIOBase) and "r" in mode:
            return TimedSocket(self._deadline, self.settimeout, file)
        return file


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, deadline: Deadline, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        timed = TimedSocket(deadline, sock.settimeout, self.fp.detach())
        self.fp: io.BufferedReader = io.BufferedReader(timed)
