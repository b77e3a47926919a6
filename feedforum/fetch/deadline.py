"""A total deadline for requests, down to each single read of the socket.

The timeout of requests is one for each read: a server that drips a byte at a time never meets it.
"""

import http.client
import io
import math
import socket
from functools import partial
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.poolmanager import ProxyManager

from feedforum.clock import Clock


class Deadline:
    """The moment by which a request must be over, on the clock's monotonic scale."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at = math.inf

    def set(self, seconds: float) -> None:
        """Begins anew: that many seconds from now."""
        self._at = self._clock.monotonic() + seconds

    def left(self) -> float:
        """The seconds left, more than 0. Raises TimeoutError when there are none."""
        seconds = self._at - self._clock.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class DeadlineAdapter(HTTPAdapter):
    """An adapter for requests whose connections, direct or through a proxy, keep to a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        _keep_to(self._deadline, self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        known = proxy in self.proxy_manager
        manager: ProxyManager = super().proxy_manager_for(proxy, **kwargs)
        if not known:
            _keep_to(self._deadline, manager)
        return manager


def _keep_to(deadline: Deadline, manager: PoolManager) -> None:
    classes = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {scheme: _timed(pool, deadline) for scheme, pool in classes.items()}


def _timed(pool: type[HTTPConnectionPool], deadline: Deadline) -> type[HTTPConnectionPool]:
    """The same kind of pool, whose connections read their answers through `_TimedResponse`."""
    response_class = staticmethod(partial(_TimedResponse, deadline))
    connection = type("TimedConnection", (pool.ConnectionCls,), {"response_class": response_class})
    return type("TimedPool", (pool,), {"ConnectionCls": connection})


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, deadline: Deadline, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp: io.BufferedReader = io.BufferedReader(_TimedSocket(deadline, sock, self.fp.detach()))


class _TimedSocket(io.RawIOBase):
    """What reads a socket, waiting at each read for no longer than what is left of the deadline."""

    def __init__(self, deadline: Deadline, sock: socket.socket, raw: io.RawIOBase) -> None:
        self._deadline = deadline
        self._sock = sock
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._sock.settimeout(self._deadline.left())
        size: int | None = self._raw.readinto(buffer)
        self._deadline.left()
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()
