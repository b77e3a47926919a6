import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from random import Random
from typing import Any

import pytest

from feedforum.fetch import FetchOptions, ForumClient, HostRateLimiter
from feedforum.fetch.transport import Transport
from tests.fetch.odd_server import OddServer, odd_server
from tests.held_clock import HeldClock


class Notebook(dict[str, tuple[str, datetime]]):
    """A `RobotsMemory` in memory."""

    def read(self, host: str) -> tuple[str, datetime] | None:
        return self.get(host)

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        self[host] = (text, fetched_at)


MakeGuest = Callable[..., ForumClient]


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def turns(clock: HeldClock) -> HostRateLimiter:
    return HostRateLimiter(clock, Random(7))


@pytest.fixture
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture
def make_guest(clock: HeldClock, turns: HostRateLimiter, notebook: Notebook) -> Iterator[MakeGuest]:
    """Guests that share the host's turns; they skip robots.txt and wait for nothing unless told.

    What is given without a name goes to the `Transport`: a name service, and what counts as public.
    """
    with ExitStack() as stack:

        def make(*wiring: Any, **settings: Any) -> ForumClient:
            cookies = settings.pop("cookies", ())
            usual: dict[str, Any] = {"user_agent": "feedforum/1", "request_delay": 0.0, "robots_txt": False}
            fetch_options = FetchOptions(**usual | settings)
            wire = Transport(fetch_options, clock, *wiring)
            return stack.enter_context(ForumClient(fetch_options, clock, turns, notebook, wire, cookies))

        yield make


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
