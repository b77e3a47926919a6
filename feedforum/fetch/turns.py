"""One request at a time to a host, and time between two of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from feedforum.clock import Clock

JITTER = 0.25


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    ended: float | None = None
    not_before: float = 0.0


class HostTurns:
    """Whose turn it is to ask a host; shared by all guests of the process, from any thread.

    Politeness between processes needs no more: one process polls a forum at a time.
    """

    def __init__(self, clock: Clock, random: Random) -> None:
        self._clock = clock
        self._random = random
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[float]:
        """Holds the turn of `host`, at least `delay` seconds (and up to a quarter more) after the last.

        Gives 0, or the seconds for which the host still wants to be left alone: then no time has
        passed and it must not be asked.
        """
        place = self._place(host)
        with place.turn:
            held_back = self._left_alone(place)
            if held_back > 0:
                yield held_back
                return
            self._wait(place, delay)
            try:
                yield 0.0
            finally:
                place.ended = self._clock.monotonic()

    def hold_back(self, host: str, seconds: float) -> None:
        """Leaves `host` alone for that long: it said so in `Retry-After`. Never shortens."""
        place = self._place(host)
        with self._lock:
            place.not_before = max(place.not_before, self._clock.monotonic() + seconds)

    def _left_alone(self, place: _Host) -> float:
        with self._lock:
            return place.not_before - self._clock.monotonic() if place.not_before else 0.0

    def _wait(self, place: _Host, delay: float) -> None:
        if place.ended is None:
            return
        with self._lock:
            stretched = delay * (1 + JITTER * self._random.random())
        seconds = place.ended + stretched - self._clock.monotonic()
        if seconds > 0:
            self._clock.sleep(seconds)

    def _place(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
