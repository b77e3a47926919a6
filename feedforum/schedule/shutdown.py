"""Ending visits from outside, between two pages: what was read till then is stored already."""

import threading
from collections.abc import Callable
from datetime import datetime

from feedforum.clock import Clock


class StoppedError(Exception):
    """A visit was told to end; nothing is wrong."""


class Stop:
    """Asked for from any thread, and heeded by every visit that shares it.

    `see` is called each time it is heeded, from any thread; what it raises ends the visit too.
    """

    def __init__(self, see: Callable[[], None] = lambda: None) -> None:
        self._asked = threading.Event()
        self._see = see

    @property
    def asked(self) -> bool:
        """Whether it was asked for."""
        return self._asked.is_set()

    def ask(self) -> None:
        """End all visits, and all waiting in them."""
        self._asked.set()

    def heed(self) -> None:
        """Raises StoppedError once it was asked for, and what `see` raises."""
        if self.asked:
            raise StoppedError
        self._see()

    def within(self) -> "Stop":
        """One that can be asked for by itself, and is heeded whenever this one is asked for too."""
        return Stop(self.heed)

    def wait(self, seconds: float) -> None:
        """Let that many seconds pass. Raises StoppedError as soon as it is asked for."""
        self._asked.wait(seconds)
        self.heed()


class StoppableClock:
    """A `Clock` that tells another's time, and whose `sleep` ends with StoppedError when told to stop."""

    def __init__(self, clock: Clock, stop: Stop) -> None:
        self._clock = clock
        self._stop = stop

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def sleep(self, seconds: float) -> None:
        self._stop.wait(seconds)
