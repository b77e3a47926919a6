"""Ending polls from outside, between two pages: what was read until then is stored already."""

import threading
from collections.abc import Callable

from feedforum.clock import Clock


class StoppedError(Exception):
    """A poll was told to end; nothing is wrong."""


class Stop:
    """Requested from any thread, and checked by every poll that shares it; each check calls `also`."""

    def __init__(self, also: Callable[[], None] = lambda: None) -> None:
        self._requested = threading.Event()
        self._also = also

    @property
    def requested(self) -> bool:
        return self._requested.is_set()

    def request(self) -> None:
        self._requested.set()

    def check(self) -> None:
        """Raises StoppedError once it was requested, and what `also` raises."""
        if self.requested:
            raise StoppedError
        self._also()

    def child(self, also: Callable[[], None] = lambda: None) -> "Stop":
        """One that can be requested by itself, and also ends with this one; each check calls `also`, too."""

        def both() -> None:
            self.check()
            also()

        return Stop(both)

    def wait(self, seconds: float) -> None:
        """Let that many seconds pass. Raises StoppedError as soon as it is requested."""
        self._requested.wait(seconds)
        self.check()


class StoppableClock:
    """A `Clock` with another's time, whose `sleep` ends with StoppedError when polls are to end."""

    def __init__(self, clock: Clock, stop: Stop) -> None:
        self.now = clock.now
        self.monotonic = clock.monotonic
        self.sleep = stop.wait
