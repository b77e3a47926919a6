"""One request at a time to a host, and time between two of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from feedforum.clock import Clock
from feedforum.fetch.http_dates import LONGEST_RETRY
from feedforum.fetch.shared_rate_limit import SharedRateLimiter

JITTER = 0.25
OVERLOADED_PAUSE = 60.0
"""The seconds for which an overloaded host is left alone that names no time.

Each time in a row it is twice as long, up to an hour or so."""
MOST_DOUBLINGS = 6


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    ended: float | None = None
    not_before: float = 0.0
    overloads: int = 0


class HostRateLimiter:
    """Whose turn it is to ask a host; shared by all guests of the process, from any thread.

    `folder` is shared with other processes, whose turns then count too; None is for being alone.
    """

    def __init__(self, clock: Clock, random: Random, folder: Path | None = None) -> None:
        self._clock = clock
        self._shared = SharedRateLimiter(folder, clock) if folder else None
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
            stretched = self._stretched(delay)
            self._wait(place, stretched)
            with self._shared_turn(host, place, stretched) as held_back:
                yield held_back

    def overloaded(self, host: str, wished: float | None) -> None:
        """Leaves `host` alone, within its turn: as long as `Retry-After` says, else longer each time."""
        place = self._place(host)
        with self._lock:
            doublings, place.overloads = min(place.overloads, MOST_DOUBLINGS), place.overloads + 1
        pause = min(OVERLOADED_PAUSE * 2.0**doublings, LONGEST_RETRY)
        self.hold_back(host, pause if wished is None else wished)

    def answered(self, host: str) -> None:
        """Notes that `host` is not overloaded."""
        self._place(host).overloads = 0

    def hold_back(self, host: str, seconds: float) -> None:
        """Leaves `host` alone for that long, never shorter than before. Said within a turn, others know."""
        place = self._place(host)
        with self._lock:
            place.not_before = max(place.not_before, self._clock.monotonic() + seconds)

    @contextmanager
    def _shared_turn(self, host: str, place: _Host, delay: float) -> Iterator[float]:
        """The turn among processes, where there are others."""
        if self._shared is None:
            with _ended(place, self._clock):
                yield 0.0
            return
        with self._shared.turn(host, delay) as held_back:
            if held_back > 0:
                yield held_back
                return
            self._shared.note(host)
            try:
                with _ended(place, self._clock):
                    yield 0.0
            finally:
                self._shared.note(host, self._left_alone(place))

    def _left_alone(self, place: _Host) -> float:
        with self._lock:
            return place.not_before - self._clock.monotonic() if place.not_before else 0.0

    def _stretched(self, delay: float) -> float:
        with self._lock:
            return delay * (1 + JITTER * self._random.random())

    def _wait(self, place: _Host, delay: float) -> None:
        if place.ended is None:
            return
        seconds = place.ended + delay - self._clock.monotonic()
        if seconds > 0:
            self._clock.sleep(seconds)

    def _place(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


@contextmanager
def _ended(place: _Host, clock: Clock) -> Iterator[None]:
    """Notes when what happens inside has ended."""
    try:
        yield
    finally:
        place.ended = clock.monotonic()
