"""A total deadline for requests, down to each single read of the socket.

The timeout of requests is one for each read: a server that drips a byte at a time never meets it.
"""

import io
import math
from collections.abc import Callable
from typing import Any

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


class TimedSocket(io.RawIOBase):
    """What reads a socket, waiting at each read for no longer than what is left of the deadline.

    `set_timeout` sets the socket's own timeout, `raw` is what reads it.
    """

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
