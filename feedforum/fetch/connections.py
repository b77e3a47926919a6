"""Connections that keep to a deadline and within reach, direct or through a proxy.

Nothing is sent to a forum's host, no request and no TLS handshake, before its address was looked at;
and the address that was looked at is the one connected to: a name is never looked up twice for it.
"""

import http.client
import io
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

from feedforum.fetch.deadline import Deadline, TimedSocket
from feedforum.fetch.ssrf_guard import SsrfGuard

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a name, for a port. Raises `socket.gaierror` if there are none."""


def addresses_of(host: str, port: int) -> list[str]:
    """What the machine's name service says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Limits:
    """What every connection of a guest keeps to."""

    deadline: Deadline
    reach: SsrfGuard
    resolve: Resolve = addresses_of


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
        # requests goes by the page's address alone, and would believe any https proxy for http pages
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

    def _new_conn(self) -> socket.socket:
        try:
            connected = self._connected()
            # what comes next, a TLS handshake or sending, has what is left
            connected.settimeout(self.limits.deadline.left())
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, "The deadline has passed.") from error
        except OSError as error:
            raise NewConnectionError(self, "No connection.") from error
        return connected

    def _connected(self) -> socket.socket:
        raise NotImplementedError

    def _first(self, places: Sequence[str], connect: Callable[[str], socket.socket]) -> socket.socket:
        """A connection to the first of the places that takes one."""
        fault = OSError("The name has no address.")
        for place in places:
            try:
                return connect(place)
            except TimeoutError:
                raise
            except OSError as error:
                fault = error
        raise fault

    def _own(self, connect: Callable[[str], socket.socket]) -> socket.socket:
        """A connection to the host itself, at one of its addresses within reach."""
        found = self.limits.resolve(self._dns_host, self.port)

        def reach(place: str) -> socket.socket:
            connected = connect(place)
            self.limits.reach.reached(self.host, place)
            return connected

        return self._first(self.limits.reach.within(self.host, found), reach)


class _Direct(_Limited):
    """A connection to a host, or to an HTTP proxy, which the owner chose and which may be anywhere."""

    def _connected(self) -> socket.socket:
        if self.proxy is None:
            return self._own(self._connect)
        return self._first(self.limits.resolve(self._dns_host, self.port), self._connect)

    def _connect(self, place: str) -> socket.socket:
        seconds = self.limits.deadline.left()
        return create_connection((place, self.port), seconds, socket_options=self.socket_options)


class _Socks(_Limited):
    """A connection through a SOCKS proxy. With `socks5h` it is the proxy that looks up the name."""

    _socks_options: dict[str, Any]

    def _connected(self) -> socket.socket:
        if self._socks_options["rdns"]:
            return self._connect(self._dns_host)
        return self._own(self._connect)

    def _connect(self, place: str) -> socket.socket:
        options = self._socks_options
        through = _TimedSocks(self.limits.deadline)
        try:
            through.set_proxy(
                options["socks_version"],
                options["proxy_host"],
                options["proxy_port"],
                options["rdns"],
                options["username"],
                options["password"],
            )
            through.settimeout(self.limits.deadline.left())
            through.connect((place, self.port))
        except BaseException:
            through.close()
            raise
        return through


class _TimedSocks(socks.socksocket):  # type: ignore[misc]
    """A SOCKS socket that reads what the proxy says by the deadline, too."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def makefile(self, mode: str = "r", buffering: int | None = None, **kwargs: Any) -> Any:
        file = super().makefile(mode, buffering, **kwargs)
        # PySocks reads the proxy's words without a buffer; `http.client` reads with one, and is timed itself
        if isinstance(file, io.RawIOBase) and "r" in mode:
            return TimedSocket(self._deadline, self.settimeout, file)
        return file


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, deadline: Deadline, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        timed = TimedSocket(deadline, sock.settimeout, self.fp.detach())
        self.fp: io.BufferedReader = io.BufferedReader(timed)
