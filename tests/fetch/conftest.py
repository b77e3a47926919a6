import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from random import Random
from typing import Any

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.fetch.transport import Transport
from tests.fake_clock import FakeClock
from tests.fetch.odd_server import OddServer, odd_server

MakeClient = Callable[..., ForumClient]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def robots_memory() -> InMemoryRobots:
    return InMemoryRobots()


@pytest.fixture
def limiter(clock: FakeClock) -> HostRateLimiter:
    return HostRateLimiter(clock, Random(7))


@pytest.fixture
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture
def make_client(
    clock: FakeClock, limiter: HostRateLimiter, robots_memory: InMemoryRobots
) -> Iterator[MakeClient]:
    """Guests that share the host's limiter; they skip robots.txt and do not wait unless an option says so.

    What is given without a name goes to the `Transport`: a name service, and what counts as public.
    """
    with ExitStack() as stack:

        def make(*of_transport: Any, **settings: Any) -> ForumClient:
            cookies = settings.pop("cookies", ())
            usual: dict[str, Any] = {"user_agent": "feedforum/1", "request_delay": 0.0, "robots_txt": False}
            fetch_options = FetchOptions(**usual | settings)
            transport = Transport(fetch_options, clock, *of_transport)
            return stack.enter_context(
                ForumClient(fetch_options, clock, limiter, robots_memory, transport, cookies)
            )

        yield make


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
