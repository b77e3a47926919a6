import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from random import Random
from typing import Any

import pytest

from feedforum.fetch import Guest, HostTurns, Manners
from feedforum.fetch.wire import Wire
from tests.fetch.odd_server import OddServer, odd_server
from tests.held_clock import HeldClock


class Notebook(dict[str, tuple[str, datetime]]):
    """A `RobotsMemory` in memory."""

    def read(self, host: str) -> tuple[str, datetime] | None:
        return self.get(host)

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        self[host] = (text, fetched_at)


MakeGuest = Callable[..., Guest]


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def turns(clock: HeldClock) -> HostTurns:
    return HostTurns(clock, Random(7))


@pytest.fixture
def server() -> Iterator[OddServer]:
    with odd_server() as running:
        yield running


@pytest.fixture
def make_guest(clock: HeldClock, turns: HostTurns, notebook: Notebook) -> Iterator[MakeGuest]:
    """Guests that share the host's turns; they skip robots.txt and wait for nothing unless told.

    What is given without a name goes to the `Wire`: a name service, and what counts as public.
    """
    with ExitStack() as stack:

        def make(*wiring: Any, **settings: Any) -> Guest:
            cookies = settings.pop("cookies", ())
            usual: dict[str, Any] = {"user_agent": "feedforum/1", "request_delay": 0.0, "robots_txt": False}
            manners = Manners(**usual | settings)
            wire = Wire(manners, clock, *wiring)
            return stack.enter_context(Guest(manners, clock, turns, notebook, wire, cookies))

        yield make


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
